import { randomUUID } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import { type CounterView, type Input, type Name, type Output } from '../../src/contracts/ipc/index.ts'
import { composeRegister, type Register } from '../../src/main/composition.ts'
import { startCoreThreads } from '../../src/main/core/index.ts'
import { type DemoCatalogue } from '../../src/main/demo/demo-store.ts'
import { coreParts } from '../program-parts.ts'
import { type SellingOptions } from './selling-process.ts'

const file = (relative: string): string => new URL(relative, import.meta.url).pathname
/** Straight into the pipe: what the parent reads was written before this process could be killed, and nothing waits in a buffer. */
const tell = (line: string): void => void writeSync(1, `${line}\n`)
const barcodes = ['6907992500942', '3291810746760', '6901939691601', '6920459905036', '0012000162527']
/** Kicks and prints that may wait while it rings the next sale. */
const mostWaiting = 4

await run(JSON.parse(process.argv[2] ?? '') as SellingOptions)

async function run({ data, printer, headOffice, enrolmentCode, sells }: SellingOptions): Promise<void> {
  const register = await composeRegister({
    options: { data, printer, headOffice, enrolmentCode, demoStore: 'gb', port: 0, reset: false, json: false, browser: false },
    startCore: (settings) => startCoreThreads({ ...coreParts, settings }),
    catalogue: JSON.parse(readFileSync(file('../../resources/demo/catalogue.json'), 'utf8')) as DemoCatalogue,
  })
  const { operators } = await ask(register, 'register', {})
  const { pages } = await ask(register, 'tiles', {})
  tell(`ready ${operators.length} ${pages.length}`)
  process.once('SIGTERM', () => void register.close().then(() => process.exit(0)))
  if (sells !== 'nothing') await sell(register, sells)
}

async function ask<N extends Name>(register: Register, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await register.gate({ v: 1, id: randomUUID(), name, input }, register.seat)
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`)
  return answer.value as Output<N>
}

async function sell(register: Register, pace: 'keepingUp' | 'flatOut'): Promise<void> {
  const { operators } = await ask(register, 'register', {})
  const [operator] = operators
  if (operator?.demoPin === undefined) throw new Error('nobody to sign on')
  await ask(register, 'sign-on', { operatorId: operator.id, pin: operator.demoPin })
  // Killed behind a part of the money: the basket stands as it was, with it, and takes nothing but the rest.
  const { basket: left } = await ask(register, 'counter', {})
  if (left?.tenders !== undefined) {
    if (left.due !== left.total - 1) throw new Error('a tender was lost, or taken twice')
    const { lastSale } = await ask(register, 'complete-sale', { basketId: left.id, revision: left.revision, tenders: [{ type: 'cash' }] })
    if (lastSale === undefined) throw new Error('no sale in the answer')
    tell(`sold ${lastSale.id} ${lastSale.number} ${lastSale.total}`)
  }
  for (let round = 0; ; round += 1) {
    let counter: CounterView | undefined
    // One to three lines: what the kill left in the basket joins the first sale, as it would at a counter.
    for (let scanned = 0; scanned <= round % 3; scanned += 1) {
      counter = await ask(register, 'scan', { barcode: barcodes[(round + scanned) % barcodes.length] ?? '' })
    }
    const basket = counter?.basket
    if (basket === undefined) throw new Error('no basket')
    // Each third in parts: a kill between them leaves what was taken on the counter.
    const standing = round % 3 === 2 && basket.total > 1 ? (await ask(register, 'take-tender', { basketId: basket.id, revision: basket.revision, tender: { type: 'cash', received: 1 } })).basket : basket
    if (standing === undefined) throw new Error('a part of the money completed the sale')
    // Each fourth by card: its drawer stays shut.
    const tender: Input<'complete-sale'>['tenders'][number] = round % 4 === 3 ? { type: 'card' } : { type: 'cash', received: (standing.due ?? standing.total) + (round % 5) * 100 }
    const { lastSale } = await ask(register, 'complete-sale', { basketId: standing.id, revision: standing.revision, tenders: [tender] })
    if (lastSale === undefined) throw new Error('no sale in the answer')
    tell(`sold ${lastSale.id} ${lastSale.number} ${lastSale.total}`)
    if (pace === 'keepingUp') await devicesHaveCaughtUp(register)
  }
}

async function devicesHaveCaughtUp({ core }: Register): Promise<void> {
  while ((await core.internal.effectsToDo(mostWaiting + 1)).length > mostWaiting) await new Promise((resolve) => setTimeout(resolve, 5))
}
