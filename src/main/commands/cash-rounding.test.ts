import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { counterView, type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type RegisterWriter } from '../../db/index.ts'
import { cashRoundingOf } from '../queries/index.ts'
import { type CommandContext } from './command-context.ts'
import { commands } from './index.ts'
import { staffedRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
})
afterEach(() => register.remove())

/** The register as it is, in a store that rounds cash. */
function rounding(cashRounding: string): CommandContext {
  const { database } = register
  const store: RegisterWriter = { ...database, facts: () => ({ ...database.facts(), cashRounding }) }
  return { ...register.context(), database: store }
}
/** 1.306 kg at 9.90: 12.9294, so 12.93. */
const apples = (cashRounding: string): CounterView => value(commands.scan(rounding(cashRounding), { barcode: '2000001', quantity: 1306 }))
function paid(view: CounterView, cashRounding: string, tenders: Input<'complete-sale'>['tenders']): CounterView {
  return value(commands['complete-sale'](rounding(cashRounding), { basketId: view.basket?.id ?? '', revision: view.basket?.revision ?? -1, tenders }))
}
const body = (): unknown => {
  const head = register.database.journalHead()
  const entry: unknown = JSON.parse(register.database.entriesAfter(1, head.seq - 1, 1)[0]?.text ?? '')
  return entry
}

describe('cash in a store that rounds it', () => {
  test('[SALE-8] the basket says what it comes to in cash, and the sale was paid with that', () => {
    const open = apples('CN-0.10-down')
    expect(open.basket).toMatchObject({ total: 1293, cashDue: 1290 })
    expect(counterView.parse(open)).toEqual(open)
    const view = paid(open, 'CN-0.10-down', [{ type: 'cash', received: 2000 }])
    expect(view.lastSale).toMatchObject({ total: 1293, payable: 1290, change: 710, tenders: [{ type: 'cash', amount: 1290, received: 2000, change: 710, rounding: -3 }] })
    expect(counterView.parse(view)).toEqual(view)
    expect(body()).toMatchObject({ body: { total: 1293, payable: 1290, tenders: [{ type: 'cash', amount: 1290 }, { type: 'rounding', amount: 3, rule: 'CN-0.10-down' }] } })
  })

  test('[SALE-8] a card pays the exact total there, and a store without a rule rounds nothing', () => {
    const byCard = paid(apples('CN-1.00-down'), 'CN-1.00-down', [{ type: 'card' }]).lastSale
    expect(byCard?.tenders).toEqual([{ type: 'card', amount: 1293 }])
    expect(byCard).not.toHaveProperty('payable')
    for (const none of ['', undefined]) expect(cashRoundingOf({ ...register.database.facts(), ...(none === undefined ? {} : { cashRounding: none }) })).toBeUndefined()
    const open = apples('')
    expect(open.basket).not.toHaveProperty('cashDue')
    expect(paid(open, '', [{ type: 'cash' }]).lastSale?.tenders).toEqual([{ type: 'cash', amount: 1293, received: 1293, change: 0 }])
  })

  test('[SALE-9] a rule nobody knows, or of another currency, stops the sale instead of guessing', () => {
    const facts = register.database.facts()
    for (const cashRounding of ['CN-0.50-down', 'constructor']) expect(() => cashRoundingOf({ ...facts, cashRounding })).toThrow('not known')
    expect(() => cashRoundingOf({ ...facts, cashRounding: 'CH-0.05' })).toThrow('another currency')
    expect(cashRoundingOf({ ...facts, cashRounding: 'CN-1.00-down' })?.increment).toBe(100)
  })
})
