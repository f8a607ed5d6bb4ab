import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command } from './define.ts'
import { counterView, reasonView } from './views.ts'

/** A person's price for one line. Without a price the override is taken back, and the catalogue's price counts again. The reason `priceToday` is for the catalogue's price of now alone (`price.notToday`), and needs no more than selling. */
export const overridePrice = command('override-price', {
  who: 'overridePrice',
  input: z.strictObject({
    lineNo: z.int().positive(),
    price: z.strictObject({ minor: z.int().nonnegative(), per: z.int().positive().max(9_999_000) }).optional(),
    reason: reasonView,
    approval: z.exactOptional(approvalId),
  }),
  output: counterView,
})
