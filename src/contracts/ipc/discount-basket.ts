import { z } from 'zod'
import { command } from './define.ts'
import { counterView, discountView } from './views.ts'

/** A person's discount on the whole basket; without one, the discount it has is taken back. */
export const discountBasket = command('discount-basket', {
  who: 'cashier',
  input: z.strictObject({ discount: discountView.optional() }),
  output: counterView,
})
