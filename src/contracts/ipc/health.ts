import { z } from 'zod'

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
})
export type HealthView = z.infer<typeof healthView>
