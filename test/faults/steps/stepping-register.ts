import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type CounterView, type Input, type Name, type Output } from '../../../src/contracts/ipc/index.ts'
import { composeRegister, type Register } from '../../../src/main/composition.ts'
import { startCoreThreads } from '../../../src/main/core/index.ts'
import { type DemoCatalogue } from '../../../src/main/demo/demo-store.ts'
import { carelessVariable } from './careless-ink.ts'
import { enter, step, tell } from './step.ts'
import { type SteppingOptions } from './stepping-options.ts'
import { watchHeadOffice, watchPrinter } from './watch-wires.ts'

/** A whole register in a process of its own that sells, takes back and closes, once each, and says each step it takes. */
const barcodes = ['6907992500942', '3291810746760', '6901939691601']

await run(JSON.parse(process.argv[2] ?? '') as SteppingOptions)

async function run({ data, printer, headOffice, enrolmentCode, does, inkFirst, parts, catalogue }: SteppingOptions): Promise<void> {
  watchPrinter(Number(new URL(printer).port))
  watchHeadOffice()
  if (inkFirst) process.env[carelessVariable] = 'yes'
  const register = await composeRegister({
    options: { data, printer, headOffice, enrolmentCode, demoStore: 'gb', port: 0, reset: false, json: false, browser: false },
    startCore: (settings) => startCoreThreads({ writerPath: path.join(parts, 'stepping-writer.mjs'), readerPath: path.join(parts, 'core-reader.mjs'), settings }),
    catalogue: JSON.parse(readFileSync(catalogue, 'utf8')) as DemoCatalogue,
  })
  try {
    if (does === 'everything') await everything(register, data)
    enter('end')
    await drained(register, data)
  } finally {
    await register.close()
  }
  tell('whole')
  process.exit(0)
}

function tryAsk({ gate, seat }: Register, name: Name, input: unknown): ReturnType<Register['gate']> {
  return gate({ v: 1, id: randomUUID(), name, input }, seat)
}

async function ask<N extends Name>(register: Register, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await tryAsk(register, name, input)
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`)
  step(`${name} answered`)
  return answer.value as Output<N>
}

/**
 * A kill in the middle of a sign-on has spent a guess, and the third in a row makes the next one wait: then it is waited, as a person would. The tenth
 * of a day locks for hours, whatever was right between them: whoever manages people forgets them each time, as they would after a day of power cuts.
 */
async function signOn(register: Register, input: Input<'sign-on'>): Promise<void> {
  tell('signing on')
  for (;;) {
    const answer = await tryAsk(register, 'sign-on', input)
    if (answer.ok) break
    if (answer.refusal.code !== 'pin.wait') throw new Error(`sign-on was refused: ${JSON.stringify(answer.refusal)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  tell('signed on')
  step('sign-on answered')
  const { operatorId } = input
  const forgotten = await tryAsk(register, 'unlock-operator', { operatorId })
  if (!forgotten.ok) throw new Error(`unlock-operator was refused: ${JSON.stringify(forgotten.refusal)}`)
}

/** Told only when the whole answer is there: from here on the cashier knows of it. */
async function complete(register: Register, basket: NonNullable<CounterView['basket']>, kind: 'sold' | 'refunded', tenders: Input<'complete-sale'>['tenders']): Promise<string> {
  const view = await ask(register, 'complete-sale', { basketId: basket.id, revision: basket.revision, tenders })
  const done = kind === 'sold' ? view.lastSale : view.lastRefund
  if (done === undefined) throw new Error(`${kind}, and nothing in the answer`)
  tell(`${kind} ${done.id} ${done.number} ${done.total}`)
  step(`${kind} told`)
  return done.id
}

async function everything(register: Register, data: string): Promise<void> {
  enter('leftover')
  const { operators } = await ask(register, 'register', {})
  const manager = operators.find(({ role }) => role === 'manager')
  await signOn(register, { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
  await finishBasket(register)
  await drained(register, data)

  enter('sale')
  for (const barcode of barcodes) await ask(register, 'scan', { barcode })
  const { basket } = await ask(register, 'counter', {})
  if (basket === undefined) throw new Error('no basket')
  const { basket: standing } = await ask(register, 'take-tender', { basketId: basket.id, revision: basket.revision, tender: { type: 'cash', received: 1 } })
  if (standing === undefined) throw new Error('a part of the money completed the sale')
  await drained(register, data)
  const saleId = await complete(register, standing, 'sold', [{ type: 'cash', received: 10_000 }])
  await drained(register, data)

  enter('refund')
  const { basket: returning } = await ask(register, 'add-return', { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'wrongItem' })
  if (returning === undefined) throw new Error('nothing came back')
  await complete(register, returning, 'refunded', [{ type: 'cash' }])
  await drained(register, data)

  enter('z')
  await closeShift(register)
  await drained(register, data)
}

/** What the kill left on the counter, as a cashier would: paid where it is a sale, given back where goods came back. */
async function finishBasket(register: Register): Promise<void> {
  const { basket } = await ask(register, 'counter', {})
  if (basket === undefined) return
  if (basket.lines.length === 0 && basket.returned === undefined) return void (await ask(register, 'cancel-basket', { basketId: basket.id }))
  await complete(register, basket, basket.returned === undefined ? 'sold' : 'refunded', [{ type: 'cash' }])
}

/** To the penny of what should be there: it is the kills that are looked at. */
async function closeShift(register: Register): Promise<void> {
  const { shift } = await ask(register, 'shift', {})
  if (shift === undefined) throw new Error('no shift is open')
  const cash = shift.expected?.find(({ tender }) => tender === 'cash')?.amount ?? 0
  await ask(register, 'declare-shift', { shift: shift.number, cash: [{ minor: 1, pieces: cash }], others: [] })
  tell(`counted ${shift.number}`)
  const toSafe = Math.floor(cash / 2)
  const z = await ask(register, 'close-shift', { shift: shift.number, toSafe, leave: cash - toSafe, bag: `B-${shift.number}` })
  tell(`closed ${z.number} ${z.hash}`)
  step('closed told')
}

/** Nothing waits for the drawer, for paper or for head office. */
async function drained({ core, replicator }: Register, data: string): Promise<void> {
  // Beside the program: what is under way no question of the core tells.
  const db = new Database(path.join(data, 'register.db'), { readonly: true })
  const undone = db.prepare<[], number>("SELECT count(*) FROM effect WHERE state IN ('waiting', 'working')").pluck()
  for (;;) {
    const { entries } = await core.internal.waiting()
    if (entries === 0 && replicator.view().state === 'healthy' && undone.get() === 0) return void db.close()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
