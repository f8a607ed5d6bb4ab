import { z } from 'zod'
import { hashText } from './batch.ts'
import { batchTextBytes, doorProtocol } from './limits.ts'

/** Named in an acknowledgement's capabilities by a head office that has this door: an older one is never asked. */
export const registerJournalCapability = 'register-journal'

/** Points of one epoch that a register names at most: doubling distances from its end, so that no journal is too long for them. */
export const journalPoints = 64

/** In bytes, of the request. */
export const journalRequestBytes = 16 * 1024
/** In bytes: what a page of entries comes to, one that is longer than all others included, each escaped in JSON. */
export const journalAnswerBytes = 32 * batchTextBytes

/**
 * A register that head office contradicts asks for its own journal as it stands there. `points` are places of one epoch with the
 * hash it has there itself; head office begins behind the last one that it agrees with. Signed like a batch. Strict: a batch is none.
 */
export const registerJournalRequest = z.strictObject({
  protocol: z.literal(doorProtocol),
  purpose: z.literal(registerJournalCapability),
  register: z.uuid(),
  instance: z.uuid(),
  epoch: z.int().positive(),
  points: z.array(z.strictObject({ seq: z.int().positive(), hash: hashText })).max(journalPoints),
})
export type RegisterJournalRequest = z.infer<typeof registerJournalRequest>

export const registerJournalAnswer = z.object({
  /** Which was asked about: an answer to something else is none. */
  epoch: z.int().positive(),
  /** How far it has each epoch of this register, in order. */
  heads: z.array(z.object({ epoch: z.int().positive(), seq: z.int().positive(), hash: hashText })),
  /** Of each epoch the last sale or refund, verbatim: no receipt number up to theirs may be given out again. */
  latest: z.array(z.string()),
  /** The last of the points it agrees with; 0: none of them. */
  agreed: z.int().nonnegative(),
  /** The entries of the epoch behind that point, verbatim, in order and without a gap. */
  entries: z.array(z.string()),
})
export type RegisterJournalAnswer = z.infer<typeof registerJournalAnswer>
