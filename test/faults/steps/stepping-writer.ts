import { parentPort, type MessagePort } from 'node:worker_threads'
import { type ToCore } from '../../../src/main/core/messages.ts'
import { inkBeforeCommit } from './careless-ink.ts'
import { stageNow } from './step.ts'
import { watchDatabase } from './watch-database.ts'
import { watchFiles } from './watch-files.ts'

// The writer of a register, as it is, with somebody looking at each thing it does to the disk. Nothing of this is in the program.
if (parentPort === null) throw new Error('the writer runs in a worker thread')
const port: MessagePort = parentPort

let during = 'background'
let stage = ''
const calls = new Map<string, number>()
/** How often these come in a stage is the network's and the clock's: the first of each is looked at. */
const byChance: ReadonlySet<string> = new Set(['move-outbox-cursor', 'keep-day-proof', 'add-device-events'])

function nameOf(message: ToCore): string {
  if (stage !== stageNow()) calls.clear()
  stage = stageNow()
  if (message.kind !== 'call' && message.kind !== 'internal') return message.kind
  const { name } = message
  const count = (calls.get(name) ?? 0) + 1
  calls.set(name, count)
  return count === 1 || byChance.has(name) ? name : `${name} ${count}`
}

const { on } = port
port.on = function watched(event: string, listener: (value: unknown) => void) {
  if (event !== 'message') return on.call(port, event, listener)
  return on.call(port, event, (message: ToCore) => {
    during = nameOf(message)
    try {
      listener(message)
    } finally {
      during = 'background'
    }
  })
} as typeof port.on

watchDatabase({ during: () => during, beforeCommit: (db) => inkBeforeCommit(db, during) })
watchFiles(() => during)
await import('../../../src/main/core/core-writer.ts')
