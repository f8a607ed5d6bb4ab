import iconv from 'iconv-lite'

/** `ascii`: letters beyond it are spelled in it. `gb18030`: Chinese, two bytes and two columns each. */
export const displayEncodings = ['ascii', 'cp437', 'cp850', 'cp858', 'cp1252', 'gb18030'] as const
export type DisplayEncoding = (typeof displayEncodings)[number]

/** In every code a display knows here a byte is a column: é is one of each, 奶 two. */
export type Cell = readonly number[]

const inkless = /\p{Default_Ignorable_Code_Point}|\p{Mn}/u
/** What a person would write who has no such key. */
const spelled: Readonly<Record<string, string>> = {
  '\t': ' ', '\n': ' ', '\r': ' ',
  '\u2010': '-', '\u2012': '-', '\u2013': '-', '\u2014': '-', '\u2212': '-', '\u2018': "'", '\u2019': "'", '\u201c': '"', '\u201d': '"', '\u00ab': '"', '\u00bb': '"',
  '\u00b7': '.', '\u2022': '*', '\u00d7': 'x', '\u00f7': '/', '\u2044': '/',
  ß: 'ss', æ: 'ae', Æ: 'AE', ø: 'o', Ø: 'O', œ: 'oe', Œ: 'OE', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ı: 'i',
  '€': 'EUR', '£': 'GBP', '¥': 'Y', '￥': 'Y', '。': '.', '、': ',', '「': '"', '」': '"', '【': '[', '】': ']', '《': '"', '》': '"',
}
const unknown: Cell = [0x3f]
/** Three letters a column, at most: what comes after that is beyond any row, and nobody waits for it to be read. */
const longest = 256

/**
 * The cells of a text as this display shows them: its own code where it has one, else the same in plain letters, else "?".
 * Never a control byte: an item's name must not move the cursor.
 */
export function cellsOf(text: string, encoding: DisplayEncoding): Cell[] {
  const cells: Cell[] = []
  // Composed first: "e" and a combining accent are one é to a code page.
  for (const char of text.slice(0, longest).normalize('NFC')) cells.push(...cellsOfOne(char, encoding))
  return cells
}

function cellsOfOne(char: string, encoding: DisplayEncoding): readonly Cell[] {
  const ascii = asciiCells(char)
  if (ascii) return ascii
  const own = ownCell(char, encoding)
  if (own) return [own]
  if (inkless.test(char)) return []
  // Letters without their accents, full-width ones at half the width, ½ as 1/2.
  const plain = spelled[char] ?? Array.from(char.normalize('NFKD').replaceAll(/\p{Mn}/gu, ''), (part) => spelled[part] ?? part).join('')
  return asciiCells(plain) ?? [unknown]
}

/** Undefined: some of it is not plain ASCII. */
function asciiCells(text: string): Cell[] | undefined {
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0)
  return codes.length > 0 && codes.every((code) => code >= 0x20 && code < 0x7f) ? codes.map((code) => [code]) : undefined
}

function ownCell(char: string, encoding: DisplayEncoding): Cell | undefined {
  if (encoding === 'ascii') return undefined
  // GB18030 gives the half-width sign four bytes, which a display shows as four strangers; private use is anybody's.
  const wanted = encoding === 'gb18030' && char === '¥' ? '￥' : char
  if (/[\ue000-\uf8ff\ud800-\udfff]/u.test(wanted)) return undefined
  const bytes = [...iconv.encode(wanted, encoding)]
  // The encoder answers "?" for what a table lacks; below 80h every table is ASCII.
  return bytes.length === (encoding === 'gb18030' ? 2 : 1) && (bytes[0] ?? 0) >= 0x80 ? bytes : undefined
}
