import { z } from 'zod'

/** Sums of them are added here: beyond 2^53 a number could no longer say one. */
const amount = z.int().min(-1_000_000_000_000_000).max(1_000_000_000_000_000)
const sum = z.looseObject({ count: z.int(), amount })
const hash = z.string().regex(/^[0-9a-f]{64}$/u)

/**
 * The body of `shift.closed`, schema version 1, as far as head office files it (domain/shift `ZBody`): which Z it is, what it
 * came to, and what it is chained to. The whole of it stays in the ledger, and its own hash is made of all it says.
 */
export const shiftClosed = z.looseObject({
  number: z.int().min(1),
  shift: z.int().min(1),
  businessDate: z.string().regex(/^\d{4}-\d\d-\d\d$/u).refine((date) => !date.startsWith('0000')),
  currency: z.string().regex(/^[A-Z]{3}$/u),
  net: amount,
  sales: sum,
  refunds: sum,
  voids: sum,
  tenders: z.array(z.looseObject({ tender: z.string().min(1).max(32), expected: amount, overShort: amount.optional() })).max(48),
  grandTotal: z.looseObject({ sales: amount, refunds: amount }),
  previous: hash,
  hash,
})
export type ShiftClosed = z.infer<typeof shiftClosed>
