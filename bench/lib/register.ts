import { createHash } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CounterView, type Input } from '../../src/contracts/ipc/index.ts'
import { type NewItem, openRegisterDatabase, type RegisterWriter } from '../../src/db/index.ts'
import { accept, type Result } from '../../src/domain/errors/index.ts'
import { minor } from '../../src/domain/money/index.ts'
import { thousandths } from '../../src/domain/quantity/index.ts'
import { commands, signOn, type CommandContext } from '../../src/main/commands/index.ts'
import { connectCore, type Core, newId, startCoreThreads } from '../../src/main/core/index.ts'
import { receiptWords } from '../../src/main/words/index.ts'
import { ean, names } from '../generators/names.ts'

const main = fileURLToPath(new URL('../../src/main/', import.meta.url))
const facts = { registerNumber: 3, storeName: '门店', chainName: 'Corner', storeId: 'store', currency: 'CNY', taxPack: 'CN-2019', language: 'zh-CN' } as const
const operator = { id: 'operator', name: 'Li', role: 'cashier' } as const
/** Sign-on compares hashes alone; the PIN itself was checked before it. */
const pinHash = '$argon2id$bench'
export const itemCount = 5_000

const items: readonly NewItem[] = [...names(itemCount)].map((name, index) => ({
  item: { id: `item-${index}`, sku: `S${index}`, names: { 'zh-CN': name }, unit: 'each', taxClass: index % 4 === 0 ? 'reduced' : 'standard', price: { minor: minor(100 + index), per: thousandths(1_000) } },
  barcodes: [ean(index)],
}))

/** The counter's own commands against a real register, whoever carries them. */
export interface Counter {
  scan(input: Input<'scan'>): Result<CounterView> | Promise<Result<CounterView>>
  complete(input: Input<'complete-sale'>): Result<CounterView> | Promise<Result<CounterView>>
  /** What the product does between two sales: devices report, stock is projected, the log is folded in. */
  rest(): void | Promise<void>
  /** Seq of the journal's last entry, or why its chain does not hold. */
  head(): number | string | Promise<number | string>
  close(): void | Promise<void>
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** What a printer and a drawer report of each sale, at once. */
const outcome = { kick: 'kicked', print: 'printed', label: 'printed' } as const

/** Commits between two checkpoints at a counter that is never idle: src/main/core/background-work.ts. */
const longestWithout = 256

/** Commands as functions on the writer's own connection, as they run inside its thread. */
export function inlineCounter(folder: string): Counter {
  const database = value(openRegisterDatabase({ path: path.join(folder, 'inline.db'), newId, first: { mode: 'demo' } }))
  value(
    database.unitOfWork(() => {
      database.saveFacts(facts)
      database.saveItems(items)
      database.saveOperator(operator, pinHash)
      return accept(undefined)
    }),
  )
  let uncheckpointed = 0
  const context = (): CommandContext => ({ database, moment: () => ({ at: Date.now(), tzOffset: 480, bootId: 'boot', monoMs: Math.floor(performance.now()) }), newId, seat: 'counter', request: newId(), words: receiptWords, check: (text) => createHash('sha256').update(text, 'utf8').digest('hex'), chainCheck: () => undefined })
  const counted = <T>(done: T): T => {
    uncheckpointed += 1
    return done
  }
  value(signOn(context(), { operatorId: operator.id, provenHash: pinHash }))
  return {
    scan: (input) => counted(commands.scan(context(), input)),
    complete: (input) => counted(commands['complete-sale'](context(), input)),
    rest() {
      // A waiting effect is never swept, and the view of a sale reads through those that wait.
      for (const { id, work } of database.effectsToDo(8)) {
        for (const state of ['working', outcome[work.kind]] as const) {
          value(
            database.unitOfWork(() => {
              if (state === 'working') database.effectStarted(id)
              else database.effectFinished(id, state)
              return accept(undefined)
            }),
          )
          uncheckpointed += 1
        }
      }
      while (database.project(64) > 0) uncheckpointed += 1
      if (uncheckpointed < longestWithout) return
      uncheckpointed = 0
      database.checkpoint()
    },
    head: () => headOf(database),
    close: () => {
      database.close()
    },
  }
}

function headOf(database: RegisterWriter): number | string {
  const fault = database.verifyChain()
  return fault === undefined ? database.journalHead().seq : fault.reason
}

/** With the core behind it, for whoever joins more of the till to it. */
export interface ThreadedCounter extends Counter {
  readonly core: Core
}

/** The same through the message port of the writer's thread, as main asks it. Background work and events run as they do in the till. A folder that has been used before goes on; `isNew`: no head office has given it a number yet. */
export async function threadedCounter(folder: string, { isNew = false } = {}): Promise<ThreadedCounter> {
  const port = startCoreThreads({
    writerPath: path.join(main, 'core', 'core-writer.ts'),
    readerPath: path.join(main, 'core', 'core-reader.ts'),
    settings: { databasePath: path.join(folder, 'threaded.db'), keyPath: path.join(folder, 'threaded.keys'), mode: 'demo', appVersion: '0.0.0' },
  })
  const core = connectCore(port, { log: () => undefined })
  value(await core.ready())
  if ((await core.internal.plainItems(1)).length === 0) {
    const { registerNumber, storeId, ...own } = facts
    value(await core.internal.seed({ facts: { ...own, ...(!isNew && { registerNumber, storeId }) }, items, operators: [{ operator, pin: '4711' }] }))
  }
  const options = () => ({ seat: 'counter', request: newId() })
  value(await core.call('sign-on', { operatorId: operator.id, pin: '4711' }, options()))
  return {
    core,
    scan: (input) => core.call('scan', input, options()),
    complete: (input) => core.call('complete-sale', input, options()),
    async rest() {
      for (const { id, work } of await core.internal.effectsToDo(8)) {
        await core.internal.effectStarted(id)
        await core.internal.effectFinished(id, outcome[work.kind])
      }
    },
    async head() {
      const fault = await core.internal.verifyChain()
      return fault === undefined ? (await core.internal.journalHead()).seq : fault.reason
    },
    close: () => core.close(),
  }
}

/** Five different items into the basket, and what is then asked of complete-sale: half by card, the rest in exact cash. */
export async function ringUp(counter: Counter, sale: number): Promise<{ readonly input: Input<'complete-sale'>; readonly total: number }> {
  let view: CounterView | undefined
  for (let line = 0; line < 5; line += 1) view = value(await counter.scan({ barcode: ean((sale * 37 + line * 613) % itemCount) }))
  const basket = view?.basket
  if (basket === undefined) throw new Error('scanned five items and has no basket')
  return { input: { basketId: basket.id, revision: basket.revision, tenders: [{ type: 'card', amount: Math.floor(basket.total / 2) }, { type: 'cash' }] }, total: basket.total }
}

/** What is wrong with a completed sale, or undefined: two tenders that come to its total, and an empty counter. */
export function saleFault(view: CounterView, total: number): string | undefined {
  const sale = view.lastSale
  if (sale === undefined || view.basket !== undefined) return 'the counter does not show a finished sale'
  return sale.total === total ? undefined : `the sale came to ${sale.total}, its basket to ${total}`
}
