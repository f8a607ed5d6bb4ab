import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { openRegisterDatabase, type RegisterWriter } from '../../src/db/index.ts'
import { accept } from '../../src/domain/errors/index.ts'
import { startDevices } from '../../src/main/devices/index.ts'
import { effectsToDo } from '../../src/main/queries/index.ts'
import { receiptWords } from '../../src/main/words/index.ts'

export function open(file: string): RegisterWriter {
  const opened = openRegisterDatabase({ path: file, newId: () => '01935d3c-0000-7000-8000-000000000000', first: { mode: 'demo' } })
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value
}
const refused = (error: unknown): never => {
  throw error
}
function durably(database: RegisterWriter, act: () => void): Promise<void> {
  const done = database.unitOfWork(() => accept(act()))
  return done.ok ? Promise.resolve() : Promise.reject(new Error(done.refusal.code))
}

/** Starts the devices in a process of their own and kills it, without warning, as soon as `moment` has come. */
export async function killedAt(file: string, port: number, moment: Promise<unknown>): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, [path.join(import.meta.dirname, 'half-a-print.fixture.ts'), file, String(port)], { stdio: ['ignore', 'inherit', 'inherit'] })
  const gone = once(child, 'exit')
  await Promise.race([moment, gone.then(([code]) => Promise.reject(new Error(`the process ended by itself with ${String(code)}`)))])
  child.kill('SIGKILL')
  await gone
}

export async function finishWith(database: RegisterWriter, port: number): Promise<void> {
  let settled: () => void = () => undefined
  const all = new Promise<void>((resolve) => (settled = resolve))
  const devices = await startDevices(
    { printer: { transport: 'tcp', host: '127.0.0.1', port, profile: 'epson-80' } },
    {
      effectsToDo: (limit) => Promise.resolve(effectsToDo(database, limit, receiptWords, refused)),
      effectStarted: (id) => durably(database, () => database.effectStarted(id)),
      async effectFinished(id, state, fault) {
        await durably(database, () => database.effectFinished(id, state, fault))
        if (database.effectsToDo(1).length === 0) settled()
      },
    },
    () => undefined,
  )
  await all
  await devices.close()
}

