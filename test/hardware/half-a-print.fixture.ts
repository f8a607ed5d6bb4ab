import { openRegisterDatabase } from '../../src/db/index.ts'
import { accept } from '../../src/domain/errors/index.ts'
import { startDevices } from '../../src/main/devices/index.ts'
import { effectsToDo } from '../../src/main/queries/index.ts'
import { receiptWords } from '../../src/main/words/index.ts'

/** A sale's effects, and the devices that do them, in a process to be killed. Arguments: database, printer's port. */
const [path = '', port = ''] = process.argv.slice(2)
const opened = openRegisterDatabase({ path, newId: () => '01935d3c-0000-7000-8000-000000000000', first: { mode: 'demo' } })
if (!opened.ok) throw new Error(opened.refusal.code)
const database = opened.value
const durably = (act: () => void): Promise<void> => {
  const done = database.unitOfWork(() => accept(act()))
  return done.ok ? Promise.resolve() : Promise.reject(new Error(done.refusal.code))
}

const work = (limit: number) =>
  effectsToDo(database, limit, receiptWords, (error) => {
    throw error
  })

await durably(() => {
  database.addEffect('sale-1', { kind: 'kick', pin: 0 })
  database.addEffect('sale-1', { kind: 'print', document: { version: 1, language: 'en', blocks: [{ kind: 'columns', left: 'Tea', right: '£3.50' }, { kind: 'cut' }] } })
})
await startDevices(
  { printer: { transport: 'tcp', host: '127.0.0.1', port: Number(port), profile: 'epson-80' } },
  {
    effectsToDo: (limit) => Promise.resolve(work(limit)),
    effectStarted: (id) => durably(() => database.effectStarted(id)),
    effectFinished: (id, state, fault, standIn) => durably(() => database.effectFinished(id, state, fault, standIn)),
  },
  () => undefined,
)
