import { z } from 'zod'
import { command } from './define.ts'
import { counterView, unitView } from './views.ts'

/**
 * An item by its id (a tile was tapped). Without a quantity: one piece. A measured item needs one. With a `unit` the quantity
 * was measured in it, and an item that is sold by another is refused: half a kilogram is not half a litre.
 */
export const addItem = command('add-item', {
  who: 'sell',
  input: z.strictObject({ itemId: z.string().max(64), quantity: z.int().positive().optional(), unit: unitView.optional() }),
  output: counterView,
})
