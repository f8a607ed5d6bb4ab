import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Overview, type RegisterOverview } from '../../src/contracts/replication/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { ask, milk, newFolder, sellMilk, signOn, startRegister, type StartedRegister, tryAsk } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('a till that head office on $name locks', ({ name, create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let started: StartedRegister
  let cookie: string
  /** How far head office's clock is ahead: a register that was not heard from for ten minutes is silent. */
  let ahead: number

  async function startOffice(port = 0): Promise<void> {
    office = await startHeadOffice({ ...database.location, port, store: names, clock: () => Date.now() + ahead, log: () => undefined })
    const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url }, body: JSON.stringify({ secret: new URLSearchParams(new URL(office.pageUrl()).hash.slice(1)).get('secret') }) })
    cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  const row = async (): Promise<RegisterOverview | undefined> => ((await (await fetch(`${office.url}/api/overview`, { headers: { cookie } })).json()) as Overview).stores[0]?.registers[0]
  const press = async (door: string, body: object = {}): Promise<number> => {
    const register = (await row())?.id ?? ''
    return (await fetch(`${office.url}/api/stores/${office.storeId}/registers/${register}/${door}`, { method: 'POST', headers: { cookie, origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ by: 'Mei', ...body }) })).status
  }
  const health = async () => (await ask(started.register, 'status', {})).health
  const replication = async () => (await ask(started.register, 'status', {})).replication
  const startTill = async (more = {}): Promise<void> => {
    started = await startRegister(path.join(folder.data, 'register'), { demoStore: 'gb', ...more })
  }
  const soon = { timeout: 45_000 }

  beforeEach(async () => {
    ahead = 0
    folder = newFolder()
    database = await create()
    await startOffice()
    const { code } = await office.createEnrolmentCode()
    await startTill({ headOffice: office.url, enrolmentCode: code })
    await signOn(started.register)
    await sellMilk(started.register)
    await expect.poll(async () => (await row())?.lastSeen, soon).toBeDefined()
  })
  afterEach(async () => {
    await started.register.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  test('[REP-14] what is open is paid for, everybody is signed off, nobody signs on, also after a start; all of it is at head office; unlocked, they sign on again', { timeout: 240_000 }, async () => {
    const { basket } = await ask(started.register, 'scan', { barcode: milk })
    expect(await press('lock', { reason: 'misused' })).toBe(204)
    // An entry, and so a contact, that leaves the basket as it is.
    await ask(started.register, 'check-price', { barcode: milk })
    await expect.poll(async () => (await health()).locked, soon).toMatchObject({ reason: 'misused', finishing: true })
    // Nothing is begun, and what is open is paid.
    expect(await tryAsk(started.register, 'scan', { barcode: milk })).toMatchObject({ ok: false, refusal: { code: 'register.locked' } })
    expect(await tryAsk(started.register, 'open-drawer', { reason: 'giveChange' })).toMatchObject({ ok: false, refusal: { code: 'register.locked' } })
    const { lastSale } = await ask(started.register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
    expect(lastSale?.number).toBeDefined()
    await ask(started.register, 'sign-off', {})
    const { operators } = await ask(started.register, 'register', {})
    const [first] = operators
    const enter = () => tryAsk(started.register, 'sign-on', { operatorId: first?.id, pin: first?.demoPin })
    expect(await enter()).toMatchObject({ ok: false, refusal: { code: 'register.locked' } })

    // Both sales are there; with the next heartbeat, which one database may wait for, head office is told that it is locked and has nothing left.
    await expect.poll(async () => Number(((await database.rows('SELECT count(*) AS n FROM sale')) as readonly { n: unknown }[])[0]?.n), soon).toBe(2)
    if (name === 'SQLite') await expect.poll(async () => (await row())?.locked?.heardAt, { timeout: 75_000 }).toBeDefined()

    await started.register.close()
    await startTill()
    expect([(await health()).locked?.reason, await enter()]).toMatchObject(['misused', { ok: false, refusal: { code: 'register.locked' } }])

    // The first thing it does at a start is to ask.
    await started.register.close()
    expect(await press('unlock')).toBe(204)
    await startTill()
    await expect.poll(async () => (await health()).locked, soon).toBeUndefined()
    await signOn(started.register)
    await sellMilk(started.register)
    const types = (await started.register.core.internal.entriesAfter(1, 0, 999)).map(({ text }) => (JSON.parse(text) as { type: string }).type)
    expect(types.filter((type) => type.startsWith('register.') && type.includes('locked'))).toEqual(['register.locked', 'register.unlocked'])
  })

  test('[REP-14] out of service, the till says so and not that it is offline, and what is sold there is kept; one that was locked and never called is locked by that answer', { timeout: 240_000 }, async () => {
    await started.register.close()
    expect(await press('lock', { reason: 'stolen' })).toBe(204)
    expect(await press('retire')).toBe(409)
    ahead = 600_000
    expect(await press('retire')).toBe(204)
    ahead = 0
    await startTill()
    await expect.poll(async () => (await replication()).notTaken, soon).toBe('retired')
    expect([(await replication()).state, (await health()).locked?.reason]).toEqual(['offline', 'stolen'])
    expect(await tryAsk(started.register, 'sign-on', { operatorId: 'x', pin: '1234' })).toMatchObject({ ok: false, refusal: { code: 'register.locked' } })

    // Started while head office is away, it knows at once: nobody is told that it will be unlocked.
    await started.register.close()
    const { port } = office
    await office.close()
    await startTill()
    await expect.poll(async () => (await replication()).state, soon).toBe('offline')
    expect(await replication()).toMatchObject({ notTaken: 'retired' })
    await startOffice(port)
  })

  test('[REP-14] out of service with a sale that was never sent, the till’s next call says so; taken, it is at head office, and the till says again that it is out of service', { timeout: 240_000 }, async () => {
    await started.register.close()
    ahead = 600_000
    expect(await press('retire')).toBe(204)
    ahead = 0
    await startTill()
    await signOn(started.register)
    await sellMilk(started.register)
    await expect.poll(async () => (await row())?.rest?.unsent, { timeout: 75_000 }).toMatchObject({ documents: 1 })
    expect((await row())?.rest?.unsent?.atLeast).toBeUndefined()
    expect((await replication()).notTaken).toBe('retired')
    expect(await press('take-rest', { note: 'ours' })).toBe(204)
    await expect.poll(async () => Number(((await database.rows('SELECT count(*) AS n FROM sale')) as readonly { n: unknown }[])[0]?.n), { timeout: 75_000 }).toBe(2)
    await expect.poll(async () => (await row())?.rest?.overAt, { timeout: 75_000 }).toBeDefined()
    expect(await replication()).toMatchObject({ notTaken: 'retired', waiting: 0 })
  })

  test('[REP-14] a head office that does not know the register is told apart from one that is away, and the till sells on', { timeout: 120_000 }, async () => {
    const { port } = office
    await office.close()
    await database.drop()
    database = await create()
    await startOffice(port)
    await sellMilk(started.register)
    await expect.poll(async () => (await replication()).notTaken, soon).toBe('unknown')
    await sellMilk(started.register)
    expect((await health()).locked).toBeUndefined()
  })
})
