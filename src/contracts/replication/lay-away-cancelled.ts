import { z } from 'zod'

/** The body of `layAway.cancelled`, schema version 1, as far as head office counts it: what a register gave back of a deposit. */
export const layAwayCancelled = z.looseObject({
  currency: z.string().regex(/^[A-Z]{3}$/u),
  tenders: z.array(z.looseObject({ type: z.enum(['cash', 'rounding']), amount: z.int() })).max(2),
})
export type LayAwayCancelled = z.infer<typeof layAwayCancelled>
