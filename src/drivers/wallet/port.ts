import { type CurrencyCode } from '../../domain/money/index.ts'
import { type PaymentReference, type PayOutcome } from '../../domain/tender/index.ts'

/** Money asked of a payer's wallet. With `code` the till scanned theirs (`collect`); without it they scan ours (`present`). */
export interface WalletCharge {
  /** Ours; the provider knows the payment by it, so that it can be asked about after a power cut. */
  readonly attemptId: string
  /** Minor units, above 0. */
  readonly amount: number
  readonly currency: CurrencyCode
  readonly code?: string
}

export interface WalletHooks {
  readonly signal: AbortSignal
  /** What the payer scans from our screen, as the text of a QR code. */
  readonly onCode: (text: string) => void
  /** The payer has to do something in their app: a PIN, a yes. */
  readonly onPayer: () => void
}

/**
 * A wallet provider (扫码支付). A payer may look at their telephone for a minute, so a silence is asked about by our own
 * reference until it is an answer. Nothing rejects; where money may have moved, the outcome is `unknown`.
 */
export interface Wallet {
  /** As a person calls it. */
  readonly name: string
  charge(charge: WalletCharge, hooks: WalletHooks): Promise<PayOutcome>
  /** What became of it. Moves no money. */
  query(charge: Omit<WalletCharge, 'code'>, signal: AbortSignal): Promise<PayOutcome>
  /** Closes what has not been paid yet. What became of it is what charge() then gives: it may be too late. */
  cancel(attemptId: string): void
  /** Gives `back` of it back, or all of it. The same `refundId` again is the same refund. */
  refund(refundId: string, charge: Omit<WalletCharge, 'code'> & { readonly reference: PaymentReference; readonly back?: number }, signal: AbortSignal): Promise<PayOutcome>
  /** What became of a refund. Moves no money. */
  queryRefund(refundId: string, signal: AbortSignal): Promise<PayOutcome>
  close(): Promise<void>
}
