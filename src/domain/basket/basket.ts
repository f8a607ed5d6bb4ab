import { type Names } from '../catalogue/index.ts'
import { type CurrencyCode } from '../money/index.ts'
import { type Price, type Thousandths, type Unit } from '../quantity/index.ts'

/** A line whose item is known. A removed line stays, struck through, until the basket is completed or cancelled. */
export interface ItemLine {
  readonly kind: 'item'
  /** From 1, never used twice in one basket. */
  readonly lineNo: number
  readonly itemId: string
  readonly sku: string
  readonly names: Names
  /** As it was scanned, when it was. */
  readonly barcode?: string
  readonly quantity: Thousandths
  readonly unit: Unit
  readonly price: Price
  readonly taxClass: string
  readonly removed: boolean
}

/** A scan nobody knows: a red line that blocks completion until it is removed. Never a dialog. */
export interface UnresolvedLine {
  readonly kind: 'unresolved'
  readonly lineNo: number
  readonly barcode: string
  /** `unknown`: no such barcode. `unpriced`: the item is known and has no price yet. */
  readonly reason: 'unknown' | 'unpriced'
  readonly removed: boolean
}

export type BasketLine = ItemLine | UnresolvedLine

/**
 * One act in a basket's life. The trail is frozen into the document the basket becomes, and never changes shape:
 * new acts are new words in `act`, new facts are new optional fields.
 */
export interface TrailStep {
  /** Epoch milliseconds. */
  readonly at: number
  readonly operator: string
  readonly act: 'opened' | 'added' | 'unresolved' | 'quantityChanged' | 'removed' | 'restored'
  readonly lineNo?: number
  readonly itemId?: string
  readonly barcode?: string
  /** Quantity in thousandths after the act. */
  readonly quantity?: number
}

export interface Basket {
  /** UUIDv7. */
  readonly id: string
  readonly openedAt: number
  /** YYYY-MM-DD, fixed at the first line. */
  readonly businessDate: string
  readonly currency: CurrencyCode
  /** The catalogue version its first line was priced with. */
  readonly catalogueVersion: number
  readonly lines: readonly BasketLine[]
  readonly trail: readonly TrailStep[]
}
