import { z } from 'zod'
import { query } from './define.ts'
import { currencyView, namesView, unitView } from './views.ts'

const customerLine = z.strictObject({
  lineNo: z.int(),
  names: namesView,
  quantity: z.int(),
  unit: unitView,
  /** What comes off it; `total` is what is left. */
  discount: z.int(),
  /** Below 0 for goods that come back. */
  total: z.int(),
  /** It comes back. `quantity` is above 0 all the same. */
  returned: z.exactOptional(z.literal(true)),
})

/** The ways besides cash, card and QR: owed or owed no longer, gift cards and store credit, vouchers, foreign cash at what it is worth here, a deposit paid before. */
export const otherWays = ['account', 'stored', 'voucher', 'foreign', 'deposit'] as const

/** Money by the ways it takes, each from 0. */
const ways = z.strictObject({
  cash: z.int(),
  card: z.int(),
  wallet: z.int(),
  account: z.exactOptional(z.int()),
  stored: z.exactOptional(z.int()),
  voucher: z.exactOptional(z.int()),
  foreign: z.exactOptional(z.int()),
  deposit: z.exactOptional(z.int()),
})
export type CustomerWays = z.infer<typeof ways>

/** All of it, however it is paid. */
export function sumOfWays(money: CustomerWays): number {
  return otherWays.reduce((sum, way) => sum + (money[way] ?? 0), money.cash + money.card + money.wallet)
}

/**
 * What the customer may see, and nothing else: no operator, no cost, no sku, no line that was taken away again. Broadcast on
 * the topic of the same name; the only query and the only topic that a customer's window is let have.
 */
export const customerView = z.strictObject({
  storeName: z.string(),
  language: z.string(),
  currency: currencyView,
  /** Their own name, shortened: others read along. */
  customer: z.exactOptional(z.string()),
  /** `finished`: for half a minute after a sale, unless the next one begins. */
  phase: z.enum(['idle', 'basket', 'finished']),
  /** As many as a window shows, the one that was touched last among them. */
  lines: z.array(customerLine).max(8),
  /** How many stand before and behind those. */
  before: z.int(),
  behind: z.int(),
  lastLineNo: z.exactOptional(z.int()),
  itemCount: z.int(),
  discount: z.int(),
  tax: z.int(),
  /** Less what comes back: below 0 the shop pays. */
  total: z.int(),
  /** Goods that come back, where some do; a whole sale that is undone is a `void`. Theirs are above 0, and `itemCount` and `discount` outside are of what is sold. */
  returned: z.exactOptional(z.strictObject({ kind: z.enum(['return', 'void']), itemCount: z.int(), total: z.int() })),
  /** What the shop pays, or in a finished one paid, and how. Absent where it pays nothing. */
  payBack: z.exactOptional(ways),
  /** What was given for it so far, and what is left of the total then. Absent where nothing was, and both in a finished one. */
  taken: z.exactOptional(ways),
  due: z.exactOptional(z.int()),
  /** What all of it comes to in cash, where that is not the total; of a finished sale, what was paid for it. */
  cashDue: z.exactOptional(z.int()),
  /** While the payer is to scan a code of ours, and no longer: the text of the QR code, and what it asks for. */
  codeToPay: z.exactOptional(z.strictObject({ qr: z.string().min(1).max(1_000), amount: z.int() })),
  /** Of a finished sale. */
  paid: z.exactOptional(ways.extend({ change: z.int() })),
})
export type CustomerView = z.infer<typeof customerView>
export type CustomerLine = z.infer<typeof customerLine>

/** Answered by main itself, which alone knows for how long a finished sale is shown. */
export const customer = query('customer-view', { who: 'anyone', input: z.strictObject({}), output: customerView })
