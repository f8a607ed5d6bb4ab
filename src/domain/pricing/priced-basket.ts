import { type CurrencyCode, type Minor } from '../money/index.ts'
import { type RatePpm } from '../tax/index.ts'

/** What one line that counts comes to. `gross` = price x quantity, `total` = gross - discount, `tax` is in or on top of total by pack. */
export interface PricedLine {
  readonly lineNo: number
  readonly gross: Minor
  /** All that comes off: the line's own discount and its share of the basket's. */
  readonly discount: Minor
  readonly total: Minor
  readonly rate: RatePpm
  readonly tax: Minor
  /** The two parts of `discount`. Absent when nothing. */
  readonly lineDiscount?: Minor
  readonly basketDiscount?: Minor
  /** The bucket of a stacked rate it belongs to. Absent for a rate without parts. */
  readonly taxGroup?: string
}

/** What one authority gets of a bucket's tax, its rate as the law says it. */
export interface TaxPartAmount {
  readonly name: string
  readonly rate: RatePpm
  readonly tax: Minor
}

/** One rate's share of the basket, or one combination's of stacked rates. net + tax = gross, always. */
export interface TaxBucket {
  readonly rate: RatePpm
  readonly net: Minor
  readonly tax: Minor
  readonly gross: Minor
  /** The combination, and its parts, whose taxes add up to `tax`. Both absent for a rate without parts. */
  readonly taxGroup?: string
  readonly parts?: readonly TaxPartAmount[]
}

export interface PricedBasket {
  readonly currency: CurrencyCode
  /** Lines that count, in basket order: no removed and no unresolved ones. */
  readonly lines: readonly PricedLine[]
  readonly taxes: readonly TaxBucket[]
  readonly subtotal: Minor
  readonly discount: Minor
  /** The basket's part of `discount`. Absent when nothing. */
  readonly basketDiscount?: Minor
  readonly tax: Minor
  /** What the customer pays, with `owed`. */
  readonly total: Minor
  /** Of `total`, what is owed and not earned: not in `subtotal`, not taxed, not discounted. Absent when nothing. */
  readonly owed?: Minor
  /** Pieces: each-lines count their quantity, weighed lines count one. */
  readonly itemCount: number
}
