import { z } from 'zod'
import { roles } from '../../domain/authority/index.ts'
import { reasonCodes, returnConditions, returnReasons } from '../../domain/basket/index.ts'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'
import { voidReasons } from '../../domain/refund/index.ts'
import { settingBounds } from '../../domain/settings/index.ts'
import { voucherOvers } from '../../domain/tender/index.ts'
import { paymentView } from './payment-view.ts'

/** Shapes that several commands answer with. Amounts are integer minor units of the view's currency, quantities thousandths. */
const currencyCodes = Object.keys(currencies) as [CurrencyCode, ...CurrencyCode[]]
export const currencyView = z.enum(currencyCodes)
export const namesView = z.record(z.string(), z.string())
export const unitView = z.enum(['each', 'kg', 'l', 'm'])
export const priceView = z.strictObject({ minor: z.int(), per: z.int().positive() })

/** Why a person gave a discount or another price. `imported` is for baskets brought from another system, not for a screen. */
export const reasonView = z.enum(reasonCodes)
/** A person's discount: `ppm` 100000 is 10 %; `minor` in minor units. */
export const discountView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), ppm: z.int().positive().max(1_000_000), reason: reasonView }),
  z.strictObject({ kind: z.literal('amount'), minor: z.int().positive(), reason: reasonView }),
])

/** A register's own setting: tiles to tap, or one field that everything is scanned or typed into. */
export const layoutView = z.enum(['tiles', 'scanFirst'])

export const operatorView = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
})

const countedLine = {
  lineNo: z.int(),
  itemId: z.string(),
  sku: z.string(),
  names: namesView,
  quantity: z.int(),
  unit: unitView,
  /**
   * Sold: the catalogue's price, or a department's keyed one; what is charged is `override.price` where there is one. Coming
   * back: what was charged for it, or without a receipt what is given.
   */
  price: priceView,
  gross: z.int(),
  /** All that comes off this line: its own discount and its share of the basket's. */
  discount: z.int(),
  total: z.int(),
  removed: z.boolean(),
}

export const itemLineView = z.strictObject({
  kind: z.literal('item'),
  ...countedLine,
  override: z.strictObject({ price: priceView, reason: reasonView }).optional(),
  /** The discount a person gave on this line, as they gave it. */
  discountRule: discountView.optional(),
  /** What `discountRule` takes off, and this line's share of the basket's discount. Absent when nothing. */
  lineDiscount: z.int().optional(),
  basketDiscount: z.int().optional(),
  /** Of what is sold by the kilogram: weighed by this register's scale, or typed. `quantity` is the net. */
  weighed: z.exactOptional(z.enum(['scale', 'typed'])),
  tare: z.exactOptional(z.strictObject({ weight: z.int().positive(), by: z.enum(['preset', 'scale']) })),
  /** `weight`, in thousandths: a price label that says what it weighed too. */
  embedded: z.strictObject({ kind: z.enum(['weight', 'price']), barcode: z.string(), weight: z.int().optional() }).optional(),
  /** A label's price is the gross: quantity and price cannot be changed, a discount can be given. */
  fixedPrice: z.boolean().optional(),
  /** The department this was sold in at an open price. */
  department: z.string().optional(),
  /** What a GS1 symbol said of this piece. `expiry` is YYYY-MM-DD, the last day it may be used. */
  lot: z.string().optional(),
  expiry: z.string().optional(),
  serial: z.string().optional(),
  /** Years the customer has to have lived. */
  minimumAge: z.exactOptional(z.int()),
  /** Neither a discount nor another price by hand. */
  noDiscount: z.exactOptional(z.literal(true)),
  /** The line it came along with: it has that line's pieces and fate, and takes no act of its own. */
  linkedTo: z.exactOptional(z.int()),
  /** It is recalled and has to go, or lots of it are and somebody has to look which this is. */
  recall: z.exactOptional(z.strictObject({ state: z.enum(['recalled', 'lotAsked']), reason: z.string(), lots: z.array(z.string()) })),
  /** In a resumed basket: the catalogue's price is another by now. The line keeps the price the customer was told. */
  priceChanged: z.boolean().optional(),
  /** With `priceChanged`: the catalogue's price now. Absent when it has none any more. */
  priceNow: priceView.optional(),
})
export const unresolvedLineView = z.strictObject({
  kind: z.literal('unresolved'),
  lineNo: z.int(),
  barcode: z.string(),
  reason: z.enum(['unknown', 'unpriced']),
  /** A refusal's code whose sentence says what is wrong with a label that cannot be read. */
  problem: z.string().optional(),
  removed: z.boolean(),
})
/** Money that comes in and is owed: no goods, no tax, no discount. It is struck and put back, and changed in nothing. */
export const liabilityLineView = z.strictObject({
  kind: z.literal('liability'),
  lineNo: z.int(),
  owes: z.enum(['giftCard', 'deposit', 'accountPayment']),
  names: namesView,
  /** What may be shown of its number. */
  printed: z.exactOptional(z.string()),
  amount: z.int().positive(),
  removed: z.boolean(),
})
export const basketLineView = z.discriminatedUnion('kind', [itemLineView, unresolvedLineView, liabilityLineView])

/** Goods that come back. Its figures are what it gives back; struck through, they are 0. */
export const returnLineView = z.strictObject({
  kind: z.literal('return'),
  ...countedLine,
  condition: z.enum(returnConditions),
  reason: z.enum([...returnReasons, 'voided']),
  /** Of a sale: which line of it, and how much may come back of that line in all (thousandths). */
  saleLineNo: z.exactOptional(z.int()),
  left: z.exactOptional(z.int()),
  /** It came along with the return on that line. */
  linkedTo: z.exactOptional(z.int()),
  /** No goods, but what the sale put on a card, whole: its quantity, condition and reason are nobody's to change. `printed`: what may be shown of its number. */
  owes: z.exactOptional(z.enum(['giftCard', 'deposit', 'accountPayment'])),
  printed: z.exactOptional(z.string()),
  /** Past its return window: completing asks for `refundOutsideWindow`. */
  outsideWindow: z.exactOptional(z.literal(true)),
})

/** What would go back now. The card or wallet of the sale that took it, by its number in that sale; then cash. */
export const payBackView = z.strictObject({
  payouts: z.array(
    z.strictObject({
      of: z.int(),
      type: z.enum(['card', 'wallet']),
      amount: z.int(),
      /** Whether terminal or wallet can be asked (begin-refund): the sale says where the payment is found. Else a person pays it back there, and says so (say-paid-back). */
      canAsk: z.boolean(),
      /** It is paid back by a payment of this basket. */
      paid: z.boolean(),
      /** By a person, who says so: the word can be taken back. */
      byHand: z.exactOptional(z.literal(true)),
    }),
  ),
  /** What the customer owes no longer: it goes back to the account that it was put on. Absent where nothing does. */
  account: z.exactOptional(z.int()),
  /** Onto the gift cards and store credit that paid, or onto new store credit. Absent: none. */
  stored: z.exactOptional(z.array(z.strictObject({ type: z.enum(['giftCard', 'storeCredit']), amount: z.int(), printed: z.string() }))),
  /** In coins and notes, rounded by the store's rule. */
  cash: z.int(),
  /** The part of it that no cash of the sale covers. Above nothing it asks for `refundToOtherTender`, unless nothing has a receipt. */
  instead: z.int(),
})

export const returnedView = z.strictObject({
  kind: z.enum(['return', 'void']),
  voidReason: z.exactOptional(z.enum(voidReasons)),
  /** Absent: without a receipt. */
  sale: z.exactOptional(z.strictObject({ id: z.string(), number: z.string(), soldOn: z.string(), verified: z.enum(['known', 'unverified']) })),
  lines: z.array(returnLineView),
  itemCount: z.int(),
  subtotal: z.int(),
  discount: z.int(),
  tax: z.int(),
  /** What comes back is worth, with `owed`. */
  total: z.int(),
  /** Of `total`, what is taken off cards again: no goods and no turnover. Absent when nothing. */
  owed: z.exactOptional(z.int()),
  /** The basket's total less this one. Above nothing the customer owes it (`due`), below nothing the shop does. */
  net: z.int(),
  /** How what the shop owes goes back, and how it would with `cashInstead`. Absent where it owes nothing. */
  payBack: z.exactOptional(payBackView),
  payBackInCash: z.exactOptional(payBackView),
  /** `payBackInCash` is chosen. */
  inCash: z.exactOptional(z.literal(true)),
  /** All of it becomes store credit: `payBack` says so. */
  inCredit: z.exactOptional(z.literal(true)),
  /** A refusal's code: it cannot be completed as it stands, because it was returned elsewhere meanwhile. All figures are 0. */
  problem: z.exactOptional(z.string()),
  /** Of the problem `return.cardSpent`, in minor units: what is to come off the card, and how much of that is gone. */
  cardSpent: z.exactOptional(z.strictObject({ due: z.int(), spent: z.int() })),
})

/** A currency that is taken: `home` minor units for `foreign` of it, since a business date. */
export const takenCurrencyView = z.strictObject({ currency: currencyView, rate: z.strictObject({ home: z.int(), foreign: z.int(), on: z.string() }), notesOnly: z.boolean() })

/** Amounts in minor units: what of a card or of store credit is taken while nobody can be asked about it. */
export const storedValueView = z.strictObject({ giftCards: z.boolean(), giftCardOffline: z.int().nonnegative().max(settingBounds.unasked), storeCreditOffline: z.int().nonnegative().max(settingBounds.unasked) })

export const voucherKindView = z.strictObject({ id: z.string(), names: z.strictObject({ en: z.string(), 'zh-CN': z.string() }), over: z.enum(voucherOvers) })

/** What was given for the open basket and is kept with it: `amount` is what it is worth at home. */
export const keptTenderView = z.strictObject({
  id: z.string(),
  type: z.enum(['cash', 'card', 'wallet', 'foreignCash', 'voucher', 'account', 'giftCard', 'storeCredit', 'deposit']),
  amount: z.int(),
  /** Of foreign cash: its currency, how much of it in that currency's minor units, and the rate as a pair. */
  foreign: z.exactOptional(z.strictObject({ currency: currencyView, received: z.int(), home: z.int(), foreign: z.int() })),
  voucher: z.exactOptional(z.strictObject({ kind: z.string(), name: z.string(), number: z.string() })),
  /** Of a gift card and store credit: the end of its number, what is left on it where that is known, and whether it is. */
  stored: z.exactOptional(z.strictObject({ printed: z.string(), left: z.exactOptional(z.int()), verified: z.enum(['known', 'unverified']) })),
  /** Of a deposit: the number on the slip. It stands as long as the goods do, and nobody takes it off. */
  layAway: z.exactOptional(z.string()),
})
export type KeptTenderView = z.infer<typeof keptTenderView>

/** A customer where others read along: no number, no address, and of what finds them the end. */
export const customerSummaryView = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Last four of the member number, and of the phone's digits. */
  memberEnd: z.exactOptional(z.string()),
  phoneEnd: z.exactOptional(z.string()),
  active: z.boolean(),
  /** What may be owed, and what is, in minor units. Absent: no account. `left`: what may be put on it without asking anybody. */
  account: z.exactOptional(z.strictObject({ limit: z.int(), balance: z.int(), left: z.int() })),
})
export type CustomerSummaryView = z.infer<typeof customerSummaryView>

export const basketView = z.strictObject({
  id: z.string(),
  /** Goes up with every change; complete-sale names the one the cashier saw. */
  revision: z.int(),
  /** Who buys. Absent: nobody said. */
  customer: z.exactOptional(customerSummaryView),
  lines: z.array(basketLineView),
  itemCount: z.int(),
  subtotal: z.int(),
  /** Everything taken off: discounts of lines and the basket's. */
  discount: z.int(),
  /** The basket's part of `discount`. Absent when nothing. */
  basketDiscount: z.int().optional(),
  /** The discount a person gave on the whole basket, as they gave it. */
  discountRule: discountView.optional(),
  tax: z.int(),
  /** What the customer pays, with `owed`. */
  total: z.int(),
  /** Of `total`, what its lines of kind `liability` come to: not in `subtotal`, and not taxed. Absent when nothing. */
  owed: z.exactOptional(z.int()),
  /** What all of it comes to in cash, where the store rounds cash and that is not the total. What a card pays is not rounded. */
  cashDue: z.int().optional(),
  /** What was asked of terminal or wallet for it, oldest first. Absent when nothing. */
  payments: z.array(paymentView).optional(),
  /** What was given for it, oldest first: the basket stands still meanwhile. Absent when nothing. */
  tenders: z.exactOptional(z.array(keptTenderView)),
  /** Goods that come back, and what becomes of their money. Absent when none do. */
  returned: z.exactOptional(returnedView),
  /** What is left to pay of `total`, where a payment was approved or goods come back; `cashDue` is of it then. */
  due: z.int().optional(),
  /** The line the last act touched, to be shown and flashed. */
  lastLineNo: z.int().optional(),
  /** Why it cannot be completed now, if so. */
  blockedBy: z.enum(['basket.empty', 'basket.unresolved', 'age.unconfirmed', 'item.recalled', 'recall.lotUnchecked', 'discount.grown']).optional(),
  /** Of `discount.grown`, in minor units: what the first one takes off that nobody said yes to, and what was said yes to. */
  grown: z.exactOptional(z.strictObject({ takesOff: z.int(), allowed: z.int() })),
  /** What `age.unconfirmed` asks: years, and the last date of birth (YYYY-MM-DD) old enough on the store's calendar when the basket last changed. */
  age: z.exactOptional(z.strictObject({ asked: z.int(), bornOnOrBefore: z.string() })),
})

export const tenderView = z.strictObject({
  /** `exchange` is no money: what came back paid for what was sold. */
  type: z.enum(['cash', 'card', 'wallet', 'exchange', 'foreignCash', 'voucher', 'account', 'giftCard', 'storeCredit', 'deposit']),
  amount: z.int(),
  received: z.int().optional(),
  change: z.int().optional(),
  /** Of cash: what rounding put on the total (above 0) or took off it. `amount` is what was paid, after it. */
  rounding: z.int().optional(),
})

/** What became of a sale's print and kick. `waiting` and `working` are on their way; the rest is final. */
export const effectView = z.strictObject({
  kind: z.enum(['print', 'kick', 'label']),
  state: z.enum(['waiting', 'working', 'printed', 'processed', 'sentOnly', 'kicked', 'unconfirmed', 'failed']),
  /** A fault of the device in the words of the driver's registry, when it failed or waits. */
  fault: z.string().optional(),
  /** The id of the device that did it, or has begun it, in another's place: the second printer. */
  standIn: z.exactOptional(z.string()),
  /** A print that had begun before, when the till or its devices died over it: it is marked DUPLICATE, and a first paper may exist. */
  again: z.exactOptional(z.literal(true)),
})

export const saleView = z.strictObject({
  id: z.string(),
  /** Absent: a sale. What came back has its amounts above nothing too. */
  kind: z.exactOptional(z.enum(['refund', 'void'])),
  number: z.string(),
  /** What was sold, and what is owed for it, if anything is. */
  total: z.int(),
  /** What was paid for `total`, all tenders together, where cash was rounded. */
  payable: z.int().optional(),
  change: z.int(),
  completedAt: z.int(),
  tenders: z.array(tenderView),
  effects: z.array(effectView),
})

/** Everything the checkout screen shows of its seat. Every command at the counter answers with it. */
export const counterView = z.strictObject({
  currency: currencyView,
  operator: operatorView.optional(),
  /** Absent when no basket is open. */
  basket: basketView.optional(),
  /** How many baskets are put aside on this register, whoever did it. */
  suspended: z.int(),
  /** The last sale completed at this seat in this sign-on, until the next basket opens. */
  lastSale: saleView.optional(),
  /** What came back with it, or all there was of the last basket. Its paper is among the effects of the sale, where there is one. */
  lastRefund: z.exactOptional(saleView),
})

/** A completed sale in a list. */
export const saleSummaryView = z.strictObject({
  id: z.string(),
  number: z.string(),
  completedAt: z.int(),
  /** YYYY-MM-DD: the accounting date, which may be the day before the clock's. */
  businessDate: z.string(),
  operatorName: z.string(),
  currency: currencyView,
  total: z.int(),
  tenders: z.array(tenderView),
  /** What a person has to look at: `torn`, its newest receipt is not printed or not whole; `again`, it was printed twice, the second one marked. */
  paper: z.exactOptional(z.enum(['torn', 'again'])),
  /** Absent: a sale. */
  kind: z.exactOptional(z.enum(['refund', 'void'])),
  /** Of a refund: the sale it is of. */
  ofSale: z.exactOptional(z.strictObject({ id: z.string(), number: z.string() })),
  /** Of a refund of another register's sale: what head office says of it. `unverified`: nothing yet. */
  verified: z.exactOptional(z.enum(['unverified', 'confirmed', 'contradicted'])),
  /** Of a sale: how much of it has come back. Absent when nothing. */
  returned: z.exactOptional(z.enum(['partly', 'all'])),
  /** Of a sale: refunds of it that head office contradicts, whoever made them, by their receipts. `reason`: a code that may be newer. */
  contradicted: z.exactOptional(z.array(z.strictObject({ number: z.string(), registerNumber: z.int(), reason: z.exactOptional(z.string()) }))),
})

export type DiscountView = z.infer<typeof discountView>
export type ReasonView = z.infer<typeof reasonView>
export type ReturnLineView = z.infer<typeof returnLineView>
export type ReturnedView = z.infer<typeof returnedView>
export type PayBackView = z.infer<typeof payBackView>
export type SaleSummaryView = z.infer<typeof saleSummaryView>
export type CounterView = z.infer<typeof counterView>
export type BasketView = z.infer<typeof basketView>
export type BasketLineView = z.infer<typeof basketLineView>
export type UnresolvedLineView = z.infer<typeof unresolvedLineView>
export type LiabilityLineView = z.infer<typeof liabilityLineView>
export type ItemLineView = z.infer<typeof itemLineView>
export type SaleView = z.infer<typeof saleView>
export type EffectView = z.infer<typeof effectView>
