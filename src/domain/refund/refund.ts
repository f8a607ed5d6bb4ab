import { type ReturnCondition, type ReturnLine, type TrailStep, type Verified } from '../basket/index.ts'
import { type Liability } from '../liability/index.ts'
import { type CurrencyCode, type Minor } from '../money/index.ts'
import { type TaxBucket } from '../pricing/index.ts'
import { type SaleLine, type StockMovement } from '../sale/index.ts'
import { type PaymentReference } from '../tender/index.ts'

/** Why a completed sale was taken back as a whole. */
export const voidReasons = ['wrongGoods', 'wrongTender', 'rungTwice', 'notWanted', 'training', 'other'] as const
export type VoidReason = (typeof voidReasons)[number]

/** Of cash given back: cash that the sale took, or cash in the place of something else (a card, an exchange, no receipt). */
export type CashFrom = 'taken' | 'instead'

/**
 * What went back for a refund. Amounts are above nothing, as in a sale: that the money goes the other way is what the document
 * is. `of` is the sale's own tender it goes back to. A `rounding` belongs to the cash line before it: `rule` is what rounds
 * this amount, `paid` what makes all cash given back for the sale the cash that was paid for it.
 */
export type RefundTenderLine =
  | { readonly tenderNo: number; readonly type: 'exchange'; readonly amount: Minor; /** The sale completed with it. */ readonly saleId: string }
  | { readonly tenderNo: number; readonly type: 'card'; readonly amount: Minor; readonly of: number; readonly approval: 'approvedOnTerminal'; readonly payment?: PaymentReference }
  | { readonly tenderNo: number; readonly type: 'wallet'; readonly amount: Minor; readonly of: number; readonly payment?: PaymentReference }
  /** Owed no longer. `customer`: whose account the sale's tender was on, absent where only its paper is here; `balance`: what they owe with it. */
  | { readonly tenderNo: number; readonly type: 'account'; readonly amount: Minor; readonly of: number; readonly customer?: string; readonly balance?: Minor }
  /** With `of` back to what paid; without, made for this refund. */
  | { readonly tenderNo: number; readonly type: 'giftCard'; readonly amount: Minor; readonly number: string; readonly of?: number }
  | { readonly tenderNo: number; readonly type: 'storeCredit'; readonly amount: Minor; readonly number: string; readonly of?: number }
  | { readonly tenderNo: number; readonly type: 'cash'; readonly amount: Minor; readonly from: CashFrom }
  | { readonly tenderNo: number; readonly type: 'rounding'; readonly amount: Minor; readonly from: CashFrom; readonly rule: string; readonly by: 'rule' | 'paid' }

/** A line that came back: as it was sold, with its share of what was paid. */
export interface RefundLine extends Pick<SaleLine, 'lineNo' | 'itemId' | 'sku' | 'name' | 'barcode' | 'quantity' | 'unit' | 'price' | 'gross' | 'discount' | 'total' | 'taxClass' | 'rate' | 'taxGroup' | 'tax' | 'lineDiscount' | 'basketDiscount' | 'lot' | 'expiry' | 'serial'> {
  /** The line of the sale. Absent: without a receipt. */
  readonly saleLineNo?: number
  readonly condition: ReturnCondition
  readonly reason: ReturnLine['reason']
}

/** Money that a sale put on a card, taken off it again: no goods, no tax, no turnover that is undone. */
export interface RefundLiability {
  readonly lineNo: number
  /** The line of the sale. */
  readonly saleLineNo: number
  readonly name: string
  readonly printed?: string
  readonly owes: Liability
  readonly amount: Minor
}

/**
 * The body of a `refund.completed` entry, schema version 1: what came back, and what was given for it. Amounts are above
 * nothing. Integers, strings, arrays and objects only; a fact that is absent is left out.
 */
export interface RefundBody {
  /** UUIDv7. */
  readonly refundId: string
  /** From the counter of the receipts. */
  readonly number: string
  readonly kind: 'return' | 'void'
  /** Of a void, and only of one. */
  readonly voidReason?: VoidReason
  readonly basketId: string
  readonly openedAt: number
  /** As with a sale. */
  readonly settledBy?: string
  readonly currency: CurrencyCode
  readonly taxPack: string
  /** The sale that it gives back of. Absent: without a receipt. */
  readonly original?: { readonly saleId: string; readonly number: string; readonly soldOn: string; readonly verified: Verified }
  readonly lines: readonly RefundLine[]
  readonly taxes: readonly TaxBucket[]
  readonly subtotal: Minor
  readonly discount: Minor
  readonly tax: Minor
  /** What the goods gave back: turnover that is undone. `owed` is not in it. */
  readonly total: Minor
  /** What is owed no longer, and its sum: the tenders are `total` and `owed` together. Both absent where nothing is. */
  readonly liabilities?: readonly RefundLiability[]
  readonly owed?: Minor
  /** What was given back for both, where cash was rounded: the two less the tenders of type `rounding`. */
  readonly payable?: Minor
  readonly tenders: readonly RefundTenderLine[]
  readonly movements: readonly StockMovement[]
  readonly trail: readonly TrailStep[]
}

/** What the re-adder reads of a refund: all that has to add up. */
export type CheckedRefund = Pick<RefundBody, 'kind' | 'voidReason' | 'currency' | 'taxPack' | 'original' | 'taxes' | 'subtotal' | 'discount' | 'tax' | 'total' | 'owed' | 'payable' | 'tenders' | 'movements'> & {
  readonly lines: readonly CheckedRefundLine[]
  readonly liabilities?: readonly CheckedLiability[]
}
/** Whom it was owed to as far as anybody says: a document of a later program names others. */
export type CheckedLiability = Pick<RefundLiability, 'lineNo' | 'saleLineNo' | 'amount'> & { readonly owes: { readonly kind: string; readonly number?: string } }
export type CheckedRefundLine = Pick<RefundLine, 'lineNo' | 'saleLineNo' | 'itemId' | 'quantity' | 'gross' | 'discount' | 'total' | 'tax' | 'rate' | 'taxGroup' | 'lineDiscount' | 'basketDiscount' | 'condition' | 'reason'>

/** What an earlier refund says of a sale; one of another sale, or of none, says nothing of it. */
export type PastRefund = Pick<RefundBody, 'original' | 'taxes' | 'tenders'> & {
  readonly lines: readonly (Pick<RefundLine, 'saleLineNo' | 'quantity' | 'total' | 'tax' | 'lineDiscount' | 'basketDiscount'> & Partial<Pick<RefundLine, 'itemId'>>)[]
  readonly liabilities?: readonly Pick<RefundLiability, 'saleLineNo' | 'amount'>[]
}

export function refundsOf(saleId: string, refunds: readonly PastRefund[]): readonly PastRefund[] {
  return refunds.filter(({ original }) => original?.saleId === saleId)
}
