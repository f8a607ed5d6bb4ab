import { z } from 'zod'
import { query } from './define.ts'
import { namesView, priceView, unitView } from './views.ts'

export const tileView = z.strictObject({
  itemId: z.string(),
  sku: z.string(),
  names: namesView,
  unit: unitView,
  price: priceView.optional(),
  /** Name of a drawing in the renderer's icon set. */
  icon: z.string(),
  /** 0..7, a category hue. */
  hue: z.int(),
})
/**
 * The tile pages of this register: favourites first, then categories. `also`: items that still stand on a page which the screen does not take away from under a hand, and what they
 * cost now; of one that nobody knows nothing is answered.
 */
export const tiles = query('tiles', {
  who: 'anyone',
  input: z.strictObject({ also: z.exactOptional(z.array(z.string().max(64)).max(500)) }),
  output: z.strictObject({
    pages: z.array(z.strictObject({ id: z.string(), names: namesView, tiles: z.array(tileView) })),
    /** There is no page, and there are goods all the same: by scan, or by name. */
    goods: z.exactOptional(z.literal(true)),
    also: z.exactOptional(z.array(tileView.omit({ icon: true, hue: true }))),
  }),
})
export type TileView = z.infer<typeof tileView>
export type TilesView = z.infer<typeof tiles.output>
