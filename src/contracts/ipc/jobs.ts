import { z } from 'zod'

/**
 * Long work that goes on between commands, told on the topic `jobs` as it proceeds. `done` counts rows; `part` is how far
 * through its source it is, in thousandths, since nobody knows how many rows a packed file holds.
 */
export const jobView = z.strictObject({
  id: z.string(),
  kind: z.enum(['import', 'support', 'move', 'backup']),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  done: z.int().nonnegative(),
  part: z.int().min(0).max(1000),
})
export type JobView = z.infer<typeof jobView>
