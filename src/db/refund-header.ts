import { type Verified } from '../domain/basket/index.ts'
import { type PastRefund, type RefundBody } from '../domain/refund/index.ts'
import { type Payment } from './payment.ts'
import { type SaleHeader } from './sale-header.ts'
import { type Bitmap } from '../domain/receipt/index.ts'

/** The row of a completed refund, as a sale has one. */
export interface RefundHeader extends Omit<SaleHeader, 'change'> {
  /** The basket's id where it sold nothing; beside a sale, which has that one, an id of its own. */
  readonly id: string
  readonly kind: RefundBody['kind']
  /** The sale that it is of. Absent: without a receipt. */
  readonly sale?: { readonly id: string; readonly number: string; readonly verified: Verified }
}

export interface RefundReads {
  refundById(id: string): RefundHeader | undefined
  refundByBasket(basketId: string): RefundHeader | undefined
  /** Of one sale, oldest first. */
  refundsOfSale(saleId: string): readonly RefundHeader[]
  /** What they say of it: read from their entries each time, for a counter kept beside them could miss one. */
  pastRefundsOf(saleId: string): readonly PastRefund[]
  /** Minor units that one operator gave back for goods without a receipt since then (epoch milliseconds), whatever day their basket began on. */
  refundedWithoutReceipt(operatorId: string, since: number): number
  /** Payments of open baskets that give money of this sale back: asked for, or given already. */
  paymentsGivingBack(saleId: string): readonly Payment[]
  /** The text of the refund's entry, verbatim, as it was hashed. */
  refundDocument(refundId: string): string | undefined
  logoOfRefund(refundId: string): Bitmap | undefined
}
