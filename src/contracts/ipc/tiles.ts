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
/** The tile pages of this register: favourites first, then categories. */
export const tiles = query('tiles', {
  who: 'anyone',
  input: z.strictObject({}),
  output: z.strictObject({
    pages: z.array(z.strictObject({ id: z.string(), names: namesView, tiles: z.array(tileView) })),
  }),
})
export type TileView = z.infer<typeof tileView>
export type TilesView = z.infer<typeof tiles.output>
