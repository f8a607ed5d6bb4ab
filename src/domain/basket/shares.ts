import { mulDiv, type Minor } from '../money/index.ts'
import { type Price } from '../quantity/index.ts'
import { fullPpm, type Discount } from './discount.ts'

/**
 * What a discount takes of `of`, in parts per million and rounded up: the share a right's limit is held against, so that an
 * amount cannot do what a percentage may not. Of nothing it is all.
 */
export function discountShare(discount: Discount | undefined, of: Minor): number {
  if (discount === undefined) return 0
  if (discount.kind === 'percent') return discount.ppm
  return of <= 0 ? fullPpm : Math.min(fullPpm, mulDiv(discount.minor, fullPpm, of, 'up'))
}

/** How far a person's price is from the catalogue's, as a share of that, in parts per million and rounded up. A free item's other price is all. */
export function overrideShare(charged: Price | undefined, catalogue: Price): number {
  if (charged === undefined) return 0
  const was = BigInt(catalogue.minor) * BigInt(charged.per)
  const is = BigInt(charged.minor) * BigInt(catalogue.per)
  if (was === is) return 0
  if (was <= 0n) return fullPpm
  const share = ((was > is ? was - is : is - was) * BigInt(fullPpm) + was - 1n) / was
  return Number(share > BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(Number.MAX_SAFE_INTEGER) : share)
}
