import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import path from 'node:path'
import { type CounterView, type Input } from '../../../src/contracts/ipc/index.ts'
import { type Result } from '../../../src/domain/errors/index.ts'
import { connectCore, CoreFailure, hostCore, type CoreName } from '../../../src/main/core/index.ts'
import { portPair } from '../../../src/main/core/ports.ts'
import { hostReader } from '../../../src/main/core/reader.ts'
import { hostWriter } from '../../../src/main/core/writer.ts'
import { startReplicator } from '../../../src/main/replicator/index.ts'
import { type WritingOptions } from './writing-options.ts'

// A register's core as it is, with both of its sides in this one thread: whoever counts the writes of a thread counts all of
// them. It sells, takes back, closes and sends, once each, and says each thing when it is acknowledged. Its printer is the line
// it says `ink` on, after the register wrote down that it begins.
const { data, headOffice, saysFirst } = JSON.parse(process.argv[2] ?? '') as WritingOptions
const seat = 'counter'
const file = path.join(data, 'register.db')

/** Straight into the file or pipe: what the parent reads was written before this process could be killed. */
const tell = (line: string): void => void writeSync(1, `${line}\n`)

/** What ends a life as it ends the program's: main starts another. */
function end(line: string, code: number): never {
  tell(line)
  process.exit(code)
}

// What main's own rooms ask for rejects once the core cannot do it any more: that it was not done is all they hear.
process.once('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? ''}\n`)
  if (error instanceof CoreFailure && ['request.failed', 'database.failed', 'database.full'].includes(error.refusal.code)) end('lost the core', 3)
  end(`broke ${error.message}`, 7)
})
if (saysFirst) sayBeforeCommit()
const [near, far] = portPair()
hostCore({
  port: far,
  settings: { databasePath: file, keyPath: path.join(data, 'register.keys'), mode: 'demo', appVersion: '0.1.0' },
  startThread: (side) => {
    const [ours, its] = portPair()
    if (side === 'writer') hostWriter(its)
    else hostReader(its)
    return ours
  },
})
const core = connectCore(near, { log: ({ event, detail = '' }) => void process.stderr.write(`${event} ${detail}\n`) })
core.on('stopped', ({ expected }) => {
  if (!expected) end('lost the core', 3)
})
const opened = await core.ready()
if (!opened.ok) end(`refused open ${opened.refusal.code}`, 4)
await core.internal.lockSeats()

const replicator = startReplicator({
  source: core.internal,
  headOfficeUrl: headOffice,
  clock: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  log: () => undefined,
})

async function ask<N extends CoreName>(name: N, input: Input<N>, document = '') {
  const answer: Result<unknown> = await core.call(name, input, { seat, request: randomUUID() })
  // What it was asked to write is not there, it says: nobody may find it afterwards.
  if (!answer.ok && answer.refusal.code === 'database.full') end(`full ${name} ${document}`, 5)
  if (!answer.ok) end(`refused ${name} ${answer.refusal.code}`, 6)
  return answer.value
}

/**
 * A guess that was counted and never compared is one too many after the third: then it is waited, as a person would. After the tenth of a day it would be
 * for hours, whatever was right between them: whoever manages people forgets them each time.
 */
async function signOn(operatorId: string, pin: string): Promise<void> {
  for (;;) {
    const answer: Result<unknown> = await core.call('sign-on', { operatorId, pin }, { seat, request: randomUUID() })
    if (answer.ok) return
    if (answer.refusal.code !== 'pin.wait') end(`${answer.refusal.code === 'database.full' ? 'full' : 'refused'} sign-on ${answer.refusal.code}`, 6)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function complete(basket: NonNullable<CounterView['basket']>): Promise<string> {
  const view = (await ask('complete-sale', { basketId: basket.id, revision: basket.revision, tenders: [{ type: 'cash' }] }, basket.id)) as CounterView
  const [word, done] = basket.returned === undefined ? ['sold', view.lastSale] : ['refunded', view.lastRefund]
  if (done === undefined) throw new Error('nothing in the answer')
  tell(`${String(word)} ${done.id} ${done.number} ${done.total}`)
  return done.id
}

/** Drawer and printer: each thing is written down as begun before it is done. */
async function devices(): Promise<void> {
  for (const { id, saleId, work, attempts } of await core.internal.effectsToDo(50)) {
    await core.internal.effectStarted(id)
    tell(`ink ${id} ${work.kind} ${saleId} ${attempts === 0 ? 'first' : 'again'}`)
    await core.internal.effectFinished(id, work.kind === 'kick' ? 'kicked' : 'printed')
  }
}

async function sent(): Promise<void> {
  replicator.wake()
  while ((await core.internal.waiting()).entries > 0 || replicator.view().state !== 'healthy') {
    // Head office is there: what keeps failing is to write down what it said, which is tried again for as long as the disk is full.
    if (replicator.view().state === 'offline') end('full sending', 5)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

const counter = async (): Promise<CounterView> => (await ask('counter', {})) as CounterView

const { operators } = (await ask('register', {})) as { operators: readonly { id: string; role: string; demoPin?: string }[] }
const manager = operators.find(({ role }) => role === 'manager')
tell('signing on')
await signOn(manager?.id ?? '', manager?.demoPin ?? '')
tell('signed on')
await ask('unlock-operator', { operatorId: manager?.id ?? '' })
const { basket: left } = await counter()
if (left !== undefined) await complete(left)
await devices()

const { basket } = (await ask('scan', { barcode: '6907992500942' })) as CounterView
if (basket === undefined) throw new Error('no basket')
const saleId = await complete(basket)
await devices()

const { basket: returning } = (await ask('add-return', { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'wrongItem' })) as CounterView
if (returning === undefined) throw new Error('nothing came back')
await complete(returning)
await devices()

const { shift } = (await ask('shift', {})) as { shift?: { number: number; expected?: readonly { tender: string; amount: number }[] } }
if (shift === undefined) throw new Error('no shift is open')
const cash = shift.expected?.find(({ tender }) => tender === 'cash')?.amount ?? 0
await ask('declare-shift', { shift: shift.number, cash: [{ minor: 1, pieces: cash }], others: [] })
const z = (await ask('close-shift', { shift: shift.number, toSafe: 0, leave: cash, bag: `B-${shift.number}` })) as { number: number; hash: string }
tell(`closed ${z.number} ${z.hash}`)
await devices()
await sent()
await replicator.close()
await core.close()
end('whole', 0)

/** What must be seen: told before it is on the disk. */
function sayBeforeCommit(): void {
  type Run = (this: Database.Statement, ...values: unknown[]) => Database.RunResult
  const probe = new Database(':memory:')
  const shared = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Record<'run', Run>
  probe.close()
  const { run } = shared
  shared.run = function careless(...values) {
    if (this.source === 'COMMIT') {
      const last = this.database.prepare<[], { type: string; text: string }>('SELECT type, text FROM journal ORDER BY position DESC LIMIT 1').get()
      const { body } = JSON.parse(last?.text ?? '{}') as { body?: { saleId: string; number: string; total: number } }
      if (last?.type === 'sale.completed' && body !== undefined) tell(`sold ${body.saleId} ${body.number} ${body.total}`)
    }
    return run.apply(this, values)
  }
}
