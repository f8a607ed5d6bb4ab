import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command } from './define.ts'
import { counterView, discountView } from './views.ts'

/** A person's discount on the whole basket; without one, the discount it has is taken back. */
export const discountBasket = command('discount-basket', {
  who: 'discount',
  input: z.strictObject({ discount: discountView.optional(), approval: z.exactOptional(approvalId) }),
  output: counterView,
})
