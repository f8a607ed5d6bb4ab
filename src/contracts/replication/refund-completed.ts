import { z } from 'zod'

/**
 * The body of `refund.completed`, schema version 1, as far as head office files it (domain/refund `RefundBody`). Amounts are
 * minor units above nothing, quantities thousandths. Words that a newer register may add to (kinds, conditions, tenders) are
 * open here: a refund that happened is filed, whatever this head office can compare of it.
 */
export const refundCompleted = z.looseObject({
  refundId: z.uuid(),
  number: z.string().min(1).max(32),
  kind: z.string().min(1).max(16),
  currency: z.string().regex(/^[A-Z]{3}$/u),
  /** Absent: without a receipt. */
  original: z.looseObject({ saleId: z.string().min(1).max(64), number: z.string().min(1).max(32), verified: z.string().min(1).max(16) }).optional(),
  total: z.int(),
  tax: z.int(),
  tenders: z.array(z.looseObject({ type: z.string().min(1).max(32), amount: z.int() })),
  lines: z.array(
    z.looseObject({
      lineNo: z.int(),
      saleLineNo: z.int().optional(),
      itemId: z.string().min(1).max(64),
      name: z.string(),
      quantity: z.int(),
      total: z.int(),
      tax: z.int(),
      condition: z.string().min(1).max(16),
    }),
  ),
  /** Money that a sale put on a card, taken off it again. What of it moves a card is read where cards are filed. */
  liabilities: z.array(z.looseObject({})).optional(),
}).refine(({ lines, liabilities = [] }) => lines.length + liabilities.length > 0)
export type RefundCompleted = z.infer<typeof refundCompleted>

/** Who did it, of the entry's header: opaque ids. */
export const refundPeople = z.looseObject({ operator: z.string().min(1).max(64), approver: z.string().min(1).max(64).optional() })
