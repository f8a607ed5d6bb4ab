import { minor, mulDiv, type Minor } from '../money/index.ts'

/** Why a person gave a discount or another price. A list and not free text: reports count them, and nobody types them in a queue. `priceToday`: the basket was put aside, and the catalogue's price is another by now. */
export const reasonCodes = ['damaged', 'priceMatch', 'expiry', 'goodwill', 'staff', 'other', 'imported', 'priceToday'] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** A whole amount in parts per million: 100000 is 10 %. */
export const fullPpm = 1_000_000

/** A person's discount, on one line or on the whole basket. `ppm` is above 0 and at most `fullPpm`, `minor` above 0. */
export type Discount =
  | { readonly kind: 'percent'; readonly ppm: number; readonly reason: ReasonCode }
  | { readonly kind: 'amount'; readonly minor: Minor; readonly reason: ReasonCode }

/** Something that takes nothing, or more than all, is a slip of the finger and no discount. */
export function isDiscount(discount: Discount): boolean {
  if (discount.kind === 'percent') return Number.isSafeInteger(discount.ppm) && discount.ppm > 0 && discount.ppm <= fullPpm
  return Number.isSafeInteger(discount.minor) && discount.minor > 0
}

/** What it takes off `amount` (not negative): a percentage rounded once, halves up; an amount never takes more than there is. */
export function takenOff(amount: Minor, discount: Discount): Minor {
  if (discount.kind === 'percent') return minor(mulDiv(amount, discount.ppm, fullPpm, 'halfUp'))
  return minor(Math.min(amount, discount.minor))
}
