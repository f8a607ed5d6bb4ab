import { z } from 'zod'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'

/** Shapes that several commands answer with. Amounts are integer minor units of the view's currency, quantities thousandths. */
const currencyCodes = Object.keys(currencies) as [CurrencyCode, ...CurrencyCode[]]
export const currencyView = z.enum(currencyCodes)
export const namesView = z.record(z.string(), z.string())
export const unitView = z.enum(['each', 'kg', 'l', 'm'])
export const priceView = z.strictObject({ minor: z.int(), per: z.int().positive() })

export const operatorView = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(['cashier', 'supervisor', 'stockKeeper', 'manager', 'admin']),
})

export const itemLineView = z.strictObject({
  kind: z.literal('item'),
  lineNo: z.int(),
  itemId: z.string(),
  sku: z.string(),
  names: namesView,
  quantity: z.int(),
  unit: unitView,
  price: priceView,
  gross: z.int(),
  discount: z.int(),
  total: z.int(),
  removed: z.boolean(),
})
export const unresolvedLineView = z.strictObject({
  kind: z.literal('unresolved'),
  lineNo: z.int(),
  barcode: z.string(),
  reason: z.enum(['unknown', 'unpriced']),
  removed: z.boolean(),
})
export const basketLineView = z.discriminatedUnion('kind', [itemLineView, unresolvedLineView])

export const basketView = z.strictObject({
  id: z.string(),
  /** Goes up with every change; complete-sale names the one the cashier saw. */
  revision: z.int(),
  lines: z.array(basketLineView),
  itemCount: z.int(),
  subtotal: z.int(),
  discount: z.int(),
  tax: z.int(),
  total: z.int(),
  /** The line the last act touched, to be shown and flashed. */
  lastLineNo: z.int().optional(),
  /** Why it cannot be completed now, if so. */
  blockedBy: z.enum(['basket.empty', 'basket.unresolved']).optional(),
})

export const tenderView = z.strictObject({
  type: z.enum(['cash', 'card']),
  amount: z.int(),
  received: z.int().optional(),
  change: z.int().optional(),
})

/** What became of a sale's print and kick. `waiting` and `working` are on their way; the rest is final. */
export const effectView = z.strictObject({
  kind: z.enum(['print', 'kick']),
  state: z.enum(['waiting', 'working', 'printed', 'processed', 'sentOnly', 'kicked', 'unconfirmed', 'failed']),
  /** A fault of the device in the words of the driver's registry, when it failed or waits. */
  fault: z.string().optional(),
})

export const saleView = z.strictObject({
  id: z.string(),
  number: z.string(),
  total: z.int(),
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
  /** The last sale completed at this seat in this sign-on, until the next basket opens. */
  lastSale: saleView.optional(),
})

export type CounterView = z.infer<typeof counterView>
export type BasketView = z.infer<typeof basketView>
export type BasketLineView = z.infer<typeof basketLineView>
export type ItemLineView = z.infer<typeof itemLineView>
export type SaleView = z.infer<typeof saleView>
export type OperatorView = z.infer<typeof operatorView>
export type EffectView = z.infer<typeof effectView>
