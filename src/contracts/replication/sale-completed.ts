import { z } from 'zod'

/**
 * The body of `sale.completed`, schema version 1, as far as head office files it (domain/sale `SaleBody`). Amounts are
 * minor units. Head office never recomputes a sale: it checks that it can read the parts it shows and sums.
 */
export const saleCompleted = z.looseObject({
  saleId: z.uuid(),
  number: z.string().min(1).max(32),
  /** An opaque id. Absent: nobody said who bought. */
  customer: z.string().min(1).max(64).optional(),
  currency: z.string().regex(/^[A-Z]{3}$/u),
  total: z.int(),
  tenders: z.array(z.looseObject({ type: z.string().min(1).max(32), amount: z.int() })).min(1),
  lines: z.array(z.looseObject({ lineNo: z.int(), name: z.string(), total: z.int() })),
})
export type SaleCompleted = z.infer<typeof saleCompleted>
