import { parseQuantity } from '../ui/index.ts'
import { type TypingKind } from './wedge.ts'

/** What is typed stands in one place, the entry, on every screen: a scan in the middle of it can be taken out again. */
const limits: Readonly<Record<TypingKind, RegExp>> = {
  text: /^[\p{L}\p{N}\p{P}\p{S} ]{0,64}$/u,
  // Nine digits before the point is more than any till holds; more decimals than the currency has are refused when read.
  amount: /^\d{0,9}(?:\.\d{0,3})?$/,
  pin: /^\d{0,8}$/,
  nothing: /^$/,
}

/** The entry with `typed` put behind it, or as it was when that cannot be typed here. */
export function typeInto(entry: string, typed: string, typing: TypingKind): string {
  // A Chinese input method left on types full-width digits and its own full stop.
  const next = entry + (typing === 'text' ? typed : typed.normalize('NFKC').replace('。', '.'))
  return limits[typing].test(next) ? next : entry
}

/** `3*6901028075831` asks for three of it: the quantity in thousandths, when there is one, and the code, when there is one. */
export function readEntry(entry: string): { readonly quantity?: number; readonly code: string } {
  const star = entry.indexOf('*')
  if (star < 0) return { code: entry.trim() }
  const quantity = parseQuantity(entry.slice(0, star).trim())
  return quantity === undefined ? { code: entry.trim() } : { quantity, code: entry.slice(star + 1).trim() }
}
