import { z } from 'zod'
import { query } from './define.ts'
import { devicesView } from './devices.ts'
import { replicationView } from './replication-state.ts'

/** The top bar at start; afterwards the topics `devices` and `replication` keep it current. Answered by main itself. */
export const status = query('status', {
  who: 'anyone',
  input: z.strictObject({}),
  output: z.strictObject({ devices: devicesView, replication: replicationView }),
})
