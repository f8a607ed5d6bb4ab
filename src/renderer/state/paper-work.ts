import { type ReceiptCode } from './receipt-code.ts'
import { type GiftLinesView } from '../../contracts/ipc/index.ts'

/** Where a page about a sale's paper was opened from, and goes back to. */
export type PaperFrom = 'finish' | 'receipts'

/** A paper without prices of a sale: which of its lines are given away. */
export interface GiftWork {
  readonly kind: 'gift'
  readonly saleId: string
  readonly from: PaperFrom
  /** Undefined until the core answered. */
  readonly gift: GiftLinesView | undefined
  /** Lines that stay out of it. */
  readonly left: readonly number[]
  /** Where the arrow keys are: a place in the list. */
  readonly chosen: number
  readonly asking: boolean
}

/** A receipt that goes by mail: to whom is what is typed. */
export interface MailReceiptWork {
  readonly kind: 'mailReceipt'
  readonly saleId: string
  readonly number: string
  /** What a customer's telephone reads off the screen: undefined until it is there, or where the receipt is too long for a code. */
  readonly code?: ReceiptCode
  readonly from: PaperFrom
  readonly asking: boolean
}

export type PaperWork = GiftWork | MailReceiptWork
