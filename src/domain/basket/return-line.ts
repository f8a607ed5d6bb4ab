import { type Names } from '../catalogue/index.ts'
import { type Liability } from '../liability/index.ts'
import { type Minor } from '../money/index.ts'
import { type Price, type Thousandths, type Unit } from '../quantity/index.ts'

/** Where the goods go: back on the shelf, or out of stock as waste. */
export const returnConditions = ['stock', 'waste'] as const
export type ReturnCondition = (typeof returnConditions)[number]

/** Why goods came back. A list and not free text, like the reasons of a discount: a report of faulty goods counts them. */
export const returnReasons = ['faulty', 'damaged', 'expired', 'wrongItem', 'notAsDescribed', 'changedMind', 'other'] as const
export type ReturnReason = (typeof returnReasons)[number]

/** Whether the sale was found here, or is believed from the paper alone until head office has seen it. */
export type Verified = 'known' | 'unverified'

/** Which line of which sale the goods are of. */
export interface ReturnOrigin {
  readonly saleId: string
  readonly saleNumber: string
  readonly saleLineNo: number
  /** YYYY-MM-DD of the sale. */
  readonly soldOn: string
  readonly verified: Verified
  /** The receipt's digest where the sale is not here: all that is left of it after a crash. */
  readonly digest?: string
}

/**
 * Goods that come back. Its amounts are not kept with it: what one more piece gives back depends on the lines before it, so
 * they are computed in one pass over the basket, like prices (priceReturns).
 */
export interface ReturnLine {
  readonly kind: 'return'
  /** From 1, never used twice in one basket, by whatever kind of line. */
  readonly lineNo: number
  /** Absent: without a receipt. Then the goods are given back at `price`, taxed by the date of the return. */
  readonly origin?: ReturnOrigin
  readonly itemId: string
  readonly sku: string
  readonly names: Names
  readonly barcode?: string
  readonly quantity: Thousandths
  readonly unit: Unit
  /** What was charged for it, or without a receipt what is given back. */
  readonly price: Price
  readonly taxClass: string
  readonly condition: ReturnCondition
  /** `voided`: the sale itself is taken back, for the reason that its refund has. */
  readonly reason: ReturnReason | 'voided'
  readonly lot?: string
  readonly expiry?: string
  readonly serial?: string
  /** It came along with the return of line `to`, and follows it; it may be struck by itself. */
  readonly link?: { readonly to: number }
  readonly removed: boolean
}

/** Money that a sale put on a gift card and that is owed no longer: all of it or nothing, and no goods. */
export interface TakenBackLine {
  readonly kind: 'takenBack'
  readonly lineNo: number
  /** The line of the sale that owed it. */
  readonly origin: Omit<ReturnOrigin, 'digest'>
  readonly names: Names
  /** What paper and screen may show of its number. */
  readonly printed?: string
  readonly owes: Liability
  readonly amount: Minor
  readonly reason: ReturnLine['reason']
  readonly removed: boolean
}
