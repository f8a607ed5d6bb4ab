import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** Something without a record, at a price keyed in: `amount` is the price of one piece, quantity is one piece when absent. */
export const sellDepartment = command('sell-department', {
  who: 'sell',
  input: z.strictObject({ departmentId: z.string().max(64), amount: z.int().positive(), quantity: z.int().positive().optional() }),
  output: counterView,
})
