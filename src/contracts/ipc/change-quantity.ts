import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** Sets a line's quantity in thousandths. Zero is remove-line's work. */
export const changeQuantity = command('change-quantity', {
  who: 'sell',
  input: z.strictObject({ lineNo: z.int().positive(), quantity: z.int().positive() }),
  output: counterView,
})
