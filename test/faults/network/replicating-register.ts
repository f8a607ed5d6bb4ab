import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync, writeSync } from 'node:fs'
import path from 'node:path'
import { type CounterView, type Input, type Output } from '../../../src/contracts/ipc/index.ts'
import { minor } from '../../../src/domain/money/index.ts'
import { thousandths } from '../../../src/domain/quantity/index.ts'
import { connectCore, type Core, type CoreName, startCoreThreads } from '../../../src/main/core/index.ts'
import { startReplicator } from '../../../src/main/replicator/index.ts'
import { coreParts } from '../../program-parts.ts'
import { credulous } from './credulous.ts'
import { isOrder, type Order, type ReplicatingOptions } from './replicating-process.ts'

// The register's program without what stands on its counter: its core on two threads, its file, its replicator. The counter's
// clock is everybody's; the replicator waits `pace` times less, for its deadlines and pauses are what a fault is waited out in.

/** Straight into the pipe: what the parent reads was written before this process could be killed. */
const tell = (line: string): void => void writeSync(1, `${line}\n`)
const barcode = '6901234567892'
const cashier = { operatorId: 'cashier', pin: '4711' } as const

await run(JSON.parse(process.argv[2] ?? '') as ReplicatingOptions)

async function run({ data, headOffice, enrolmentCode, pace, believes }: ReplicatingOptions): Promise<void> {
  mkdirSync(data, { recursive: true })
  const log = path.join(data, 'replication.log')
  const settings = { databasePath: path.join(data, 'register.db'), keyPath: path.join(data, 'register.keys'), mode: 'demo', appVersion: '0.0.0' } as const
  const core = connectCore(startCoreThreads({ ...coreParts, settings }), { log: () => undefined })
  const opened = await core.ready()
  if (!opened.ok) throw new Error(opened.refusal.code)
  await core.internal.seed({
    facts: { storeName: 'Corner', language: 'en', storedValue: { giftCards: true, giftCardOffline: 100_000, storeCreditOffline: 0 } },
    items: [{ item: { id: 'water', sku: 'w', names: { en: 'Water' }, unit: 'each', taxClass: 'standard', price: { minor: minor(200), per: thousandths(1000) } }, barcodes: [barcode] }],
    operators: [{ operator: { id: cashier.operatorId, name: 'Li', role: 'cashier' }, pin: cashier.pin }],
  })
  const replicator = startReplicator({
    source: core.internal,
    clock: Date.now,
    after: (ms, act) => {
      const timer = setTimeout(act, ms / pace)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    log: (event, facts) => appendFileSync(log, `${Date.now()} ${event} ${JSON.stringify(facts ?? {})}\n`),
    ...(believes === 'any 200' && { connect: credulous(core.internal) }),
  })
  core.on('committed', () => replicator.wake())
  const enrolled = await replicator.enrol(headOffice, enrolmentCode)
  if (!enrolled.ok) throw new Error(JSON.stringify(enrolled.refusal))
  await ask(core, 'sign-on', cashier)

  async function obey(order: Order): Promise<unknown> {
    switch (order.kind) {
      case 'sell':
        for (let sold = 0; sold < order.sales; sold += 1) {
          await ask(core, 'scan', { barcode })
          tellOf(await complete(core))
          if (order.restMs > 0) await new Promise((resolve) => setTimeout(resolve, order.restMs))
        }
        return undefined
      case 'issue':
        await ask(core, 'sell-gift-card', { number: order.number, amount: order.amount })
        return tellOf(await complete(core))
      case 'spend':
        await ask(core, 'scan', { barcode })
        return tellOf(await ask(core, 'take-tender', { ...(await standing(core)), tender: { type: 'storedValue', number: order.number } }))
      case 'view':
        return replicator.view()
    }
  }

  process.on('message', (message) => {
    if (!isOrder(message)) return
    obey(message).then(
      (value) => process.send?.({ id: message.id, value: value ?? null }),
      (error: unknown) => process.send?.({ id: message.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
  })
  const stop = (): void => void replicator.close().then(() => core.close()).then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('disconnect', stop)
  process.send?.({ id: 0, value: (await core.internal.facts()).registerId })
}

async function standing(core: Core): Promise<{ readonly basketId: string; readonly revision: number }> {
  const { basket } = await ask(core, 'counter', {})
  return { basketId: basket?.id ?? '', revision: basket?.revision ?? 0 }
}

async function complete(core: Core): Promise<CounterView> {
  return ask(core, 'complete-sale', { ...(await standing(core)), tenders: [{ type: 'cash' }] })
}

function tellOf({ lastSale, basket }: CounterView): void {
  if (lastSale === undefined || basket !== undefined) throw new Error('no sale in the answer')
  tell(`sold ${lastSale.id} ${lastSale.number} ${lastSale.total}`)
}

async function ask<N extends CoreName>(core: Core, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await core.call(name, input, { seat: 'counter', request: randomUUID() })
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`)
  return answer.value
}
