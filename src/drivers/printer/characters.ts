import iconv from 'iconv-lite'
import { type PrinterProfile } from './profiles.ts'

/** `any`: the byte means the same in every mode. A number: the table ESC t must have chosen, with Kanji mode off. */
export type CharacterMode = 'any' | 'gb18030' | number

export interface Glyph {
  readonly char: string
  readonly bytes: readonly number[]
  readonly columns: 1 | 2
  readonly mode: CharacterMode
  /** False: the printer has no such character, and a reversed "?" stands in its place. */
  readonly known: boolean
}

const caches = new WeakMap<PrinterProfile, Map<number, Glyph>>()
// Without ink: joiners, direction and variation marks, soft hyphens. Dropped without a report, for nothing is lost.
const inkless = /\p{Default_Ignorable_Code_Point}/u
/** Same meaning in ASCII; used only where the printer has no code of its own for the left one. */
const lookAlikes: Readonly<Record<string, string>> = {
  '\u00a0': ' ', '\u2007': ' ', '\u2009': ' ', '\u202f': ' ', '\t': ' ',
  '\u2010': '-', '\u2011': '-', '\u2012': '-', '\u2013': '-', '\u2014': '-', '\u2212': '-',
  '\u20a9': 'W', '\u2018': "'", '\u2019': "'", '\u201c': '"', '\u201d': '"',
}

/**
 * The characters of a text as this printer prints them, with their true widths: in GB mode every two-byte code is two
 * columns wide, é (A8 A6) as much as 中, so Latin letters go through a code page, where they take the one they should.
 */
export function glyphsOf(text: string, profile: PrinterProfile): Glyph[] {
  let cache = caches.get(profile)
  if (!cache) {
    cache = new Map()
    caches.set(profile, cache)
  }
  const glyphs: Glyph[] = []
  // Composed first: "e" and a combining accent are one é to a printer, or two wrong characters.
  for (const char of text.normalize('NFC')) {
    const code = char.codePointAt(0) ?? 0
    let glyph = cache.get(code)
    if (!glyph) {
      glyph = glyphOf(char, code, profile)
      cache.set(code, glyph)
    }
    if (glyph.bytes.length > 0) glyphs.push(glyph)
  }
  return glyphs
}

export function columnsOf(glyphs: readonly Glyph[]): number {
  let columns = 0
  for (const glyph of glyphs) columns += glyph.columns
  return columns
}

export const space: Glyph = { char: ' ', bytes: [0x20], columns: 1, mode: 'any', known: true }

function glyphOf(char: string, code: number, profile: PrinterProfile): Glyph {
  if (code >= 0x20 && code < 0x7f) return { char, bytes: [code], columns: 1, mode: 'any', known: true }
  if (inkless.test(char)) return { char, bytes: [], columns: 1, mode: 'any', known: true }
  const found = codeOf(char, code, profile)
  if (found) return { char, known: true, ...found }
  const like = lookAlikes[char]
  // Its own name is kept (a no-break space is no place to break), but for the tab, which is a space like any other.
  if (like !== undefined) return { char: char === '\t' ? ' ' : char, bytes: [like.charCodeAt(0)], columns: 1, mode: 'any', known: true }
  // Control characters end here too: an item's name must not be able to send the printer a command.
  return { char, bytes: [0x3f], columns: 1, mode: 'any', known: false }
}

type Code = Pick<Glyph, 'bytes' | 'columns' | 'mode'>

function codeOf(char: string, code: number, profile: PrinterProfile): Code | undefined {
  const chinese = profile.cjk === 'gb18030'
  // GB18030 gives U+00A5 four bytes, which printers show as stray digits ("0 6"); its full-width sister has two.
  if (char === '¥' && chinese) return inGb18030('￥')
  // A Latin printer has no full-width one, and one yen sign is as good as another.
  if (char === '￥' && !chinese) return onCodePage('¥', 0xa5, profile)
  return onCodePage(char, code, profile) ?? (chinese ? inGb18030(char) : undefined)
}

function onCodePage(char: string, code: number, profile: PrinterProfile): Code | undefined {
  if (code <= 0xa0) return undefined
  for (const page of profile.codePages) {
    const [byte, ...more] = iconv.encode(char, page.encoding)
    // The encoder answers "?" for what a table lacks. Below 80h all tables are ASCII, which is not what we look for.
    if (byte !== undefined && byte >= 0x80 && more.length === 0) return { bytes: [byte], columns: 1, mode: page.number }
  }
  return undefined
}

function inGb18030(char: string): Code | undefined {
  // Private use: GB18030 has codes for it, fonts have whatever they like there.
  if (/[\ue000-\uf8ff]/u.test(char)) return undefined
  const bytes = [...iconv.encode(char, 'gb18030')]
  return bytes.length === 2 ? { bytes, columns: 2, mode: 'gb18030' } : undefined
}
