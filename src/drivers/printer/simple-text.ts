import { type ByteWriter } from './byte-writer.ts'
import { glyphsOf } from './characters.ts'
import { type PrinterProfile } from './profiles.ts'

/**
 * Text of ASCII and Chinese alone, straight from its string to its bytes: nearly every row of a Chinese receipt. An object
 * for each character and a put of its two bytes took a receipt five times the time of its bytes written by hand.
 */
export interface SimpleText {
  /** Columns; -1 when a character is in it that wants a table, another width, composing, or a picture: then glyphs say how. */
  columnsOf(text: string): number
  /** The first `end` characters of a simple text. `beforeChinese` is called once, before the first that needs Kanji mode. */
  write(out: ByteWriter, text: string, end: number, beforeChinese: () => void): void
}

const unasked = 0
/** No GB18030 code has it: their second byte begins at 40h. */
const notSimple = 1

/** Composing (NFC) leaves all of these as they are, beside whatever of them or of ASCII they stand. */
function standsAlone(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xff01 && code <= 0xff5e) || code === 0x3001 || code === 0x3002 || code === 0xffe5
}

const known = new WeakMap<PrinterProfile, SimpleText>()

export function simpleTextOf(profile: PrinterProfile): SimpleText {
  const found = known.get(profile) ?? create(profile)
  known.set(profile, found)
  return found
}

function create(profile: PrinterProfile): SimpleText {
  /** By UTF-16 unit, filled as asked: the two bytes as one number. */
  const codes = new Uint16Array(0x1_0000)

  function ask(unit: number): number {
    const [glyph] = standsAlone(unit) ? glyphsOf(String.fromCharCode(unit), profile) : []
    const [first = 0, second = 0] = glyph?.bytes ?? []
    const code = glyph?.known === true && glyph.mode === 'gb18030' ? first * 256 + second : notSimple
    codes[unit] = code
    return code
  }

  const codeOf = (unit: number): number => {
    const code = codes[unit] ?? notSimple
    return code === unasked ? ask(unit) : code
  }

  return {
    columnsOf(text) {
      let columns = 0
      for (let at = 0; at < text.length; at += 1) {
        const unit = text.charCodeAt(at)
        if (unit >= 0x20 && unit < 0x7f) columns += 1
        else if (codeOf(unit) === notSimple) return -1
        else columns += 2
      }
      return columns
    },
    write(out, text, end, beforeChinese) {
      let chinese = false
      for (let at = 0; at < end; at += 1) {
        const unit = text.charCodeAt(at)
        if (unit < 0x7f) out.byte(unit)
        else {
          if (!chinese) beforeChinese()
          chinese = true
          const code = codeOf(unit)
          out.byte(code >> 8)
          out.byte(code & 0xff)
        }
      }
    },
  }
}
