import { z } from 'zod'
import { query } from './define.ts'
import { saleSummaryView } from './views.ts'

/** Completed sales, newest first: by the beginning of a number, an amount or a member's number, and page by page from the last one seen. */
export const receipts = query('receipts', {
  who: 'sell',
  input: z.strictObject({
    text: z.string().max(64).optional(),
    /** Of this customer alone. */
    customerId: z.exactOptional(z.string().max(64)),
    before: z.strictObject({ completedAt: z.int(), saleId: z.string().max(64) }).optional(),
    limit: z.int().min(1).max(50),
  }),
  output: z.strictObject({
    receipts: z.array(saleSummaryView),
    /** Ask again with this as `before`. Absent at the end. */
    next: z.strictObject({ completedAt: z.int(), saleId: z.string() }).optional(),
  }),
})
export type ReceiptsView = z.infer<typeof receipts.output>
