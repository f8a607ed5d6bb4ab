import { z } from 'zod'
import { query } from './define.ts'
import { namesView, priceView, unitView } from './views.ts'

export const itemHitView = z.strictObject({
  itemId: z.string(),
  sku: z.string(),
  names: namesView,
  unit: unitView,
  price: priceView.optional(),
  barcode: z.string().optional(),
})
/** Items by what a person typed, best first: words of any language, pinyin, SKU or barcode in part. */
export const searchItems = query('search-items', {
  who: 'sell',
  input: z.strictObject({ text: z.string().max(128), limit: z.int().min(1).max(50) }),
  output: z.strictObject({ hits: z.array(itemHitView) }),
})
export type ItemHitView = z.infer<typeof itemHitView>
