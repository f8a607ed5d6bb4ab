import { z } from 'zod'
import { query } from './define.ts'
import { currencyView } from './views.ts'

export const suspendedBasketView = z.strictObject({
  basketId: z.string(),
  label: z.string().optional(),
  operatorName: z.string(),
  suspendedAt: z.int(),
  currency: currencyView,
  /** Sold and coming back together. */
  itemCount: z.int(),
  /** Below nothing: the shop owes it. */
  total: z.int(),
})
/** Every basket put aside on this register, oldest first. */
export const suspendedBaskets = query('suspended-baskets', {
  who: 'sell',
  input: z.strictObject({}),
  output: z.strictObject({ baskets: z.array(suspendedBasketView) }),
})
export type SuspendedBasketView = z.infer<typeof suspendedBasketView>
