import { type Permission } from '../domain/authority/index.ts'
import { type CurrencyCode } from '../domain/money/index.ts'
import { type PaymentMethod, type PaymentReference, type PayReason } from '../domain/tender/index.ts'

/**
 * `pending`: asked for, and the answer is awaited. `unknown`: nobody awaits it any more, and money may have moved. `used`:
 * a sale has taken it up. `reversed`: it was taken back, or is what took it back.
 */
export type PaymentState = 'pending' | 'unknown' | 'approved' | 'declined' | 'cancelled' | 'reversed' | 'used'

/** What a refund's payment gives back: the sale's own tender, where it is found again, and who let it be begun. */
export interface GivesBack {
  readonly saleId: string
  /** The tender's number in the sale. */
  readonly of: number
  /** What that tender took. */
  readonly paid: number
  readonly original?: PaymentReference
  /** Somebody says that they paid it back on the device: nothing was asked of one, and there is nothing to find it by. */
  readonly byHand?: true
  /** Who authorised what of this refund: asked for before money moves, and not a second time when it has. */
  readonly approvers: readonly { readonly permission: Permission; readonly approver: string }[]
}

/** What was asked of a paymentTerminal or a wallet for an open basket. Its id is the id of the request that began it. */
export interface Payment {
  readonly id: string
  readonly basketId: string
  readonly seat: string
  readonly operatorId: string
  readonly method: PaymentMethod
  /** `refund`: money of an earlier sale goes back, for goods in this basket. */
  readonly kind: 'sale' | 'reversal' | 'refund'
  readonly amount: number
  readonly currency: CurrencyCode
  /** Cash that lay on the counter when the rest was asked for; it becomes a tender when the rest is approved. */
  readonly cashReceived?: number
  /** Of a reversal: the payment it takes back. */
  readonly reverses?: string
  /** Of a refund, and only of one. */
  readonly givesBack?: GivesBack
  readonly startedAt: number
  readonly state: PaymentState
  /** What the terminal had done last before this was asked for. Without it nothing was asked for. */
  readonly mark?: string
  readonly reason?: PayReason
  readonly text?: string
  readonly reference?: PaymentReference
}

export interface PaymentChange {
  readonly state: PaymentState
  readonly reason?: PayReason
  readonly text?: string
  /** Absent: what it had stays. */
  readonly reference?: PaymentReference
}
