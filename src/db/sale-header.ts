import { type VerifiedState } from './refund-verdicts.ts'

export interface SaleHeader {
  /** The basket's id. Of sales before schema 160 one of their own. */
  readonly id: string
  readonly number: string
  readonly basketId: string
  readonly seat: string
  readonly epoch: number
  readonly seq: number
  readonly businessDate: string
  readonly completedAt: number
  readonly operatorId: string
  readonly total: number
  readonly change: number
  /** Canonical JSON of the tenders, as in the entry. */
  readonly tenders: string
}

/** A row of the list of receipts: a sale, or what came back. */
export interface ReceiptHeader extends SaleHeader {
  /** Absent: a sale. */
  readonly kind?: 'refund' | 'void'
  /** Of what came back: the sale it is of. Absent: without a receipt. */
  readonly ofSale?: { readonly id: string; readonly number: string }
  /** Of what came back of another register's sale: what head office says of it. */
  readonly verified?: VerifiedState
}

/** What is known of a sale that somebody brings goods back of. At least one of them; each has an index. */
export interface SaleLikeness {
  readonly businessDate?: string
  readonly total?: number
  readonly lastFour?: string
  /** Who bought. */
  readonly customer?: string
}

export interface FoundSaleReads {
  /** Completed sales that fit all that is said, newest first. A projection, as receipts are. */
  salesLike(likeness: SaleLikeness, limit: number): readonly SaleHeader[]
}

/** Of one business date, in minor units. `total` and `tax` are what was sold; what came back is not taken off them. */
export interface DayTotals {
  readonly sales: number
  readonly total: number
  readonly tax: number
  readonly refunds: number
  readonly refunded: number
  readonly refundedTax: number
}
