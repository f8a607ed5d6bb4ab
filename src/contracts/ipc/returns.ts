import { z } from 'zod'
import { returnConditions, returnReasons } from '../../domain/basket/index.ts'
import { voidReasons } from '../../domain/refund/index.ts'
import { command, query } from './define.ts'
import { counterView, currencyView, priceView, tenderView, unitView } from './views.ts'

const saleId = z.string().max(64)
const quantity = z.int().positive()
const conditionView = z.enum(returnConditions)
const reasonView = z.enum(returnReasons)
const code = z.string().trim().min(1).max(1024)
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** A line of a sale as far as it can come back. Quantities in thousandths: bought = returned + left. */
export const soldLineView = z.strictObject({
  lineNo: z.int(),
  itemId: z.string(),
  sku: z.string(),
  /** As it was printed. */
  name: z.string(),
  unit: unitView,
  price: priceView,
  /** What was paid for all of it. */
  total: z.int(),
  bought: z.int(),
  returned: z.int(),
  left: z.int(),
  /** `outside`: it comes back with an approval. */
  window: z.enum(['inside', 'outside']),
  /** The last business date it comes back on without asking. Absent: for ever, or never. */
  lastDay: z.exactOptional(date),
  /** No goods, but money that the sale put on a card: it comes back whole. `itemId` and `sku` are empty. */
  owes: z.exactOptional(z.enum(['giftCard'])),
  /** It came along with that line when it was sold, and comes back along with it by itself. From a paper alone as far as the catalogue tells. */
  linkedTo: z.exactOptional(z.int()),
})

export const foundSaleView = z.strictObject({
  saleId: z.string(),
  number: z.string(),
  soldOn: z.string(),
  /** Absent for a sale that is known from its paper alone. */
  completedAt: z.exactOptional(z.int()),
  operatorName: z.exactOptional(z.string()),
  currency: currencyView,
  total: z.int(),
  tenders: z.array(tenderView),
  /** `unverified`: from the receipt alone, which only head office can compare. */
  verified: z.enum(['known', 'unverified']),
  returned: z.enum(['nothing', 'partly', 'all']),
  /** Lines of a paper whose goods are not in the catalogue here: they cannot come back on this register. */
  unknownLines: z.exactOptional(z.int().positive()),
  lines: z.array(soldLineView),
})
export type FoundSaleView = z.infer<typeof foundSaleView>

/**
 * Looks up what may come back: by `text` as `receipts` does (a number, an amount, a date) or by the code that a scanner read
 * off a receipt, by `saleId` off a list, or by the last four digits of the card that paid. With several of them a sale has to
 * fit each. Newest first. Refuses `return.notAReceipt` and `return.notGenuine` for a code, and `return.askHeadOffice` for a
 * genuine one whose sale is not here.
 */
export const findSale = query('find-sale', {
  who: 'sell',
  input: z.strictObject({
    saleId: z.exactOptional(saleId),
    text: z.exactOptional(code),
    businessDate: z.exactOptional(date),
    amount: z.exactOptional(z.int().nonnegative()),
    lastFour: z.exactOptional(z.string().regex(/^\d{4}$/)),
    /** Who bought. A `text` that is a member's number finds by them too, where it begins no receipt's. */
    customerId: z.exactOptional(z.string().min(1).max(64)),
    limit: z.int().min(1).max(20),
  }),
  output: z.strictObject({ sales: z.array(foundSaleView) }),
})

/**
 * Goods of a sale come back into the open basket, or open one. `quantity` in thousandths, more than is left is
 * `return.tooMany`. A line that put money on a card is taken off it, as one: `return.cardSpent` where not all of it is there. `code`: the receipt's, where the sale is not of this register. Nothing is asked of an approver here: that
 * is for complete-sale, once for all of it.
 */
export const addReturn = command('add-return', {
  who: 'refund',
  input: z.strictObject({ saleId, code: z.exactOptional(code), lineNo: z.int().positive(), quantity, condition: conditionView, reason: reasonView }),
  output: counterView,
})

/** The same with no receipt: at the item's price of today, or at less. */
export const addReturnWithoutReceipt = command('add-return-without-receipt', {
  who: 'refundWithoutReceipt',
  input: z
    .strictObject({
      itemId: z.exactOptional(z.string().max(64)),
      barcode: z.exactOptional(z.string().trim().min(1).max(256)),
      quantity,
      /** For one piece, or one of the item's unit. */
      price: z.exactOptional(z.int().nonnegative()),
      condition: conditionView,
      reason: reasonView,
    })
    .refine(({ itemId, barcode }) => (itemId === undefined) !== (barcode === undefined)),
  output: counterView,
})

/** Where goods that stand in the basket go, and why they came back, said anew for that line alone. Refuses `return.voiding`. */
export const changeReturn = command('change-return', {
  who: 'sell',
  input: z.strictObject({ lineNo: z.int().positive(), condition: conditionView, reason: reasonView }),
  output: counterView,
})

/** Opens a basket with everything of a sale that is left, to be completed as its void or dropped: nothing of it can be changed. */
export const voidSale = command('void-sale', { who: 'voidSale', input: z.strictObject({ saleId, reason: z.enum(voidReasons) }), output: counterView })
