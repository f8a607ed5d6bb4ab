import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/**
 * Pays and completes in one durable transaction. Cash without `received` is exact: one key. The same basket completed
 * twice is the same sale. `revision` is what the cashier saw: a basket that changed since is refused, not charged.
 */
export const completeSale = command('complete-sale', {
  who: 'sell',
  input: z.strictObject({
    basketId: z.string().max(64),
    revision: z.int().nonnegative(),
    tenders: z
      .array(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('cash'), received: z.int().nonnegative().optional() }),
          z.strictObject({ type: z.literal('card'), amount: z.int().positive().optional() }),
        ]),
      )
      .min(1)
      .max(20),
    /** The cashier was shown a change above 1,000 x the total and said yes. */
    confirmed: z.boolean().optional(),
  }),
  output: counterView,
})
