/** What one model of printer can do, as data. Code page numbers differ between makers: that is why they are here. */
export interface PrinterProfile {
  /** Columns of font A across the paper. */
  readonly columns: number
  /** Dots across the paper: what a QR code has to fit into. */
  readonly dots: number
  /** `gb18030`: its Chinese font is addressed by the two-byte codes of GB18030. */
  readonly cjk: 'gb18030' | 'none'
  /** Single-byte tables in order of preference: the printer's number for ESC t, and what the table is. */
  readonly codePages: readonly CodePage[]
  /** How it says that a job came out: GS ( H after printing, GS r after processing, or not at all. */
  readonly confirm: 'gsH' | 'gsR' | 'none'
  readonly cutter: 'partial' | 'full' | 'none'
  /** Lines between the head and the blade (or tear bar): fed before a cut, or the last lines stay in the printer. */
  readonly linesToCutter: number
  /** `pin` 0 is the connector's pin 2, 1 its pin 5. `realtime`: by DLE DC4, which opens a drawer even while paper is out. */
  readonly kick: { readonly pin: 0 | 1; readonly onMs: number; readonly offMs: number; readonly realtime: boolean }
}

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
const kick = { pin: 0, onMs: 50, offMs: 240, realtime: false } as const

/**
 * `generic-*` ask nothing that the usual clones cannot do. Many of the 58 mm ones have a tear bar and print a cut command
 * as rubbish, and only Epson's own answer GS ( H.
 */
export const profiles = {
  'generic-58': { columns: 32, dots: 384, cjk: 'gb18030', codePages, confirm: 'gsR', cutter: 'none', linesToCutter: 4, kick },
  'generic-80': { columns: 48, dots: 576, cjk: 'gb18030', codePages, confirm: 'gsR', cutter: 'partial', linesToCutter: 5, kick },
  'epson-80': { columns: 48, dots: 576, cjk: 'gb18030', codePages, confirm: 'gsH', cutter: 'partial', linesToCutter: 5, kick: { ...kick, realtime: true } },
  'epson-80-latin': { columns: 48, dots: 576, cjk: 'none', codePages, confirm: 'gsH', cutter: 'partial', linesToCutter: 5, kick: { ...kick, realtime: true } },
} as const satisfies Record<string, PrinterProfile>
export type ProfileName = keyof typeof profiles

export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name)
}
