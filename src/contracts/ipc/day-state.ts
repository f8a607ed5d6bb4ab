import { z } from 'zod'

/** One difference between this register's day and head office's copy (contracts/replication `dayFinding`). A word that is newer than this register is still one. */
export const dayDifference = z.strictObject({
  kind: z.string(),
  seq: z.int().optional(),
  number: z.string().optional(),
  reason: z.string().optional(),
  currency: z.string().optional(),
  tender: z.string().optional(),
  side: z.string().optional(),
  register: z.int().optional(),
  headOffice: z.int().optional(),
})
export type DayDifference = z.infer<typeof dayDifference>

/** How one of the last days of this register stands at head office. `waiting`: closed or over, and not confirmed yet; `since` when its Z was written. `at`: when head office spoke. */
export const dayState = z.strictObject({
  businessDate: z.string(),
  state: z.enum(['complete', 'differs', 'waiting']),
  since: z.int().optional(),
  at: z.int().optional(),
  /** Sales and refunds. */
  documents: z.int().optional(),
  /** Somebody sold on it, and nobody closed it. */
  noZ: z.exactOptional(z.literal(true)),
  findings: z.array(dayDifference),
  /** Differences beside those. */
  more: z.int(),
})
export type DayState = z.infer<typeof dayState>
