import { z } from 'zod'
import { doorProtocol } from './limits.ts'

/** Named in an acknowledgement's capabilities by a head office that has this door: an older one is never asked. */
export const storedValueCapability = 'stored-value'

/** For so long nobody else is let have what was held for a register: a customer looks for another card meanwhile. */
export const storedValueHoldMs = 600_000

/**
 * A register asks what is on a gift card or store credit, and to hold `amount` of it (minor units; 0: nothing). Signed like a
 * batch; asked again it is the same hold, begun anew. Strict: a batch is none, nor is this one.
 */
export const storedValueRequest = z.strictObject({
  protocol: z.literal(doorProtocol),
  purpose: z.literal(storedValueCapability),
  register: z.uuid(),
  instance: z.uuid(),
  kind: z.enum(['giftCard', 'storeCredit']),
  number: z.string().regex(/^[0-9A-Z]{1,64}$/),
  amount: z.int().nonnegative().max(1_000_000_000),
})
export type StoredValueRequest = z.infer<typeof storedValueRequest>

/**
 * `available`: what is there by all documents that arrived, less what is held for other registers. `held` of it is kept for who
 * asked. `epoch` and `seq`: the last entry of that register that is in it; what the register moved since it adds itself.
 */
export const storedValueAnswer = z.object({
  known: z.boolean(),
  available: z.int(),
  held: z.int().nonnegative(),
  epoch: z.int().nonnegative(),
  seq: z.int().nonnegative(),
})
export type StoredValueAnswer = z.infer<typeof storedValueAnswer>

/** In bytes. */
export const storedValueRequestBytes = 1024
