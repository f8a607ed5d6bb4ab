import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createIngest } from '../ingest/ingest.ts'
import { append, batchOf, signed, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type HeadOfficeStore } from './port.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const start = Date.parse('2026-11-21T12:00:00Z')
const customer = '0192f6a0-0000-7000-8000-00000000beef'

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string
let now: number
let ingest: ReturnType<typeof createIngest>

async function enrolled(): Promise<TestRegister> {
  const register = testRegister()
  await store.addCode(storeId, register.id, start + 1e9, start)
  await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, start)
  return register
}

async function send(register: TestRegister, from = 1): Promise<void> {
  const body = JSON.stringify(batchOf(register, from, register.entries.length))
  const answer = await ingest({ register: register.id, wire: Buffer.from(body), signature: signed(register, body) })
  if (!answer.ok) throw new Error(answer.problem.type)
}

function sell(register: TestRegister, amount: number, tenders: readonly object[], more: object = {}): string {
  const saleId = randomUUID()
  append(register, { body: { saleId, number: `3-${register.entries.length + 1}`, currency: 'GBP', total: amount, tenders, lines: [{ lineNo: 1, name: 'Tea', total: amount }], ...more } })
  return saleId
}
const onAccount = (register: TestRegister, amount: number): string => sell(register, amount, [{ type: 'account', amount, customer }], { customer })
const payOff = (register: TestRegister, amount: number): string => sell(register, 0, [{ type: 'cash', amount }], { customer, lines: [], owed: amount, liabilities: [{ owes: { kind: 'accountPayment', customerId: customer }, amount }] })
const setLimit = (register: TestRegister, limit?: number): void => void append(register, { type: 'customer.limitSet', body: { customerId: customer, ...(limit === undefined ? {} : { limit }) } })
function giveBack(register: TestRegister, saleId: string, amount: number, whose?: string): void {
  const tender = { type: 'account', amount, of: 1, ...(whose === undefined ? {} : { customer: whose }) }
  const line = { lineNo: 1, saleLineNo: 1, itemId: 'tea', name: 'Tea', quantity: 1000, total: amount, tax: 0, condition: 'stock' }
  append(register, { type: 'refund.completed', body: { refundId: randomUUID(), number: `3-${register.entries.length + 1}`, kind: 'return', currency: 'GBP', total: amount, tax: 0, original: { saleId, number: '3-1', soldOn: '2026-11-21', verified: 'unverified' }, tenders: [tender], lines: [line] } })
}
const above = async () => (await store.overview(now)).accountFindings.map(({ balance, limit, registers, customer: who }) => [who === customer, balance, limit, registers])

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('accounts on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    now = start
    store = await openStore(database.location, start, () => {})
    storeId = await store.ensureStore(demo, start)
    ingest = createIngest({ store, clock: () => (now += 1), log: () => {}, changed: () => {} })
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[ACCH-1] who bought is filed by their id, and what their account came to is summed over registers, once', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    setLimit(a, 1000)
    const first = onAccount(a, 800)
    onAccount(b, 700)
    await send(a)
    expect(await above()).toEqual([])
    await send(b)
    await send(b)
    expect(await above()).toEqual([[true, 1500, 1000, 2]])
    expect(await database.rows('SELECT customer FROM sale WHERE sale_id = ?', first)).toEqual([{ customer }])
    payOff(b, 500)
    await send(b)
    expect(await above()).toEqual([])
    // No limit any more: what is owed is above it.
    setLimit(a)
    await send(a)
    expect(await above()).toEqual([[true, 1000, 0, 2]])
  })

  test('[ACCH-2] a refund from paper alone counts for whoever the sale was of, whichever of the two arrives first', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    const sale = onAccount(a, 800)
    const other = onAccount(a, 300)
    giveBack(b, sale, 800)
    await send(b)
    expect(await above()).toEqual([])
    await send(a)
    expect(await above()).toEqual([[true, 300, 0, 2]])
    giveBack(a, other, 300, customer)
    await send(a)
    expect(await above()).toEqual([])
  })

  test('[ACCH-1] the later limit counts, whichever arrives last, and one that cannot be read is kept and said', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    setLimit(a, 100)
    onAccount(a, 500)
    // An entry's time goes up with its number: this one is later.
    for (const limit of [1, 2, 1000]) setLimit(b, limit)
    await send(b)
    await send(a)
    expect(await above()).toEqual([])
    append(a, { type: 'customer.limitSet', body: { customerId: 5 } })
    await send(a)
    expect((await store.overview(now)).quarantine).toMatchObject([{ reason: 'limit-unreadable' }])
  })
})
