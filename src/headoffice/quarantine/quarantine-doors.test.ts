import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { quarantineAnswer, type QuarantineAnswer, type QuarantinedEntry, quarantineTelling, signatureHeader } from '../../contracts/replication/index.ts'
import { type HeadOffice, startHeadOffice } from '../head-office.ts'
import { append, appendText, batchOf, enrol, post, saleBody, signed, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../store/databases.fixture.ts'

let database: TestDatabase
let office: HeadOffice
let instance: string
let register: TestRegister
let other: TestRegister

const unreadable = () => ({ ...(saleBody('1-1', 500) as object), lines: 'none' })

async function enrolled(): Promise<TestRegister> {
  const one = testRegister()
  const { code } = await office.createEnrolmentCode()
  await enrol(office.url, one, code)
  return one
}

async function cookie(): Promise<string> {
  const secret = new URL(office.pageUrl()).hash.replace('#secret=', '')
  const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ secret }) })
  return opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

function ask(one: TestRegister, more: object = {}, key: TestRegister = one): Promise<Response> {
  const body = JSON.stringify({ protocol: 1, purpose: 'quarantine', register: one.id, instance, ...more })
  return fetch(`${office.url}/v1/registers/${one.id}/quarantine`, { method: 'POST', body, headers: { [signatureHeader]: signed(key, body) } })
}

async function told(one: TestRegister, more: object = {}): Promise<QuarantineAnswer> {
  const answer = await ask(one, more)
  expect(answer.status).toBe(200)
  return quarantineAnswer.parse(await answer.json())
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('the doors to quarantine on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    office = await startHeadOffice({
      ...database.location,
      store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 },
      clock: Date.now,
      log: () => undefined,
      pageDirectory: join(import.meta.dirname, 'page-not-built'),
    })
    register = await enrolled()
    other = await enrolled()
    append(register, { body: unreadable() as never })
    appendText(register, 'no entry \0 at all')
    const answer = (await (await post(office.url, register, batchOf(register, 1, 2))).json()) as { instance: string; quarantine: unknown; capabilities: string[] }
    expect([answer.quarantine, answer.capabilities.includes('quarantine')]).toEqual([{ held: 2, mark: '2.0' }, true])
    instance = answer.instance
  })
  afterEach(async () => {
    await office.close()
    await database.drop()
  })

  test('[REP-8] a register is told what of its own journal lies there, and why, and of no other register’s', async () => {
    const { held, mark, entries } = await told(register)
    expect([held, mark, entries.map((one) => quarantineTelling.parse(one)).map(({ seq, reason, state }) => [seq, reason, state])]).toEqual([2, '2.0', [[1, 'sale-unreadable', 'quarantined'], [2, 'not-json', 'quarantined']]])
    expect(await told(other)).toEqual({ held: 0, mark: '0.0', entries: [] })
    expect((await ask(register, {}, other)).status).toBe(401)
    expect((await ask(register, { again: [{ epoch: 1, seq: 1, register: other.id }] })).status).toBe(400)
  })

  test('[REP-8] from a register it is sent again in the name it gives, and the next acknowledgement has another mark', async () => {
    // Another register's place says nothing here: it is looked for in the asker's own journal.
    expect((await told(other, { again: [{ epoch: 1, seq: 1 }], by: 'Ann' })).entries).toEqual([])
    const { held, mark } = await told(register, { again: [{ epoch: 1, seq: 1 }, { epoch: 7, seq: 7 }], by: 'Ann' })
    expect([held, mark]).toEqual([2, '2.1'])
    const beat = (await (await post(office.url, register, batchOf(register, 3, 2))).json()) as { quarantine: unknown }
    expect(beat.quarantine).toEqual({ held: 2, mark: '2.1' })
  })

  test('[REP-8] the page opens one, and what it asks for needs a session, a name, and to discard a reason', async () => {
    const session = await cookie()
    const at = (place: string): string => `${office.url}/api/stores/${office.storeId}/quarantine/${register.id}/${place}`
    const get = (place: string, headers: Record<string, string> = { cookie: session }) => fetch(at(place), { headers })
    const say = (verb: string, body: object, headers: Record<string, string> = { cookie: session, origin: office.url }) =>
      fetch(at(`1/1/${verb}`), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
    const read = async () => (await (await get('1/1')).json()) as QuarantinedEntry
    expect([(await get('1/1', {})).status, (await get('1/3')).status, (await get('1/x')).status]).toEqual([401, 404, 404])
    expect(await read()).toMatchObject({ reason: 'sale-unreadable', state: 'quarantined', text: register.entries[0]?.text, number: '1-1' })
    expect(((await (await get('1/2')).json()) as QuarantinedEntry).text).toBe('no entry \0 at all')

    const refused = await Promise.all([say('again', { by: 'Ann' }, { origin: office.url }), say('again', { by: 'Ann' }, { cookie: session, origin: 'http://other' }), say('again', { by: ' ' }), say('discard', { by: 'Ann', note: ' ' })])
    expect(refused.map(({ status }) => status)).toEqual([401, 403, 400, 400])
    expect(await (await say('again', { by: 'Ann' })).json()).toEqual({ state: 'quarantined', reason: 'sale-unreadable' })
    expect([(await say('restore', { by: 'Ann' })).status, (await say('discard', { by: 'Ann', note: 'Rung up by mistake' })).status, (await say('discard', { by: 'Bert', note: 'again' })).status]).toEqual([204, 204, 204])
    expect((await read()).state).toBe('discarded')
    expect((await say('restore', { by: 'Cleo' })).status).toBe(204)
    expect((await read()).steps.map(({ kind, by }) => `${kind} ${by}`)).toEqual(['again Ann', 'discarded Ann', 'restored Cleo'])
  })
})
