import { z } from 'zod'

/**
 * The body of `layAway.cancelled`, schema version 1, as far as head office counts it: what a register gave back of a deposit, and in
 * which way. A tender of a type that is not known here is money that went out all the same.
 */
export const layAwayCancelled = z.looseObject({
  currency: z.string().regex(/^[A-Z]{3}$/u),
  layAwayId: z.exactOptional(z.string()),
  number: z.exactOptional(z.string()),
  tenders: z.array(z.looseObject({ type: z.string().max(64), amount: z.int() })).max(400),
})
export type LayAwayCancelled = z.infer<typeof layAwayCancelled>
