import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** An item by its id (a tile was tapped). Without a quantity: one piece. A measured item needs one. */
export const addItem = command('add-item', {
  who: 'cashier',
  input: z.strictObject({ itemId: z.string().max(64), quantity: z.int().positive().optional() }),
  output: counterView,
})
