import { type Symbology } from './port.ts'

/** The letter of an AIM identifier, and of those of its modifiers that name another symbology (ISO/IEC 15424). */
const byLetter: Readonly<Record<string, { readonly plain: Symbology; readonly gs1?: { readonly modifiers: string; readonly name: Symbology } }>> = {
  A: { plain: 'code39' },
  C: { plain: 'code128', gs1: { modifiers: '1', name: 'gs1Code128' } },
  F: { plain: 'codabar' },
  G: { plain: 'code93' },
  I: { plain: 'itf' },
  L: { plain: 'pdf417' },
  Q: { plain: 'qr', gs1: { modifiers: '34', name: 'gs1Qr' } },
  d: { plain: 'dataMatrix', gs1: { modifiers: '25', name: 'gs1DataMatrix' } },
  e: { plain: 'gs1DataBar' },
  h: { plain: 'hanXin' },
  z: { plain: 'aztec' },
}

/** EAN and UPC share one letter: only EAN-8 has a modifier of its own, the others are told by how many digits came. */
function eanOf(modifier: string | undefined, length: number): Symbology | undefined {
  if (modifier === '4') return 'ean8'
  if (modifier !== '0' && modifier !== '3') return undefined
  if (length === 12) return 'upcA'
  return length >= 13 ? 'ean13' : 'upcE'
}

/** The symbology of an AIM identifier such as "]C1", with `length` characters behind it. Undefined for one that no shop meets. */
export function symbologyOf(aim: string, length: number): Symbology | undefined {
  const [, letter = '', modifier = ''] = aim
  if (letter === 'E') return eanOf(modifier, length)
  const found = Object.hasOwn(byLetter, letter) ? byLetter[letter] : undefined
  return found?.gs1?.modifiers.includes(modifier) === true ? found.gs1.name : found?.plain
}

/** Honeywell's own identifier, a character behind the data of a HID report, for scanners that send no AIM identifier. */
export const honeywellSymbologies: Readonly<Record<string, Symbology>> = {
  a: 'codabar', b: 'code39', c: 'upcA', d: 'ean13', D: 'ean8', e: 'itf', E: 'upcE', H: 'hanXin', i: 'code93', I: 'gs1Code128', j: 'code128',
  r: 'pdf417', s: 'qr', w: 'dataMatrix', y: 'gs1DataBar', z: 'aztec', '{': 'gs1DataBar', '}': 'gs1DataBar',
}
