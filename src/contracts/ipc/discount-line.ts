import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command } from './define.ts'
import { counterView, discountView } from './views.ts'

/** A person's discount on one line; without one, the discount it has is taken back. */
export const discountLine = command('discount-line', {
  who: 'discount',
  input: z.strictObject({ lineNo: z.int().positive(), discount: discountView.optional(), approval: z.exactOptional(approvalId) }),
  output: counterView,
})
