import { type AccountKind } from '../customer/index.ts'
import { type Unit } from '../quantity/index.ts'
import { type TaxPack } from '../tax/index.ts'
import { type CashRoundingRule } from '../tender/index.ts'

/** What a slip says about itself besides the sale: `demo` and `training` are no proof of purchase, `duplicate` may exist twice. */
export type ReceiptMark = 'demo' | 'training' | 'duplicate'

/** Of a customer's account, and before the end of their member number. */
export interface AccountWords {
  readonly member: string
  readonly onAccount: string
  readonly backToAccount: string
  /** What they owe in all with it. */
  readonly balance: string
  /** Where they sign for what they owe. */
  readonly signature: string
  /** Over all that moved it, and what each was. */
  readonly statement: string
  readonly kinds: Readonly<Record<AccountKind, string>>
}

/** Of goods laid aside: what stands on every slip of theirs. */
export interface LayAwayWords {
  readonly title: string
  readonly total: string
  readonly paid: string
  readonly due: string
  readonly until: string
  /** What was paid before, as it pays for the goods. */
  readonly deposit: string
  /** Over the slip of one that is given up, and before what goes back. */
  readonly cancelled: string
  readonly paidBack: string
  /** Before the name of who approved that it goes back. */
  readonly approver: string
}

/** Every word of a receipt in one language. They are passed in: a catalogue of texts is no rule of the shop. */
export interface ReceiptWords {
  /** Stands before the sale's number. */
  readonly receipt: string
  readonly cashier: string
  /** Before what the goods are called in the shop's own books. */
  readonly sku: string
  /** Before the sale's number on a paper without prices, before which one it is, and what it is good for. */
  readonly giftReceipt: string
  readonly giftCopy: string
  readonly giftNote: string
  readonly itemCount: string
  readonly subtotal: string
  readonly discount: string
  /** The part of the discount that was given on all of it, e.g. "of which on everything". */
  readonly onBasket: string
  /** Stands before a weight that a tare was taken off, and before that tare: one kept at the till, or the scale's own. */
  readonly netWeight: string
  readonly presetTare: string
  readonly scaleTare: string
  /** Stands under a weight that no scale gave. */
  readonly typedWeight: string
  /** Stands before the catalogue's price where a person charged another, e.g. "Price was". */
  readonly priceWas: string
  readonly total: string
  /** As in "VAT 13% (net 11.42)". */
  readonly tax: string
  readonly net: string
  /** What stands for `tax` where the pack's levy is no value-added tax. */
  readonly levies: Readonly<Record<NonNullable<TaxPack['levy']>, string>>
  /** What cash was rounded by: to the nearest coin, or down, which has a word of its own in some trades (抹零). */
  readonly cashRounding: Readonly<Record<CashRoundingRule['mode'], string>>
  /** What is paid of a total that cash rounds. */
  readonly toPay: string
  readonly cash: string
  readonly card: string
  readonly wallet: string
  readonly account: AccountWords
  readonly layAway: LayAwayWords
  /** Of a voucher: before what it says, and that what it says beyond what was due is not given out. */
  readonly faceValue: string
  /** What is left on a gift card, and that the paper of store credit is money. */
  readonly leftOnIt: string
  readonly keepPaper: string
  readonly noChange: string
  /** A person read the approval off the card device. */
  readonly approvedOnTerminal: string
  /** Before the terminal's number, its paper's number and its running number. */
  readonly terminalId: string
  readonly terminalReceipt: string
  readonly trace: string
  /** Instead of `approvedOnTerminal`: a person said how an unanswered payment ended. */
  readonly saidByOperator: string
  /** Of a refund and a void: stands before its number, and before the number of the sale it is of, or instead of that number. */
  readonly refund: string
  readonly voided: string
  readonly forReceipt: string
  readonly withoutReceipt: string
  /** The sale is another register's, and was taken from the code on its paper. */
  readonly saleNotVerified: string
  /** Over what came back and over what is sold, where both are on one paper. */
  readonly returnedGoods: string
  readonly soldGoods: string
  readonly refundTotal: string
  /** What is given back of a total that cash rounds. */
  readonly toPayBack: string
  /** How it was given back, and that a person did it on the card device. */
  readonly paidBack: Readonly<Record<'cash' | 'card' | 'wallet', string>>
  readonly refundedOnTerminal: string
  /** What came back, as it pays for what is sold. */
  readonly exchange: string
  readonly received: string
  readonly change: string
  /** Last line, e.g. "Thank you". Left out when empty. */
  readonly farewell: string
  readonly units: Readonly<Record<Exclude<Unit, 'each'>, string>>
  readonly marks: Readonly<Record<ReceiptMark, string>>
}
