import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type DayVerdict } from '../../contracts/replication/index.ts'
import { claimOf } from '../days/day.fixture.ts'
import { createIngest } from '../ingest/ingest.ts'
import { append, appendText, batchOf, saleBody, signed, testRegister, type TestRegister } from '../register.fixture.ts'
import { asBeforeQuarantine, databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type HeadOfficeStore } from './port.ts'
import { zOf } from './z.fixture.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const start = Date.parse('2026-11-20T12:00:00Z')
const day = '2026-11-21'

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string
let now: number
let ingest: ReturnType<typeof createIngest>

async function openAll(): Promise<void> {
  store = await openStore(database.location, start, () => {})
  storeId = await store.ensureStore(demo, start)
  ingest = createIngest({ store, clock: () => (now += 1), log: () => {}, changed: () => {} })
}

async function enrolled(at = start): Promise<TestRegister> {
  const register = testRegister()
  await store.addCode(storeId, register.id, at + 1e9, at)
  await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, at)
  return register
}

async function send(register: TestRegister, from = 1): Promise<void> {
  const body = JSON.stringify(batchOf(register, from, register.entries.length))
  const answer = await ingest({ register: register.id, wire: Buffer.from(body), signature: signed(register, body) })
  if (!answer.ok) throw new Error(answer.problem.type)
}

const prove = (register: TestRegister, businessDate = day): Promise<DayVerdict> => store.proveDay(storeId, { register: register.id, ...claimOf(register, businessDate) }, (now += 1))
const close = (register: TestRegister, number = 1, previous?: string): string => {
  const z = zOf(number, previous)
  append(register, { type: 'shift.closed', body: z })
  return z.hash
}
const days = async () => (await store.overview(now)).storeDays.map(({ businessDate, state, registers }) => [businessDate, state, ...registers.map((one) => `${one.registerNumber} ${one.state}${one.late.map((number) => ` ${number}`).join('')}`)])

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('store days on $name', ({ create, name }) => {
  beforeEach(async () => {
    now = Date.parse('2026-11-22T20:00:00Z')
    database = await create()
    await openAll()
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[REP-16] a store’s day is complete when every register closed it and proved it, or said that it sold nothing', async () => {
    const [first, second] = [await enrolled(), await enrolled()]
    append(first, { body: saleBody('1-1', 500) })
    await send(first)
    expect(await days()).toEqual([[day, 'waiting', '1 z', '2 silent']])
    close(first)
    await send(first, 2)
    expect(await days()).toEqual([[day, 'waiting', '1 proof', '2 silent']])
    expect(await prove(first)).toEqual({ state: 'complete', findings: [], more: 0 })
    expect(await days()).toEqual([[day, 'waiting', '1 complete', '2 silent']])
    expect((await prove(second)).state).toBe('complete')
    expect(await days()).toEqual([[day, 'complete', '1 complete', '2 noTrade']])
  })

  test('[REP-16] a proof without a Z behind the last sale waits for the Z, which may be written after midnight', async () => {
    const register = await enrolled()
    append(register, { body: saleBody('1-1', 500) })
    await send(register)
    expect((await prove(register)).state).toBe('complete')
    expect(await days()).toEqual([[day, 'waiting', '1 z']])
    append(register, { type: 'shift.closed', businessDate: '2026-11-22', body: zOf(1) })
    await send(register, 2)
    expect((await days()).at(-1)).toEqual([day, 'complete', '1 complete'])
  })

  test('[REP-16] a document that comes late opens the day again, by its number, until the day is proved anew', async () => {
    const register = await enrolled()
    append(register, { body: saleBody('1-1', 500) })
    const hash = close(register)
    await send(register)
    await prove(register)
    expect(await days()).toEqual([[day, 'complete', '1 complete']])
    append(register, { body: saleBody('1-2', 700) })
    await send(register, 3)
    expect(await days()).toEqual([[day, 'waiting', '1 z 1-2']])
    close(register, 2, hash)
    await send(register, 4)
    expect(await days()).toEqual([[day, 'waiting', '1 late 1-2']])
    await prove(register)
    expect(await days()).toEqual([[day, 'complete', '1 complete']])
    // What is no document changes nothing of it.
    append(register, { type: 'operator.signedOff', body: {} })
    await send(register, 5)
    expect(await days()).toEqual([[day, 'complete', '1 complete']])
  })

  test('[REP-16] one document that head office lost out of its tables is named by its number, with what is short', async () => {
    const register = await enrolled()
    for (const number of ['1-1', '1-2', '1-3']) append(register, { body: saleBody(number, 500) })
    close(register)
    await send(register)
    await database.rows("DELETE FROM sale WHERE number = ?", '1-2')
    const verdict = await prove(register)
    expect(verdict.findings).toEqual([
      { kind: 'unfiled', seq: 2, number: '1-2' },
      { kind: 'sum', currency: 'GBP', tender: 'cash', side: 'debit', register: 1500, headOffice: 1000 },
    ])
    expect(await days()).toEqual([[day, 'differs', '1 differs']])
  })

  test('[REP-18] entries that never came are named, each document of them by its number, and complete is said once they are there', async () => {
    const register = await enrolled()
    for (const number of ['1-1', '1-2']) append(register, { body: saleBody(number, 500) })
    close(register)
    const whole = batchOf(register, 1, 3)
    const body = JSON.stringify({ ...whole, entries: whole.entries.slice(0, 1) })
    await ingest({ register: register.id, wire: Buffer.from(body), signature: signed(register, body) })
    const verdict = await prove(register)
    expect(verdict.findings.map(({ kind, seq, number }) => [kind, seq, number])).toEqual([['missing', 2, '1-2'], ['missing', 3, undefined], ['sum', undefined, undefined]])
    await send(register, 2)
    expect((await prove(register)).state).toBe('complete')
    expect(await days()).toEqual([[day, 'complete', '1 complete']])
  })

  test('[REP-16] what could not be read is named with its reason, and no entry is taken for another', async () => {
    const register = await enrolled()
    appendText(register, 'no entry \0 at all')
    append(register, { body: { ...(saleBody('1-2', 500) as object), lines: 'none' } })
    close(register)
    await send(register)
    expect((await prove(register)).findings).toEqual([
      { kind: 'quarantined', seq: 1, reason: 'not-json' },
      { kind: 'quarantined', seq: 2, number: '1-2', reason: 'sale-unreadable' },
      { kind: 'sum', currency: 'GBP', tender: 'cash', side: 'debit', register: 500, headOffice: 0 },
    ])
  })

  test('[REP-7] a journal issued again under a new epoch proves its days a second time, and no sale is counted twice', async () => {
    const register = await enrolled()
    append(register, { body: saleBody('1-1', 500) })
    close(register)
    await send(register)
    const again = testRegister(2, register)
    for (const { text } of register.entries) {
      const { id, type, body } = JSON.parse(text) as { id: string; type: string; body: object }
      append(again, { id, type, body })
    }
    await send(again)
    expect([(await prove(register)).state, (await prove(again)).state]).toEqual(['complete', 'complete'])
    expect(await days()).toEqual([[day, 'complete', '1 complete']])
  })

  test('[REP-16] a register need not speak of days before it was enrolled, nor after it was retired', async () => {
    const register = await enrolled()
    const [later, gone] = [await enrolled(Date.parse('2026-11-22T09:00:00Z')), await enrolled()]
    await store.retire(gone.id, now)
    append(register, { body: saleBody('1-1', 500) })
    close(register)
    await send(register)
    await prove(register)
    await prove(register, '2026-11-22')
    expect(await days()).toEqual([['2026-11-22', 'waiting', '1 noTrade', '2 silent'], [day, 'complete', '1 complete']])
    await prove(later, '2026-11-22')
    expect((await days())[0]).toEqual(['2026-11-22', 'complete', '1 noTrade', '2 noTrade'])
  })

  test('[REP-9] days that have not come are not listed, nor is anything believed that was said of one before; documents of such a day are there, as of a clock ahead', async () => {
    const [register, other] = [await enrolled(), await enrolled()]
    append(register, { body: saleBody('1-1', 500), businessDate: '2026-11-22' })
    append(register, { body: saleBody('1-2', 500), businessDate: '2027-12-27' })
    await send(register)
    // As a head office of before took it: a year of days on which nothing was sold.
    for (let ahead = 1; ahead <= 40; ahead += 1) await prove(other, new Date(Date.parse('2026-11-22T00:00:00Z') + ahead * 86_400_000).toISOString().slice(0, 10))
    await prove(register, '2027-12-27')
    const { [0]: later, [1]: today, length } = await days()
    expect([later, today, length]).toEqual([['2027-12-27', 'ahead', '1 ahead'], ['2026-11-22', 'waiting', '1 z', '2 silent'], 2])
    // The day comes: what was said of it too early is nothing, and what is said then counts.
    now = Date.parse('2026-11-24T09:00:00Z')
    expect((await days()).slice(1)).toEqual([['2026-11-22', 'waiting', '1 z', '2 silent']])
    await prove(other, '2026-11-23')
    expect((await days())[1]).toEqual(['2026-11-23', 'waiting', '1 silent', '2 noTrade'])
    now = Date.parse('2027-12-27T09:00:00Z')
    expect((await days())[0]).toEqual(['2027-12-27', 'waiting', '1 z', '2 silent'])
  })

  test('[REP-12] days that an older head office filed are there after the update, and wait for their proof', async () => {
    const register = await enrolled()
    append(register, { body: saleBody('1-1', 500) })
    close(register)
    await send(register)
    await prove(register)
    await store.close()
    await asBeforeQuarantine(name, database)
    await database.rows('DROP TABLE register_day')
    await database.rows(name === 'SQLite' ? 'PRAGMA user_version = 7' : 'DELETE FROM head_office_version WHERE version > 7')
    await openAll()
    expect(await days()).toEqual([[day, 'waiting', '1 proof']])
    await prove(register)
    expect(await days()).toEqual([[day, 'complete', '1 complete']])
  })

  test('[REP-16] the words of another register are none of this one’s', async () => {
    const [register, other] = [await enrolled(), await enrolled()]
    append(register, { body: saleBody('1-1', 500) })
    close(register)
    await send(register)
    const claimed = claimOf(register, day)
    const verdict = await store.proveDay(storeId, { register: other.id, ...claimed }, now)
    expect(verdict.findings.map(({ kind }) => kind)).toEqual(['missing', 'missing', 'sum'])
    expect(await store.proveDay(storeId, { register: randomUUID(), ...claimed }, now).catch(() => 'refused')).not.toEqual({ state: 'complete', findings: [], more: 0 })
  })
})
