import { z } from 'zod'
import { refusalSchema } from './envelope.ts'

/**
 * Broadcast on the topic `health`: what the machine under the register is short of. `full`: what is open can be finished and
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
