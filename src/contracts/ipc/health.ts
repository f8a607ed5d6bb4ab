import { z } from 'zod'
import { refusalSchema } from './envelope.ts'

/**
 * Broadcast on the topic `health`: what the machine under the register is short of, and what head office keeps it from. `full`: what is open can be finished and
 * nothing new begun. `away`: the disk fails, and nothing is done until it is back.
 */
export const healthView = z.strictObject({
  disk: z.enum(['ok', 'low', 'veryLow', 'full', 'away']),
  /** Where the register's data lie; absent where nobody can tell. */
  freeMegabytes: z.int().min(0).optional(),
  /** What the register's clock shows at the store: `2026-11-22 14:03`. Absent while nothing can be read. */
  clock: z.string().optional(),
  /** The clock went another way than the machine's own counter did, or is before the newest entry. */
  clockSuspect: z.boolean(),
  /** For how long head office did not answer, where it keeps a most time for that and most of it is over. `over`: whom it feeds may do no more than a cashier. */
  contact: z.exactOptional(z.strictObject({ state: z.enum(['soon', 'over']), mostHours: z.int(), hoursLeft: z.int() })),
  /** Head office locked it: since when by its clock, and why, in words that may be newer. `finishing`: somebody is still signed on, and may pay for what is open. */
  locked: z.exactOptional(z.strictObject({ at: z.int(), reason: z.string(), finishing: z.exactOptional(z.literal(true)) })),
  /** How backups go; absent until that was looked at, and on a copy for training. */
  backup: z.exactOptional(
    z.strictObject({
      /** Of the newest in any place, epoch milliseconds; absent: there is none. */
      newestAt: z.exactOptional(z.number()),
      running: z.boolean(),
      /** The first that fails, of the places there are. */
      failing: z.exactOptional(refusalSchema.extend({ place: z.enum(['own', 'second']) })),
    }),
  ),
})
export type HealthView = z.infer<typeof healthView>
