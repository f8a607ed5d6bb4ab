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
  let stopping = false
  process.once('SIGTERM', () => {
    stopping = true
    void register.close().then(() => process.exit(0))
  })
  if (sells !== 'nothing') await sell(register, sells, () => stopping)
}

/** What a cashier waits for and begins again: nothing was taken, or whether it was is looked at first. */
function isWaitedFor(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && ['database.full', 'database.failed', 'database.away'].includes(error.code)
}

async function ask<N extends Name>(register: Register, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await register.gate({ v: 1, id: randomUUID(), name, input }, register.seat)
  if (answer.ok) return answer.value as Output<N>
  // On a full disk what is open is finished: a sale that is refused then is what must not be.
  if (answer.refusal.code === 'database.full' && name !== 'scan') throw new Error(`${name} was refused on a full disk`)
  throw Object.assign(new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`), { code: answer.refusal.code })
}

async function sell(register: Register, pace: 'keepingUp' | 'flatOut', stopping: () => boolean): Promise<void> {
  const { operators } = await ask(register, 'register', {})
  const [operator] = operators
  if (operator?.demoPin === undefined) throw new Error('nobody to sign on')
  await ask(register, 'sign-on', { operatorId: operator.id, pin: operator.demoPin })
  // What became of a sale that was refused while the disk was away.
  let told = (await ask(register, 'counter', {})).lastSale?.id
  for (let round = 0; ; round += 1) {
    try {
      told = await sellOne(register, round, told)
      if (pace === 'keepingUp') await devicesHaveCaughtUp(register)
    } catch (error) {
      // Its doors close under it: what was asked last is found at the next start.
      if (stopping()) return
      if (!isWaitedFor(error)) throw error
      tell(`refused ${error.code}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

/** Rings one up and is told of it; answers with its id. `told`: the sale told of last. */
async function sellOne(register: Register, round: number, told: string | undefined): Promise<string> {
  const tellOf = ({ lastSale }: CounterView): string => {
    if (lastSale === undefined) throw new Error('no sale in the answer')
    tell(`sold ${lastSale.id} ${lastSale.number} ${lastSale.total}`)
    return lastSale.id
  }
  const before = await ask(register, 'counter', {})
  if (before.lastSale !== undefined && before.lastSale.id !== told) return tellOf(before)
  // Killed behind a part of the money: the basket stands as it was, with it, and takes nothing but the rest.
  const left = before.basket
  if (left?.tenders !== undefined) {
    if (left.due !== left.total - 1) throw new Error('a tender was lost, or taken twice')
    return tellOf(await ask(register, 'complete-sale', { basketId: left.id, revision: left.revision, tenders: [{ type: 'cash' }] }))
  }
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
  return tellOf(await ask(register, 'complete-sale', { basketId: standing.id, revision: standing.revision, tenders: [tender] }))
}

async function devicesHaveCaughtUp({ core }: Register): Promise<void> {
  while ((await core.internal.effectsToDo(mostWaiting + 1)).length > mostWaiting) {
    const { disk } = await core.internal.health()
    // They wait for room, and nothing but the next scan says so to the cashier: who waited for them waited for ever.
    if (disk === 'full') return
    // They wait for the disk, and so does the cashier.
    if (disk === 'away') throw Object.assign(new Error('the disk is away'), { code: 'database.away' })
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
