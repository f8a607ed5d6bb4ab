/** What one model of printer can do, as data. Code page numbers differ between makers: that is why they are here. */
export interface PrinterProfile {
  /** Columns of font A across the paper; a column is 12 dots. */
  readonly columns: number
  /** Dots across the paper: what a QR code has to fit into. */
  readonly dots: number
  /** `gb18030`: its Chinese font is addressed by the two-byte codes of GB18030. */
  readonly cjk: 'gb18030' | 'none'
  /** Single-byte tables in order of preference: the printer's number for ESC t, and what the table is. */
  readonly codePages: readonly CodePage[]
  /** How it says that a job came out: GS ( H after printing, GS r after processing, or not at all. */
  readonly confirm: 'gsH' | 'gsR' | 'none'
  /** Whether it knows GS a, and says unasked when something about it changes. One that does not prints the command as rubbish. */
  readonly tellsChanges: boolean
  /** `none`: a tear bar, and the paper is only fed. */
  readonly cutter: 'partial' | 'full' | 'none'
  /** Lines between the head and the blade (or tear bar): fed before a cut, or the last lines stay in the printer. */
  readonly linesToCutter: number
  /** Who draws the code: the printer (`GS ( k`, `GS k`), or we, as a picture. */
  readonly qr: CodeBy
  readonly ean13: CodeBy
  readonly raster: { readonly command: 'gsV0'; readonly rowsPerBand: number }
  /** `pin` 0 is the connector's pin 2, 1 its pin 5. `realtime`: by DLE DC4, which opens a drawer even while paper is out, and knows only whole tenths of a second. */
  readonly kick: { readonly pin: 0 | 1; readonly onMs: number; readonly offMs: number; readonly realtime: boolean }
}

export type CodeBy = 'native' | 'raster'

export interface CodePage {
  readonly number: number
  readonly encoding: 'cp437' | 'cp852' | 'cp858' | 'cp866' | 'win1252'
}

// 858 is 850 with a euro sign: it has the letters of western Europe, so most receipts never change tables.
const codePages: readonly CodePage[] = [
  { number: 19, encoding: 'cp858' },
  { number: 18, encoding: 'cp852' },
  { number: 17, encoding: 'cp866' },
]
// The number of rows has two bytes, but cheap printers read one of them.
const raster = { command: 'gsV0', rowsPerBand: 255 } as const
const kick = { pin: 0, onMs: 50, offMs: 240, realtime: false } as const
const common = { codePages, raster, kick, qr: 'native', ean13: 'native' } as const

/** Only Epson's own answer GS ( H. DLE DC4 is in many manuals, but ESC p is what opens a drawer on all of the clones. */
const epson = { ...common, confirm: 'gsH', tellsChanges: true, cutter: 'partial', linesToCutter: 5, kick: { ...kick, onMs: 100, realtime: true } } as const
const clone = { ...common, cjk: 'gb18030', confirm: 'gsR', tellsChanges: false } as const
const clone58 = { ...clone, columns: 32, dots: 384, cutter: 'none', linesToCutter: 4 } as const
const clone80 = { ...clone, columns: 48, dots: 576, cutter: 'partial', linesToCutter: 5 } as const
// In ESC/POS mode, to be set at the printer. Its Chinese comes by other commands than FS &.
const star = { ...common, cjk: 'none', confirm: 'gsR', tellsChanges: false, cutter: 'partial', linesToCutter: 5, kick: { ...kick, onMs: 200, offMs: 200 } } as const

/**
 * `generic-*` ask nothing that the usual clones cannot do. Many of the 58 mm ones have a tear bar and print a cut command
 * as rubbish, and the oldest of them (5890, 5870) do so with codes too. `-latin` have no Chinese font.
 */
export const profiles = {
  'generic-58': { ...clone58, qr: 'raster', ean13: 'raster' },
  'generic-80': clone80,
  // TM-T20, TM-T82, TM-m30: 203 dots to the inch.
  'epson-80': { ...epson, columns: 48, dots: 576, cjk: 'gb18030' },
  'epson-80-latin': { ...epson, columns: 48, dots: 576, cjk: 'none' },
  // TM-T88 to V: 180 dots to the inch, and 42 columns on the same paper.
  'epson-t88': { ...epson, columns: 42, dots: 512, cjk: 'gb18030' },
  'epson-t88-latin': { ...epson, columns: 42, dots: 512, cjk: 'none' },
  // TM-m10, and TM-T20 with the guide for narrow paper.
  'epson-58': { ...epson, columns: 35, dots: 420, cjk: 'gb18030' },
  'epson-58-latin': { ...epson, columns: 35, dots: 420, cjk: 'none' },
  'star-58': { ...star, columns: 32, dots: 384 },
  'star-80': { ...star, columns: 48, dots: 576 },
  'xprinter-58': clone58,
  'xprinter-80': clone80,
  'gprinter-58': clone58,
  'gprinter-80': clone80,
} as const satisfies Record<string, PrinterProfile>
export type ProfileName = keyof typeof profiles

export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name)
}
