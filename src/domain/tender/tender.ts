import { type CurrencyCode, type Minor } from '../money/index.ts'
import { type ForeignRate } from './foreign-cash.ts'
import { type PaymentReference } from './payment.ts'
import { type VoucherOver, type VoucherPaper } from './voucher.ts'

/** Of a number that stands for money: how much of it, whether that is certain, and what is left on it after that, where it is. */
interface StoredValueGiven {
  readonly number: string
  readonly amount: Minor
  readonly verified: 'known' | 'unverified'
  readonly left?: Minor
}
// One of each, since a type of both would be told apart from no other.
export type StoredValueRequest = ({ readonly type: 'giftCard' } & StoredValueGiven) | ({ readonly type: 'storeCredit' } & StoredValueGiven)

/** What the cashier says was given. Cash without `received` is the exact amount due. */
export type TenderRequest =
  | { readonly type: 'cash'; readonly received?: Minor }
  | { readonly type: 'card'; readonly amount?: Minor; /** Absent: a person read the approval off the device. */ readonly payment?: PaymentReference }
  | { readonly type: 'wallet'; readonly amount: Minor; readonly payment: PaymentReference }
  /** `received`: minor units of `currency`, at the rate that the store had when they were taken. */
  | { readonly type: 'foreignCash'; readonly currency: CurrencyCode; readonly received: number; readonly rate: ForeignRate }
  | { readonly type: 'voucher'; readonly voucher: VoucherPaper; readonly over: VoucherOver }
  /** Owed by `customer`. Whether their limit allows it was asked before. */
  | { readonly type: 'account'; readonly customer: string; readonly amount: Minor }
  | StoredValueRequest
  /** What was paid before for the goods laid away under `number`. */
  | { readonly type: 'deposit'; readonly layAwayId: string; readonly number: string; readonly amount: Minor }

/**
 * What settled a sale, as frozen in it. `amount` is what it pays of the total; for cash `received` - `change` = `amount`.
 * A card is "approved on the terminal". Without `payment` a person read the approval off the device; with it the terminal
 * told us, and this is where to find it. We hold no card data either way.
 * Foreign cash is `received` in `currency`, worth `worth` at home, and its change is home cash: `worth` - `change` = `amount`.
 * A voucher pays `amount` of its face value; a `surplus` is what it said beyond that and the shop keeps.
 * On account `customer` owes `amount`; `balance` is what they owed in all with it, as their register knew it.
 * A gift card and store credit pay `amount` of what stands under their number; `unverified` says that nobody could be asked.
 * A `deposit` is what was paid before for goods laid away, and no money of today.
 * A `rounding` belongs to the cash line before it: what the rule of that id took off (above 0) or put on (below 0).
 * An `exchange` is no money: what the refund of that id, completed with the sale, owes the customer.
 */
export type TenderLine =
  | { readonly tenderNo: number; readonly type: 'cash'; readonly amount: Minor; readonly received: Minor; readonly change: Minor }
  | { readonly tenderNo: number; readonly type: 'card'; readonly amount: Minor; readonly approval: 'approvedOnTerminal'; readonly payment?: PaymentReference }
  | { readonly tenderNo: number; readonly type: 'wallet'; readonly amount: Minor; readonly payment: PaymentReference }
  | { readonly tenderNo: number; readonly type: 'foreignCash'; readonly amount: Minor; readonly currency: CurrencyCode; readonly received: number; readonly rate: ForeignRate; readonly worth: Minor; readonly change: Minor }
  | { readonly tenderNo: number; readonly type: 'voucher'; readonly amount: Minor; readonly voucher: VoucherPaper; readonly surplus?: Minor }
  | { readonly tenderNo: number; readonly type: 'account'; readonly amount: Minor; readonly customer: string; readonly balance?: Minor }
  | ({ readonly tenderNo: number } & StoredValueRequest)
  | { readonly tenderNo: number; readonly type: 'deposit'; readonly amount: Minor; readonly layAwayId: string; readonly number: string }
  | { readonly tenderNo: number; readonly type: 'rounding'; readonly amount: Minor; readonly rule: string }
  | { readonly tenderNo: number; readonly type: 'exchange'; readonly amount: Minor; readonly refundId: string }
