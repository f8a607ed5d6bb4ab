import { type ByteWriter } from './byte-writer.ts'
import { glyphsOf } from './characters.ts'
import { type PrinterLetters } from './printer-letters.ts'
import { type PrinterProfile } from './profiles.ts'

/**
 * Text whose every character is one the printer has, straight from its string to its bytes: nearly every row of a receipt,
 * in whatever scripts. An object for each character and a put of its bytes took a receipt five times as long.
 */
export interface SimpleText {
  /** Columns; -1 when a character is in it that wants composing, a picture, or more than one unit of a string: then glyphs say how. */
  columnsOf(text: string): number
  /** The first `end` characters of a simple text. */
  write(out: ByteWriter, text: string, end: number, letters: PrinterLetters): void
}

// An entry: its byte, or the two of GB18030, then the number of its table, then which of these it is.
const unasked = 0
const notSimple = 1
const anyMode = 1 << 24
const onPage = 2 << 24
const inGb18030 = 4 << 24

/** A mark joins the letter before it, and so do Hangul's vowels and ends; half of a pair is no character. */
const joinsOrHalf = /[\p{M}\p{Surrogate}\u1160-\u11ff]/u

/** Composing (NFC) leaves a text as it is when it is of these alone. */
export const standsAlone = (char: string): boolean => !joinsOrHalf.test(char) && char.normalize('NFC') === char

const known = new WeakMap<PrinterProfile, SimpleText>()

export function simpleTextOf(profile: PrinterProfile): SimpleText {
  const found = known.get(profile) ?? create(profile)
  known.set(profile, found)
  return found
}

function create(profile: PrinterProfile): SimpleText {
  /** By UTF-16 unit, filled as asked. */
  const entries = new Uint32Array(0x1_0000)

  function ask(unit: number): number {
    const entry = entryOf(String.fromCharCode(unit), profile)
    entries[unit] = entry
    return entry
  }

  return {
    columnsOf(text) {
      let columns = 0
      for (let at = 0; at < text.length; at += 1) {
        const unit = text.charCodeAt(at)
        if (unit >= 0x20 && unit < 0x7f) {
          columns += 1
          continue
        }
        let entry = entries[unit] ?? notSimple
        if (entry === unasked) entry = ask(unit)
        if (entry === notSimple) return -1
        columns += entry >= inGb18030 ? 2 : 1
      }
      return columns
    },
    write(out, text, end, letters) {
      let mode = anyMode
      for (let at = 0; at < end; at += 1) {
        const unit = text.charCodeAt(at)
        if (unit < 0x7f) {
          out.byte(unit)
          continue
        }
        const entry = entries[unit] ?? notSimple
        const wanted = entry & ~0xffff
        if (wanted !== mode && wanted !== anyMode) {
          letters.enter(wanted === inGb18030 ? 'gb18030' : (wanted >> 16) & 0xff)
          mode = wanted
        }
        if (wanted === inGb18030) out.byte((entry >> 8) & 0xff)
        out.byte(entry & 0xff)
      }
    },
  }
}

function entryOf(char: string, profile: PrinterProfile): number {
  const [glyph] = standsAlone(char) ? glyphsOf(char, profile) : []
  // A tab is printed as a space, and goes as one where a line ends: only a glyph knows that it is one.
  if (glyph?.known !== true || glyph.char !== char) return notSimple
  const [first = 0, second = 0] = glyph.bytes
  if (glyph.mode === 'gb18030') return inGb18030 | (first << 8) | second
  return glyph.mode === 'any' ? anyMode | first : onPage | (glyph.mode << 16) | first
}
