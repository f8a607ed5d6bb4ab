import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chain } from '../ingest/ingest.ts'
import { type BatchPlan, type KnownChain, planBatch } from '../ingest/plan-batch.ts'
import { append, appendText, batchOf, saleBody, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type HeadOfficeStore } from './port.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 4 }

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string
let register: TestRegister

/** The tables as another connection sees them: committed state only. */
async function committed(): Promise<Record<string, unknown>> {
  const tables = ['ledger', 'sale', 'cursor', 'alert', 'quarantine']
  const [counts] = await database.rows(`SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')}`)
  return counts as Record<string, unknown>
}

const open = (now: number) => openStore(database.location, now, () => {})

const apply = (from: number, to: number, change: (plan: BatchPlan) => BatchPlan = (plan) => plan) => {
  const batch = chain(batchOf(register, from, to))
  return store.applyBatch(storeId, batch, 10, (known: KnownChain) => change(planBatch(known, batch)))
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('the store on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    store = await open(1)
    storeId = await store.ensureStore(demo, 1)
    register = testRegister()
    await store.addCode(storeId, 'code', 100, 1)
    await store.enrol({ codeHash: 'code', register: register.id, publicKey: register.publicKey }, 2)
    for (let count = 0; count < 5; count += 1) append(register)
  })

  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[REP-1] ledger, effect and cursor are there together once applyBatch has resolved', async () => {
    expect(await apply(1, 5)).toEqual({ refused: false, last: { seq: 5, hash: register.entries[4]?.hash }, filed: 5, unsettled: false })
    expect(await committed()).toEqual({ ledger: 5, sale: 5, cursor: 1, alert: 0, quarantine: 0 })
  })

  test('[REP-1] a throw in the middle leaves nothing of the batch', async () => {
    await apply(1, 2)
    // An amount that is no integer fails in the database itself, after three rows were written.
    const spoil = (plan: BatchPlan): BatchPlan => ({
      ...plan,
      file: plan.file.map((entry) => (entry.seq === 4 && entry.effect.kind === 'sale' ? { ...entry, effect: { ...entry.effect, sale: { ...entry.effect.sale, total: 0.5 } } } : entry)),
    })
    await expect(apply(3, 5, spoil)).rejects.toThrow(/cannot store REAL value|invalid input syntax for type bigint/u)
    expect(await committed()).toEqual({ ledger: 2, sale: 2, cursor: 1, alert: 0, quarantine: 0 })
    expect((await apply(3, 5)).last.seq).toBe(5)
  })

  test('[REP-12] openings of a drawer are filed as what they are, and can be counted', async () => {
    for (const reason of ['giveChange', 'check']) append(register, { type: 'drawer.opened', body: { reason } })
    await apply(1, 7)
    expect(await committed()).toEqual({ ledger: 7, sale: 5, cursor: 1, alert: 0, quarantine: 0 })
    expect(await database.rows("SELECT seq FROM ledger WHERE store = ? AND effect = 'drawerOpened' ORDER BY seq", storeId)).toEqual([{ seq: 6 }, { seq: 7 }])
  })

  test('[REP-3] the ledger refuses to be changed or shortened', async () => {
    await apply(1, 5)
    await expect(database.rows('DELETE FROM ledger')).rejects.toThrow('append-only')
    await expect(database.rows("UPDATE ledger SET text = ''")).rejects.toThrow('append-only')
    expect((await committed())['ledger']).toBe(5)
  })

  test('[REP-6] the instance belongs to the database', async () => {
    const { instance } = store
    await store.close()
    store = await open(3)
    expect(store.instance).toBe(instance)
    const elsewhere = await create()
    const another = await openStore(elsewhere.location, 3, () => {})
    expect(another.instance).not.toBe(instance)
    await another.close()
    await elsewhere.drop()
  })

  test('[REP-8] what one database can not hold is filed all the same, in its own bytes, and blocks nothing', async () => {
    appendText(register, 'no entry, with a \0 in it \u{1F9FE}')
    append(register, { type: 'no\0type' })
    append(register, { body: saleBody('1-\0', 5) })
    append(register, { businessDate: '0000-01-01' })
    append(register)
    expect(await apply(1, 10)).toMatchObject({ refused: false, last: { seq: 10 } })
    expect(await database.rows('SELECT text FROM ledger ORDER BY seq')).toEqual(register.entries.map(({ text }) => ({ text })))
    const reasons = ['not-json', 'header-unreadable', 'sale-unreadable', 'header-unreadable']
    expect(await database.rows('SELECT seq, reason FROM quarantine ORDER BY seq')).toEqual(reasons.map((reason, index) => ({ seq: index + 6, reason })))
  })

  test('[REP-2] a register number is never handed out twice, not after a retirement either', async () => {
    await store.retire(register.id, 5)
    const next = testRegister()
    await store.addCode(storeId, 'second', 100, 1)
    const outcome = await store.enrol({ codeHash: 'second', register: next.id, publicKey: next.publicKey }, 6)
    expect(outcome.ok && outcome.answer.registerNumber).toBe(2)
  })

  test('[REP-16] today counts sales of the business date, one total per currency', async () => {
    await apply(1, 5)
    const noon = Date.UTC(2026, 10, 21, 12)
    const [shown] = (await store.overview(noon)).stores
    expect(shown?.today).toEqual([{ currency: 'GBP', sales: 5, sold: 5 * 1250 + 15, refunds: 0, refunded: 0, total: 5 * 1250 + 15, tenders: [{ type: 'cash', amount: 5 * 1250 + 15 }] }])
    expect((await store.overview(noon + 86_400_000)).stores[0]?.today).toEqual([])
    // 03:00 still belongs to the day before.
    expect((await store.overview(Date.UTC(2026, 10, 22, 3))).stores[0]?.businessDate).toBe('2026-11-21')
  })
})
