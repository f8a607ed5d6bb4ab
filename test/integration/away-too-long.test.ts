import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HealthView } from '../../src/contracts/ipc/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { ask, heard, newFolder, sellMilk, startRegister, type StartedRegister, tryAsk } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const
const pin = '482913'
const hour = 3_600_000

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('a till that head office on $name does not answer for too long', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let started: StartedRegister
  let cookie: string
  const mia = randomUUID()

  async function startOffice(port = 0): Promise<void> {
    office = await startHeadOffice({ ...database.location, port, store: names, clock: Date.now, log: () => undefined })
    const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url }, body: JSON.stringify({ secret: new URLSearchParams(new URL(office.pageUrl()).hash.slice(1)).get('secret') }) })
    cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  const post = async (what: string, body: object): Promise<unknown> => (await fetch(`${office.url}/api/stores/${office.storeId}/${what}`, { method: 'POST', headers: { cookie, origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()
  const contact = async () => (await ask(started.register, 'status', {})).health.contact
  const soon = { timeout: 60_000 }

  beforeEach(async () => {
    folder = newFolder()
    database = await create()
    await startOffice()
    const { code } = await office.createEnrolmentCode()
    started = await startRegister(path.join(folder.data, 'register'), { demoStore: 'gb', headOffice: office.url, enrolmentCode: code })
    expect(await post('settings', { setting: { kind: 'offlineHours', value: 72 }, seenVersion: 0, by: 'Ann' })).toEqual({ ok: true, version: 1 })
    expect(await post('operators', { operator: { id: mia, name: 'Mia Moor', role: 'manager', active: true }, stores: [office.storeId], seenVersion: 0, pin, by: 'Ann' })).toMatchObject({ ok: true })
    const manager = (await ask(started.register, 'register', {})).operators.find(({ role }) => role === 'manager')
    await ask(started.register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
    await sellMilk(started.register)
    await expect.poll(async () => (await tryAsk(started.register, 'sign-on', { operatorId: mia, pin })).ok, soon).toBe(true)
    await expect.poll(async () => (await started.register.core.internal.feedState('settings')).version, soon).toBe(1)
  })
  afterEach(async () => {
    await started.register.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  test('[REP-14] it warns, then narrows whom head office feeds, sells on, and is as before at the next answer, on open pages too', { timeout: 240_000 }, async () => {
    const { port } = office
    await office.close()
    const { internal } = started.register.core
    const beginning = Date.now()
    await internal.setDemoClock(beginning + 55 * hour)
    expect(await contact()).toEqual({ state: 'soon', mostHours: 72, hoursLeft: 17 })
    expect((await tryAsk(started.register, 'store', {})).ok).toBe(true)
    const toldOver = heard(started.register, (event) => (event?.topic === 'health' && (event.payload as HealthView).contact?.state === 'over' ? true : undefined))
    await internal.setDemoClock(beginning + 73 * hour)
    await toldOver
    expect(await tryAsk(started.register, 'store', {})).toMatchObject({ ok: false, refusal: { code: 'headOffice.awayTooLong', params: { hours: 72 } } })
    expect((await ask(started.register, 'register', {})).operators.find(({ id }) => id === mia)?.narrowed).toBe(true)
    await sellMilk(started.register)

    const toldBack = heard(started.register, (event) => (event?.topic === 'health' && (event.payload as HealthView).contact === undefined ? true : undefined))
    await startOffice(port)
    await sellMilk(started.register)
    await toldBack
    expect((await tryAsk(started.register, 'store', {})).ok).toBe(true)
    await expect.poll(async () => Number(((await database.rows('SELECT count(*) AS n FROM sale')) as readonly { n: unknown }[])[0]?.n), soon).toBe(3)
    const types = (await internal.entriesAfter(1, 0, 999)).map(({ text }) => (JSON.parse(text) as { type: string }).type)
    expect(types.filter((type) => type.startsWith('headOffice.'))).toEqual(['headOffice.awayTooLong', 'headOffice.backInTouch'])
  })
})
