import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OperatorEdit, type OperatorEdited, type OperatorsOverview } from '../../src/contracts/replication/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { ask, milk, newFolder, sellMilk, startRegister, type StartedRegister, tryAsk } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const
const [pin, nextPin] = ['482913', '573914']
const badge = 'B-4711-X'

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('head office’s people on $name, at a till that sells', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let started: StartedRegister
  let cookie: string
  let manager: { readonly operatorId: string; readonly pin: string }
  let logged: string[]
  let answered: string[]

  async function call(body?: object): Promise<{ readonly status: number; readonly text: string }> {
    const answer = await fetch(`${office.url}/api/stores/${office.storeId}/operators`, { ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }), headers: { cookie, origin: office.url, ...(body !== undefined && { 'content-type': 'application/json' }) } })
    const text = await answer.text()
    answered.push(text)
    return { status: answer.status, text }
  }
  const people = async (): Promise<OperatorsOverview> => JSON.parse((await call()).text) as OperatorsOverview
  const ann = randomUUID()
  const save = async (change: Partial<OperatorEdit['operator']>, seenVersion: number, more: Partial<OperatorEdit> = {}): Promise<OperatorEdited> =>
    JSON.parse((await call({ operator: { id: ann, name: 'Ann Archer', role: 'cashier', badge, active: true, ...change }, stores: [office.storeId], seenVersion, by: 'Olga', ...more })).text) as OperatorEdited
  const arrived = (version: number): Promise<void> => expect.poll(async () => (await people()).arrivals, { timeout: 25_000 }).toMatchObject([{ registerNumber: 1, version, parked: 0 }])
  /** An entry, and so a contact, that leaves the basket as it is. */
  const checkPrice = () => ask(started.register, 'check-price', { barcode: milk })
  const enter = (given: string) => tryAsk(started.register, 'sign-on', { operatorId: ann, pin: given })

  beforeEach(async () => {
    folder = newFolder()
    logged = []
    answered = []
    database = await create()
    office = await startHeadOffice({ ...database.location, store: names, clock: Date.now, log: (event, facts) => logged.push(JSON.stringify({ event, ...facts })) })
    const { code } = await office.createEnrolmentCode()
    const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url }, body: JSON.stringify({ secret: new URLSearchParams(new URL(office.pageUrl()).hash.slice(1)).get('secret') }) })
    cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
    started = await startRegister(path.join(folder.data, 'register'), { demoStore: 'gb', headOffice: office.url, enrolmentCode: code })
    const { operators } = await ask(started.register, 'register', {})
    const first = operators.find(({ role }) => role === 'manager')
    manager = { operatorId: first?.id ?? '', pin: first?.demoPin ?? '' }
    await ask(started.register, 'sign-on', manager)
    await ask(started.register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
  })
  afterEach(async () => {
    await started.register.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  test('[REP-14] who is added there signs on here with that PIN; another PIN counts from the next sign-on; who is switched off is signed off with the basket kept; and no journal, log or answer has anything of a PIN', { timeout: 90_000 }, async () => {
    expect(await save({}, 0, { pin })).toEqual({ ok: true, version: 1 })
    await sellMilk(started.register)
    await arrived(1)
    expect((await people()).operators).toMatchObject([{ name: 'Ann Archer', hasPin: true, stores: [office.storeId], version: 1 }])
    // Whom it keeps the till is told before they type a PIN for nothing.
    expect((await ask(started.register, 'register', {})).operators.filter(({ ofHeadOffice }) => ofHeadOffice === true).map(({ id }) => id)).toEqual([ann])
    expect(await enter('999111')).toMatchObject({ ok: false, refusal: { code: 'operator.wrongPin' } })
    expect(await enter(pin)).toMatchObject({ ok: true })
    const { basket } = await ask(started.register, 'scan', { barcode: milk })

    // Another PIN, while she is on: she stays.
    expect(await save({}, 1, { pin: nextPin })).toEqual({ ok: true, version: 2 })
    expect(await save({}, 2, { pin: nextPin })).toEqual({ ok: false, reason: 'pinWeak', why: 'last' })
    await checkPrice()
    await arrived(2)
    expect((await ask(started.register, 'counter', {})).operator?.id).toBe(ann)

    // Switched off: the seat is empty at the next contact, and the basket waits.
    expect(await save({ active: false }, 2)).toEqual({ ok: true, version: 3 })
    await checkPrice()
    await arrived(3)
    const counter = await ask(started.register, 'counter', {})
    expect([counter.operator, counter.basket?.id]).toEqual([undefined, basket?.id])
    expect(await enter(nextPin)).toMatchObject({ ok: false, refusal: { code: 'operator.wrongPin' } })
    expect(await save({ active: true }, 3)).toEqual({ ok: true, version: 4 })
    await ask(started.register, 'sign-on', manager)
    await arrived(4)
    expect(await enter(pin)).toMatchObject({ ok: false, refusal: { code: 'operator.wrongPin' } })
    expect(await enter(nextPin)).toMatchObject({ ok: true })

    const { internal } = started.register.core
    const journal = (await internal.entriesAfter(1, 0, 999)).map(({ text }) => text).join('\n')
    for (const secret of [pin, nextPin, 'argon2']) for (const [where, text] of [['journal', journal], ['log', logged.join()], ['answers', answered.join()]] as const) expect(text.includes(secret), `${secret} in ${where}`).toBe(false)
    for (const personal of ['Ann Archer', badge]) expect([journal.includes(personal), logged.join().includes(personal)]).toEqual([false, false])
    expect(journal).toContain('operators.fed')
  })
})
