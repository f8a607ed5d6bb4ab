import { z } from 'zod'
import { query } from './define.ts'
import { devicesView } from './devices.ts'
import { healthView } from './health.ts'
import { replicationView } from './replication-state.ts'

/** The top bar at start; afterwards the topics `devices`, `replication` and `health` keep it current. Answered by main itself. */
export const status = query('status', {
  who: 'anyone',
  input: z.strictObject({}),
  output: z.strictObject({ devices: devicesView, replication: replicationView, health: healthView }),
})
