import { parseQuantity } from '../ui/index.ts'
import { type TypingKind } from './wedge.ts'

/** What is typed stands in one place, the entry, on every screen: a scan in the middle of it can be taken out again. */
const limits: Readonly<Record<TypingKind, RegExp>> = {
  // A note on an opened drawer is the longest thing written here, and 80 is what the core takes of it.
  text: /^[\p{L}\p{N}\p{P}\p{S} ]{0,80}$/u,
  // Nine digits before the point is more than any till holds; more decimals than the currency has are refused when read.
  amount: /^\d{0,9}(?:\.\d{0,3})?$/,
  bag: /^\d{0,9}(?:\.\d{0,3})?$/,
  // Longer than any PIN: a barcode that a slow gun typed is seen for what it is, where its first eight digits were a guess.
  pin: /^\d{0,20}$/,
  nothing: /^$/,
  form: /^$/,
}

/** The entry with `typed` put behind it, or as it was when that cannot be typed here. */
export function typeInto(entry: string, typed: string, typing: TypingKind): string {
  // A Chinese input method left on types full-width digits and its own full stop.
  const next = entry + (typing === 'text' ? typed : typed.normalize('NFKC').replace('。', '.'))
  return limits[typing].test(next) ? next : entry
}

/** An address is longer than anything else that is typed here, and holds what no code does. */
export function typeAddress(entry: string, typed: string): string {
  const next = entry + typed
  return /^[^\p{C}]{0,200}$/u.test(next) ? next : entry
}

/**
 * A limit stands as it was typed, also one that is too long: cut short, 99999999999 stood there as a hundredth of it and was one
 * Enter away from being kept. What may be kept is looked at when it is.
 */
export function typeLimit(entry: string, typed: string): string {
  const next = entry + typed.normalize('NFKC').replace('。', '.')
  return /^\d{0,24}(?:\.\d{0,4})?$/.test(next) ? next : entry
}

/** Whether more digits stand before the point than any till holds. */
export function isTooLongLimit(entry: string): boolean {
  return entry.replace(/^0+/, '').replace(/\..*$/, '').length > 9
}

export interface Entry {
  /** In thousandths, when one was typed. */
  readonly quantity?: number
  /** What was typed before the star is a number and no quantity: nought, or a fourth decimal. */
  readonly badQuantity?: true
  /** Empty when only a quantity was typed so far. */
  readonly code: string
}

/** `3*6901028075831` asks for three of it. What stands before a star and is no number is part of the code. */
export function readEntry(entry: string): Entry {
  const star = entry.indexOf('*')
  const before = entry.slice(0, Math.max(0, star)).trim()
  if (!/^\d*\.?\d*$/.test(before) || !/\d/.test(before)) return { code: entry.trim() }
  const code = entry.slice(star + 1).trim()
  const quantity = parseQuantity(before)
  // `0*` was taken for part of the code: the scan after it sold one, and `0*` stayed in the field.
  return quantity === undefined ? { badQuantity: true, code } : { quantity, code }
}
