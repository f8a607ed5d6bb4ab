import { z } from 'zod'
import { command } from './define.ts'
import { namesView, priceView, unitView } from './views.ts'

export const priceCheckView = z.strictObject({
  barcode: z.string(),
  /** Absent when nobody knows the barcode. */
  item: z.strictObject({ itemId: z.string(), sku: z.string(), names: namesView, unit: unitView }).optional(),
  /** Absent when the item has none. */
  price: priceView.optional(),
  /** That it must not be sold, whole or by lot; absent when it may. `since` is YYYY-MM-DD. */
  recalls: z.exactOptional(z.array(z.strictObject({ lot: z.exactOptional(z.string()), reason: z.string(), since: z.string() }))),
  /** What an in-store barcode said: quantity in thousandths or amount in minor units, and what it would be charged at. */
  embedded: z.strictObject({ kind: z.enum(['weight', 'price']), quantity: z.int(), amount: z.int() }).optional(),
})
export type PriceCheckView = z.infer<typeof priceCheckView>

/** What something costs, without selling it. In the journal, since a price asked and not sold is a pattern worth seeing. */
export const checkPrice = command('check-price', {
  who: 'sell',
  input: z.strictObject({ barcode: z.string().trim().min(1).max(256) }),
  output: priceCheckView,
})
