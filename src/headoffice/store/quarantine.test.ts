import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Acknowledgement, type DayVerdict } from '../../contracts/replication/index.ts'
import { claimOf } from '../days/day.fixture.ts'
import { createIngest } from '../ingest/ingest.ts'
import { type EntryPlace, type EntryReader, readEntry } from '../ingest/read-entry.ts'
import { quarantineDesk } from '../quarantine/quarantine-desk.ts'
import { appendRefund, appendSale, refundedBody, soldBody } from '../refunds.fixture.ts'
import { append, appendText, batchOf, saleBody, signed, testRegister, type TestRegister } from '../register.fixture.ts'
import { asBeforeQuarantine, databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type HeadOfficeStore } from './port.ts'
import { zOf } from './z.fixture.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const start = Date.parse('2026-11-21T12:00:00Z')
const day = '2026-11-21'
const someTime = expect.any(Number) as unknown

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string
let now: number

/** A head office of before: of these entries it understands nothing, not even their header where `withId` is not said. */
function olderReader(unread: readonly number[], withId: boolean): EntryReader {
  return (text, place) => {
    const read = readEntry(text, place)
    if (!unread.includes(place.seq) || !read.readable) return read
    return withId ? { readable: false, reason: 'sale-unreadable', id: read.id } : { readable: false, reason: 'header-unreadable' }
  }
}

async function openAll(): Promise<void> {
  store = await openStore(database.location, start, () => {})
  storeId = await store.ensureStore(demo, start)
}

async function enrolled(): Promise<TestRegister> {
  const register = testRegister()
  await store.addCode(storeId, register.id, start + 1e9, start)
  await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, start)
  return register
}

async function send(register: TestRegister, { from = 1, reader }: { readonly from?: number; readonly reader?: EntryReader } = {}): Promise<Acknowledgement> {
  const ingest = createIngest({ store, clock: () => now, log: () => {}, changed: () => {}, ...(reader !== undefined && { reader }) })
  const body = JSON.stringify(batchOf(register, from, register.entries.length))
  const answer = await ingest({ register: register.id, wire: Buffer.from(body), signature: signed(register, body) })
  if (!answer.ok) throw new Error(answer.problem.type)
  return answer.acknowledgement
}

const desk = () => quarantineDesk({ store, clock: () => (now += 1), log: () => {}, changed: () => {} })
const placeOf = (register: TestRegister, seq: number): EntryPlace => ({ register: register.id, epoch: register.epoch, seq })
const again = (register: TestRegister, seq: number) => desk().sendAgain(storeId, { place: placeOf(register, seq), by: 'Ada' })
const prove = (register: TestRegister): Promise<DayVerdict> => store.proveDay(storeId, { register: register.id, ...claimOf(register, day) }, now)

/** Everything that entries do beside the ledger, with the register's own id taken out. */
async function effects(register: TestRegister): Promise<unknown> {
  const rows = (columns: string, table: string, order: string) => database.rows(`SELECT ${columns} FROM ${table} WHERE register = ? ORDER BY ${order}`, register.id)
  const found = {
    sale: await rows('epoch, seq, number, CAST(business_date AS text) AS business_date, completed_at, received_at, currency, total, customer', 'sale', 'epoch, seq'),
    refund: await rows('epoch, seq, number, kind, received_at, total, sale_number, result, reason', 'refund', 'epoch, seq'),
    lines: await database.rows('SELECT l.line_no, l.name, l.total FROM refund_line l JOIN refund r ON r.store = l.store AND r.refund_id = l.refund_id WHERE r.register = ? ORDER BY r.seq, l.place', register.id),
    taking: await rows('CAST(business_date AS text) AS business_date, currency, type, amount', 'taking', 'business_date, currency, type'),
    z: await rows('epoch, seq, number, received_at, net, finding', 'z_report', 'epoch, seq'),
    account: await rows('epoch, seq, kind, customer, amount, received_at', 'account_move', 'epoch, seq, kind'),
    card: await rows('kind, document_number, amount, received_at', 'stored_value_move', 'document_number, place'),
    day: await rows('epoch, CAST(business_date AS text) AS business_date, last_document', 'register_day', 'epoch, business_date'),
    known: await database.rows('SELECT epoch, seq, type, CASE WHEN id IS NULL THEN 0 ELSE 1 END AS known FROM ledger WHERE register = ? ORDER BY epoch, seq', register.id),
  }
  return JSON.parse(JSON.stringify(found).replaceAll(register.id, 'the register')) as unknown
}

/** One journal of everything that has an effect: a sale to return and its refund, money on account, on a card and off it, two Zs, a limit, the drawer. */
function busyDay(): TestRegister {
  const register = testRegister()
  const sold = soldBody('1-1', [{ price: 700, pieces: 3 }])
  const customer = randomUUID()
  appendSale(register, sold)
  appendRefund(register, refundedBody('1-2', sold, [{ lineNo: 1, pieces: 1 }]))
  append(register, { body: { ...(saleBody('1-3', 500) as object), customer, tenders: [{ tenderNo: 1, type: 'account', amount: 500, customer }] } as never })
  append(register, { type: 'customer.limitSet', body: { customerId: customer, limit: 100 } })
  append(register, { body: { ...(saleBody('1-4', 0) as object), tenders: [{ tenderNo: 1, type: 'cash', amount: 2000 }], liabilities: [{ owes: { kind: 'giftCard', number: 'CARD1' }, amount: 2000 }] } as never })
  append(register, { body: { ...(saleBody('1-5', 300) as object), tenders: [{ tenderNo: 1, type: 'giftCard', amount: 300, number: 'CARD1' }] } as never })
  append(register, { type: 'drawer.opened', body: { reason: 'change' } })
  const z = zOf(1)
  append(register, { type: 'shift.closed', body: z })
  append(register, { type: 'shift.closed', body: zOf(2, z.hash) })
  return register
}

async function enrolledAs(register: TestRegister): Promise<TestRegister> {
  await store.addCode(storeId, register.id, start + 1e9, start)
  await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, start)
  return register
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('quarantine on $name', ({ create, name }) => {
  beforeEach(async () => {
    now = start
    database = await create()
    await openAll()
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test.each([true, false])('[REP-8] what is sent again after an update has its whole effect, once, as if it had been read when it came (its id known: %s)', async (withId) => {
    const register = await enrolledAs(busyDay())
    const every = register.entries.map((_, index) => index + 1)
    const acknowledged = await send(register, { reader: olderReader(every, withId) })
    expect([acknowledged.seq, acknowledged.quarantine]).toEqual([9, { held: 9, mark: '9.0' }])
    const own = async () => (await store.overview(now)).stores[0]
    expect([(await own())?.registers[0]?.quarantined, (await own())?.today]).toEqual([9, []])
    expect((await prove(register)).state).toBe('differs')
    // Twice each, the later ones before the earlier: neither the order nor asking again may matter.
    for (const seq of [...every.toReversed(), ...every]) expect(await again(register, seq)).toEqual({ state: 'applied' })
    const sentAgain = await effects(register)
    expect((await prove(register)).state).toBe('complete')
    expect([(await own())?.registers[0]?.quarantined, (await own())?.today.map(({ sales, refunds }) => [sales, refunds])]).toEqual([0, [[4, 1]]])

    // The same journal, read when it came, on a database of its own.
    await store.close()
    await database.drop()
    database = await create()
    await openAll()
    now = start
    await enrolledAs(register)
    await send(register)
    expect(sentAgain).toEqual(await effects(register))
  })

  test('[REP-8] what still cannot be read stays, with its new reason, and every step is there for whoever asks', async () => {
    const register = await enrolled()
    append(register, { body: { ...(saleBody('1-1', 500) as object), lines: 'none' } })
    append(register, { body: saleBody('1-2', 700) })
    await send(register, { reader: olderReader([1], false) })
    expect((await store.quarantined(storeId, placeOf(register, 1)))?.reason).toBe('sale-unreadable')
    await store.close()
    await openAll()
    expect(await again(register, 1)).toEqual({ state: 'quarantined', reason: 'sale-unreadable' })
    const found = await store.quarantined(storeId, placeOf(register, 1))
    expect(found).toMatchObject({ state: 'quarantined', type: 'sale.completed', number: '1-1', text: register.entries[0]?.text, registerNumber: 1 })
    expect(found?.steps).toEqual([{ kind: 'again', at: someTime, by: 'Ada', reason: 'sale-unreadable' }])
    expect((await store.overview(now)).quarantine.map(({ seq, state, type, number }) => [seq, state, type, number])).toEqual([[1, 'quarantined', 'sale.completed', '1-1']])
    expect(await again(register, 2)).toBeUndefined()
  })

  test('[REP-8] an entry is discarded with a reason that stays with it, has no effect, keeps its day open, and can be put back', async () => {
    const register = await enrolled()
    append(register, { body: saleBody('1-1', 500) })
    append(register, { type: 'shift.closed', body: zOf(1) })
    await send(register, { reader: olderReader([1], true) })
    const asking = { place: placeOf(register, 1), by: 'Ada', note: 'Rung up twice: the other one is 1-7' }
    expect(await desk().discardQuarantined(storeId, asking)).toBe(true)
    // Who was first is kept.
    expect(await desk().discardQuarantined(storeId, { ...asking, by: 'Bert', note: 'no' })).toBe(true)
    expect(await again(register, 1)).toEqual({ state: 'discarded' })
    const discarded = await store.quarantined(storeId, asking.place)
    expect([discarded?.state, discarded?.text, discarded?.steps]).toEqual(['discarded', register.entries[0]?.text, [{ kind: 'discarded', at: someTime, by: 'Ada', note: asking.note }]])
    expect((await store.quarantineOf(storeId, register.id)).entries).toEqual([{ epoch: 1, seq: 1, reason: 'sale-unreadable', state: 'discarded', receivedAt: start, changedAt: someTime, by: 'Ada', note: asking.note }])
    expect((await prove(register)).findings[0]).toEqual({ kind: 'quarantined', seq: 1, number: '1-1', reason: 'discarded' })
    expect((await store.overview(now)).stores[0]?.registers[0]?.quarantined).toBe(0)
    await expect(database.rows('DELETE FROM quarantine')).rejects.toThrow('is kept')
    await expect(database.rows("UPDATE quarantine_step SET note = ''")).rejects.toThrow(/only added|is kept/u)

    expect(await desk().restoreQuarantined(storeId, { place: asking.place, by: 'Cleo' })).toBe(true)
    expect((await store.quarantineOf(storeId, register.id)).held).toBe(1)
    expect(await again(register, 1)).toEqual({ state: 'applied' })
    expect([await desk().discardQuarantined(storeId, asking), await desk().restoreQuarantined(storeId, asking)]).toEqual([false, false])
    expect((await prove(register)).state).toBe('complete')
    expect((await store.quarantined(storeId, asking.place))?.steps.map(({ kind, by }) => [kind, by])).toEqual([['discarded', 'Ada'], ['restored', 'Cleo'], ['applied', 'Ada']])
  })

  test('[REP-8] whoever asks at the same moment, from two sides, it is applied once', async () => {
    const register = await enrolled()
    append(register, { body: saleBody('1-1', 500) })
    await send(register, { reader: olderReader([1], false) })
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => again(register, 1)))
    expect(outcomes).toEqual(Array.from({ length: 6 }, () => ({ state: 'applied' })))
    expect((await store.overview(now)).stores[0]?.today).toEqual([{ currency: 'GBP', sales: 1, refunds: 0, sold: 500, refunded: 0, total: 500, tenders: [{ type: 'cash', amount: 500 }] }])
  })

  test('[REP-8] a sale that reached head office another way meanwhile is not counted a second time', async () => {
    const [register, other] = [await enrolled(), await enrolled()]
    const body = saleBody('1-1', 500)
    append(register, { body })
    append(other, { body })
    await send(register, { reader: olderReader([1], false) })
    await send(other)
    expect(await again(register, 1)).toEqual({ state: 'quarantined', reason: 'sale-known' })
    expect((await store.overview(now)).stores[0]?.today[0]?.sales).toBe(1)
  })

  test('[REP-7] an entry that was issued again meanwhile is counted once, whichever of the two is sent again first', async () => {
    for (const laterFirst of [false, true]) {
      const register = await enrolled()
      append(register, { body: saleBody('1-1', 500) })
      await send(register, { reader: olderReader([1], true) })
      const restored = testRegister(2, register)
      const { id, body } = JSON.parse(register.entries[0]?.text ?? '') as { id: string; body: never }
      append(restored, { id, body })
      await send(restored, { reader: olderReader([1], true) })
      for (const one of laterFirst ? [restored, register] : [register, restored]) expect(await again(one, 1)).toEqual({ state: 'applied' })
      expect(await database.rows('SELECT number FROM sale WHERE register = ?', register.id)).toEqual([{ number: '1-1' }])
    }
  })

  test('[REP-3] of the ledger nothing changes but what could not be read when it came, once', async () => {
    const register = await enrolled()
    for (const number of ['1-1', '1-2']) append(register, { body: saleBody(number, 500) })
    appendText(register, 'no entry at all')
    await send(register, { reader: olderReader([1], false) })
    const whole = () => database.rows('SELECT register, epoch, seq, effect, prev_hash, hash, text, received_at FROM ledger ORDER BY seq')
    const before = await whole()
    await again(register, 1)
    expect(await whole()).toEqual(before)
    for (const change of ["id = 'x' WHERE seq = 1", "type = 'x' WHERE seq = 2", "effect = 'sale' WHERE seq = 3", "hash = '' WHERE seq = 3", "text = '' WHERE seq = 1"]) {
      await expect(database.rows(`UPDATE ledger SET ${change}`)).rejects.toThrow('append-only')
    }
  })

  test('[REP-12] what an older head office quarantined is there after the update, and can be sent again', async () => {
    const register = await enrolled()
    append(register, { body: saleBody('1-1', 500) })
    await send(register, { reader: olderReader([1], false) })
    await store.close()
    await asBeforeQuarantine(name, database)
    await openAll()
    expect((await store.quarantined(storeId, placeOf(register, 1)))?.number).toBe('1-1')
    expect(await again(register, 1)).toEqual({ state: 'applied' })
    expect((await store.overview(now)).stores[0]?.today[0]?.sold).toBe(500)
  })
})
