import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command } from './define.ts'
import { counterView } from './views.ts'

/**
 * Pays and completes in one durable transaction. Cash without `received` is exact: one key. The same basket completed
 * twice is the same sale. `revision` is what the cashier saw: a basket that changed since is refused, not charged.
 *
 * Where goods come back, what they are worth pays first; `tenders` are for the rest, and empty where the shop owes it. Then
 * each right that is touched and not held is asked for with `approval.needed`, one after the other, and the act comes again
 * with all approvals it was given.
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
      .max(20),
    /** The cashier was shown a change above 1,000 x the total and said yes. */
    confirmed: z.boolean().optional(),
    /** Of goods that come back: cash although a card or a wallet took the money. */
    cashInstead: z.exactOptional(z.boolean()),
    /** Tenders of the sale that somebody paid back on the card device or in the wallet by hand: their word for it. */
    paidBack: z.exactOptional(z.array(z.int().positive()).max(20)),
    /** One for each right. */
    approvals: z.exactOptional(z.array(approvalId).max(6)),
  }),
  output: counterView,
})
