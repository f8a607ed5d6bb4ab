import { accept, refuse, type Result } from '../errors/index.ts'

/** Fewer are a mistyped PLU, more a symbol that is no card's. */
const shape = /^[0-9A-Z]{6,40}$/

/**
 * A card's number as it is kept and compared: what was scanned and what was typed of one card are one, whatever stands between
 * its groups. Refuses `giftCard.numberInvalid` for less than 6 or more than 40 letters and digits, and for anything else in it.
 */
export function giftCardNumber(text: string): Result<string> {
  const number = text.replaceAll(/[\s-]+/g, '').toUpperCase()
  return shape.test(number) ? accept(number) : refuse('giftCard.numberInvalid')
}
