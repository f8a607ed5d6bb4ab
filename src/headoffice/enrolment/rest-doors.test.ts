import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BatchRequest, dayProofCapability, type Overview, problem, type RegisterOverview, signatureHeader } from '../../contracts/replication/index.ts'
import { claimOf } from '../days/day.fixture.ts'
import { type HeadOffice, startHeadOffice } from '../head-office.ts'
import { append, batchOf, enrol, post, saleBody, signed, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../store/databases.fixture.ts'
import { zOf } from '../store/z.fixture.ts'

let database: TestDatabase
let now: number
let office: HeadOffice
let register: TestRegister
let cookie: string

const day = '2026-11-21'

async function start(): Promise<void> {
  office = await startHeadOffice({
    ...database.location,
    store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 4 },
    clock: () => now,
    log: () => undefined,
    pageDirectory: join(import.meta.dirname, 'page-not-built'),
  })
  const secret = new URL(office.pageUrl()).hash.replace('#secret=', '')
  const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ secret }) })
  cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

const page = (door: string, body: object = { by: 'Mei', note: 'ours' }, id = register.id): Promise<Response> =>
  fetch(`${office.url}/api/stores/${office.storeId}/registers/${id}/${door}`, { method: 'POST', headers: { cookie, origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify(body) })
const overview = async (): Promise<Overview> => (await (await fetch(`${office.url}/api/overview`, { headers: { cookie } })).json()) as Overview
const rest = async (): Promise<RegisterOverview['rest']> => (await overview()).stores[0]?.registers.find(({ id }) => id === register.id)?.rest
const days = async () => (await overview()).storeDays.map(({ businessDate, state, registers }) => [businessDate, state, ...registers.map((one) => `${one.registerNumber} ${one.state}`)])
const sales = async (): Promise<unknown> => (await database.rows('SELECT number FROM sale ORDER BY number') as readonly { number: string }[]).map(({ number }) => number)
/** From `from` to the end of its journal; behind it, a heartbeat. As this program says it. */
const call = async (from: number, more: Partial<BatchRequest> = {}): Promise<number> => (await post(office.url, register, { ...batchOf(register, from, register.entries.length), upTo: register.entries.length, ...more })).status
const prove = async (): Promise<number> => {
  const { instance } = await overview()
  const { claim, detail } = claimOf(register, day)
  const body = JSON.stringify({ protocol: 1, purpose: dayProofCapability, register: register.id, instance, day: claim, detail })
  return (await fetch(`${office.url}/v1/registers/${register.id}/day-proofs`, { method: 'POST', body, headers: { [signatureHeader]: signed(register, body) } })).status
}
const retire = async (): Promise<void> => {
  now += 600_000
  expect((await page('retire', { by: 'Mei' })).status).toBe(204)
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('a register out of service that has more, and head office on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    now = Date.UTC(2026, 10, 21, 12)
    await start()
    register = testRegister()
    const { code } = await office.createEnrolmentCode()
    expect((await enrol(office.url, register, code)).status).toBe(200)
    append(register, { body: saleBody('1-1', 500) })
    expect(await call(1)).toBe(200)
    for (const number of ['1-2', '1-3']) append(register, { body: saleBody(number, 700) })
    append(register, { type: 'operator.signedOff', body: {} })
    await retire()
  })
  afterEach(async () => {
    await office.close()
    await database.drop()
  })

  test('[REP-14] what it did not send is counted when it calls, and filed once somebody has it taken; then it is out of service again, and its day is ended without a Z', async () => {
    expect([await rest(), await days()]).toEqual([{}, [[day, 'waiting', '1 z']]])
    now += 1000
    expect([await call(2), await rest(), await sales()]).toEqual([403, { unsent: { at: now, documents: 2 } }, ['1-1']])
    // An answer may have been lost: what is here is no part of it.
    expect([await call(1), (await rest())?.unsent?.documents]).toEqual([403, 2])
    now += 1000
    expect((await page('take-rest')).status).toBe(204)
    const taken = { by: 'Mei', at: now, note: 'ours' }
    expect(await rest()).toMatchObject({ unsent: { documents: 2 }, taken })
    expect([await call(2), await sales(), await days()]).toEqual([200, ['1-1', '1-2', '1-3'], [[day, 'waiting', '1 z']]])
    now += 1000
    // Nothing is left, and it says so.
    expect([await call(5), await rest()]).toEqual([403, { taken, overAt: now }])
    expect(await days()).toEqual([[day, 'ended', '1 endedZ']])
    expect((await overview()).storeDays[0]?.registers[0]?.outOfService).toEqual({})
    // Left on, it locks itself, which is no money: nothing is asked of anybody again, and no day opens.
    append(register, { type: 'operator.signedOff', body: {} })
    expect([await call(5), await rest(), await days()]).toEqual([403, { taken, overAt: now }, [[day, 'ended', '1 endedZ']]])
    // Somebody sells on there: that is another rest, which nobody has asked for.
    append(register, { body: saleBody('1-4', 900) })
    now += 1000
    expect([await call(5), await rest(), await sales()]).toEqual([403, { unsent: { at: now, documents: 1 } }, ['1-1', '1-2', '1-3']])
    expect(await days()).toEqual([[day, 'waiting', '1 z']])
  })

  test('[REP-16] its Z and its word on the day are taken with the rest, and the day is complete', async () => {
    append(register, { type: 'shift.closed', body: zOf(1) })
    expect(await prove()).toBe(403)
    expect([await call(2), (await rest())?.unsent?.documents]).toEqual([403, 3])
    await page('take-rest')
    expect([await call(2), await prove(), await call(6)]).toEqual([200, 200, 403])
    expect(await days()).toEqual([[day, 'complete', '1 complete']])
  })

  test('[REP-9] a word on a day that has not come by more than one is not taken, whoever says it', async () => {
    await page('take-rest')
    const { instance } = await overview()
    const say = async (businessDate: string): Promise<string> => {
      const body = JSON.stringify({ protocol: 1, purpose: dayProofCapability, register: register.id, instance, day: claimOf({ ...register, entries: [] }, businessDate).claim })
      const answer = await fetch(`${office.url}/v1/registers/${register.id}/day-proofs`, { method: 'POST', body, headers: { [signatureHeader]: signed(register, body) } })
      return answer.ok ? 'taken' : problem.parse(await answer.json()).type.replace('/problems/', '')
    }
    expect([await say('2026-11-22'), await say('2026-11-23'), await say('2027-12-26')]).toEqual(['taken', 'day-not-come', 'day-not-come'])
    // The store’s day ends at four: until then it is still the day before.
    now = Date.parse('2026-11-22T03:59:59Z')
    expect(await say('2026-11-23')).toBe('day-not-come')
    now += 1000
    expect(await say('2026-11-23')).toBe('taken')
  })

  test('[REP-14] how much there is beyond what it sent is not guessed: at least so many', async () => {
    // A program of before says nothing of what is behind a batch.
    expect((await post(office.url, register, batchOf(register, 2, 2))).status).toBe(403)
    expect((await rest())?.unsent).toEqual({ at: now, documents: 1, atLeast: true })
    expect([await call(5, { currentEpoch: 2 }), (await rest())?.unsent]).toEqual([403, { at: now, documents: 0, atLeast: true }])
    // One in conflict sends nothing, and has more all the same; and an older copy of it has not said that nothing is left.
    const last = register.entries.at(-1)
    expect([await call(5, { conflict: { ownSeq: 4, ownHash: last?.hash ?? '' } }), (await rest())?.overAt]).toEqual([403, undefined])
    expect((await post(office.url, register, { ...batchOf(register, 1, 0), upTo: 0 })).status).toBe(403)
    expect((await rest())?.overAt).toBeUndefined()
  })

  test('[REP-14] nobody’s word but its own is heard: another key, and a body that was altered, change nothing', async () => {
    const thief = testRegister(1, { ...testRegister(), id: register.id })
    append(thief)
    append(thief)
    expect((await post(office.url, thief, batchOf(thief, 2, 2))).status).toBe(403)
    expect((await fetch(`${office.url}/v1/registers/${register.id}/batches`, { method: 'POST', body: 'not json', headers: { [signatureHeader]: signed(register, 'not json') } })).status).toBe(403)
    expect(await rest()).toEqual({})
    await page('take-rest')
    expect((await post(office.url, thief, batchOf(thief, 2, 2))).status).toBe(401)
    expect(await sales()).toEqual(['1-1'])
  })

  test('[REP-16] a machine that calls no more: its days are ended by a person, with a reason that stays; what it sends later can be taken all the same', async () => {
    for (const door of ['take-rest', 'end-days']) {
      for (const body of [{ by: 'Mei' }, { by: 'Mei', note: '  ' }, { note: 'burnt' }]) expect(problem.parse(await (await page(door, body)).json()).type).toBe('/problems/body-malformed')
      expect((await page(door, { by: 'Mei', note: 'burnt' }, randomUUID())).status, door).toBe(404)
    }
    expect(await days()).toEqual([[day, 'waiting', '1 z']])
    expect((await page('end-days', { by: 'Mei', note: 'burnt' })).status).toBe(204)
    expect((await page('end-days', { by: 'Ann', note: 'again' })).status).toBe(204)
    const ended = { by: 'Mei', at: now, note: 'burnt' }
    expect([await days(), (await overview()).storeDays[0]?.registers[0]?.outOfService]).toEqual([[[day, 'ended', '1 endedZ']], { ended }])
    await page('take-rest')
    expect([await call(2), await sales()]).toEqual([200, ['1-1', '1-2', '1-3']])
    expect(await days()).toEqual([[day, 'ended', '1 endedZ']])
  })

  test('[REP-14] of a register that is in service nothing of it is asked or done', async () => {
    const other = testRegister()
    const { code } = await office.createEnrolmentCode()
    await enrol(office.url, other, code)
    for (const door of ['take-rest', 'end-days']) expect((await page(door, undefined, other.id)).status, door).toBe(404)
    expect((await overview()).stores[0]?.registers.map((one) => one.rest)).toEqual([{}, undefined])
  })

  test('[REP-14] all of one that said that it is locked and has nothing left is here when it goes', async () => {
    const locked = testRegister()
    const { code } = await office.createEnrolmentCode()
    await enrol(office.url, locked, code)
    append(locked, { body: saleBody('2-1', 500) })
    await post(office.url, locked, batchOf(locked, 1, 1))
    await page('lock', { by: 'Mei', reason: 'other' }, locked.id)
    await post(office.url, locked, { ...batchOf(locked, 2, 1), locked: true })
    expect((await page('retire', { by: 'Mei' }, locked.id)).status).toBe(204)
    expect((await overview()).storeDays[0]?.registers.find(({ registerNumber }) => registerNumber === 2)?.state).toBe('endedZ')
  })
})
