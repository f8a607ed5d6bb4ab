import { z } from 'zod'
import { dayState } from './day-state.ts'

/** Broadcast on the topic `replication`. What the screen shows is the age of the last acknowledgement (REP-11). */
export const replicationView = z.strictObject({
  enrolled: z.boolean(),
  state: z.enum(['unenrolled', 'healthy', 'sending', 'offline', 'conflict']),
  /** Entries not yet acknowledged. */
  waiting: z.int(),
  /** Of which completed sales. */
  waitingSales: z.int(),
  /** Epoch ms by this register's clock; absent until the first one. */
  lastAcknowledgedAt: z.int().optional(),
  /** The newest days, newest first. */
  days: z.array(dayState).optional(),
})
export type ReplicationView = z.infer<typeof replicationView>
