import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { alreadyRunning } from './already-running.ts'
import { connectCore, type Core, type CorePort, type CoreSettings } from './core/index.ts'
import { demoSeed, demoSeedDone, type DemoCatalogue } from './demo/demo-store.ts'
import { fileLog, type Log } from './log.ts'
import { makeFolder } from './make-folder.ts'
import { type StartOptions } from './options.ts'
import { version } from './version.ts'
import { wordsHere } from './words/index.ts'

/** The counter's seat: IPC and the loopback door share it. */
export const COUNTER_SEAT = 'counter'

interface OpenCoreOptions {
  readonly options: Pick<StartOptions, 'data' | 'demoStore'>
  readonly startCore: (settings: CoreSettings) => CorePort
  readonly catalogue?: DemoCatalogue
}

/**
 * Only the core of a register, seeded when it is new: for a tool that works on a data folder nobody sells from at the
 * moment. Throws with a sentence when the database is not opened, as one that is in use is not.
 */
export async function openRegisterCore({ options, startCore, catalogue }: OpenCoreOptions): Promise<{ readonly core: Core; readonly log: Log }> {
  makeFolder(options.data)
  const { log, hide } = fileLog(options.data, Date.now)
  const keyPath = path.join(options.data, 'register.keys')
  const databasePath = path.join(options.data, 'register.db')
  const port = startCore({
    databasePath,
    keyPath,
    mode: options.demoStore === undefined ? 'live' : 'demo',
    appVersion: version,
  })
  const core = connectCore(port, { log })
  try {
    await ready(core, { keyPath, databasePath }, log)
    if (options.demoStore !== undefined && catalogue !== undefined) await seedWhenNew(core, catalogue, options.demoStore)
    const people = await core.call('register', {}, { seat: COUNTER_SEAT, request: randomUUID() })
    if (people.ok) hide(people.value.operators.map(({ name }) => name))
    return { core, log }
  } catch (error) {
    await core.close()
    throw error
  }
}

/** The sentence is for whoever starts the program: the keys of a register are gone, or its data are damaged, and its books were not opened. */
export class BooksFault extends Error {}

async function ready(core: Core, { keyPath, databasePath }: Pick<CoreSettings, 'keyPath' | 'databasePath'>, log: Log): Promise<void> {
  const opened = await core.ready()
  if (opened.ok) return
  const { reason } = opened.refusal.params ?? {}
  if (opened.refusal.code === 'database.unsafe' && (reason === 'secretsMissing' || reason === 'secretsUnreadable')) {
    log({ level: 'error', event: 'secrets.lost', detail: reason })
    throw new BooksFault(wordsHere().secrets(path.resolve(keyPath), reason === 'secretsMissing'))
  }
  if (opened.refusal.code === 'database.damaged') {
    const damage = String(opened.refusal.params?.['damage'] ?? '')
    log({ level: 'error', event: 'database.damaged', detail: damage })
    throw new BooksFault(wordsHere().damaged(path.resolve(databasePath), damage.includes('whoseBackups')))
  }
  if (opened.refusal.code === 'database.inUse') throw new Error(alreadyRunning(opened.refusal.params))
  if (opened.refusal.code === 'database.noBackup') {
    const { folder = '', reason = '' } = opened.refusal.params ?? {}
    throw new Error(`This version keeps a copy of the register's data before it changes it, and could not write one in ${folder} (${reason}). Nothing was changed, every sale is safe. Free some disk space there, and start again.`)
  }
  throw new Error(`the register's database was not opened: ${opened.refusal.code} ${JSON.stringify(opened.refusal.params ?? {})}. Nothing in it was changed.`)
}

/** The demo store goes into a demo database nobody has sold from, and into nothing else. */
async function seedWhenNew(core: Core, catalogue: DemoCatalogue, store: 'cn' | 'gb'): Promise<void> {
  const facts = await core.internal.facts()
  if (facts.mode !== 'demo' || facts.catalogueVersion !== 0) return
  for (const part of [demoSeed(catalogue, store), demoSeedDone]) {
    const seeded = await core.internal.seed(part)
    if (!seeded.ok) throw new Error(`the demo store could not be made: ${seeded.refusal.code}`)
  }
}
