import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type SettingEdited, type SettingsOverview } from '../../src/contracts/replication/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { ask, newFolder, sellMilk, startRegister, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('head office’s settings on $name, to a till that sells', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let started: StartedRegister
  let cookie: string

  const page = (address: string, body?: object): Promise<Response> =>
    fetch(`${office.url}/api/stores/${office.storeId}/settings${address}`, { ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }), headers: { cookie, origin: office.url, ...(body !== undefined && { 'content-type': 'application/json' }) } })
  const settings = async (): Promise<SettingsOverview> => (await (await page('')).json()) as SettingsOverview
  const save = async (setting: object, seenVersion: number): Promise<SettingEdited> => (await (await page('', { setting, seenVersion, by: 'Ann' })).json()) as SettingEdited

  beforeEach(async () => {
    folder = newFolder()
    database = await create()
    office = await startHeadOffice({ ...database.location, store: names, clock: Date.now, log: () => undefined })
    const { code } = await office.createEnrolmentCode()
    const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url }, body: JSON.stringify({ secret: new URLSearchParams(new URL(office.pageUrl()).hash.slice(1)).get('secret') }) })
    cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
    started = await startRegister(path.join(folder.data, 'register'), { demoStore: 'gb', headOffice: office.url, enrolmentCode: code })
    const { operators } = await ask(started.register, 'register', {})
    const manager = operators.find(({ role }) => role === 'manager')
    await ask(started.register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
    await ask(started.register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
  })
  afterEach(async () => {
    await started.register.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  test('[REP-13] what head office sets is so at the till after the next contact, head office sees that it has arrived and what could not be used, and given back the store may change it', { timeout: 60_000 }, async () => {
    const from = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
    expect(await save({ kind: 'returnDays', value: 14 }, 0)).toEqual({ ok: true, version: 1 })
    expect(await save({ kind: 'taxRates', pack: 'GB-2011', taxClass: 'standard', rates: [{ from, rate: 210_000 }] }, 0)).toEqual({ ok: true, version: 2 })
    expect(await save({ kind: 'cashRounding', value: 'CH-0.05' }, 0)).toEqual({ ok: true, version: 3 })
    // Whatever goes up brings back that there is something new.
    await sellMilk(started.register)
    await expect.poll(async () => (await settings()).arrivals, { timeout: 20_000 }).toMatchObject([{ registerNumber: 1, version: 3, parked: 1, named: [{ id: 'cashRounding', reason: 'currency-differs' }] }])
    expect(await ask(started.register, 'store', {})).toMatchObject({ returnDays: 14, cashRounding: '', ofHeadOffice: ['returnDays', 'cashRounding'] })
    const { classes } = await ask(started.register, 'taxes', {})
    expect(classes.find(({ taxClass }) => taxClass === 'standard')).toMatchObject({ ofHeadOffice: true, rates: [{ from, rate: 210_000, standing: 'coming' }, {}] })

    const { internal } = started.register.core
    const entries = (await internal.entriesAfter(1, 0, 99)).map(({ text }) => JSON.parse(text) as { type: string; catalogueVersion: number; body: { setHash?: string } })
    const fed = entries.findLast(({ type }) => type === 'settings.fed')
    await sellMilk(started.register)
    const sale = (await internal.entriesAfter(1, 0, 99)).map(({ text }) => JSON.parse(text) as { type: string; catalogueVersion: number }).findLast(({ type }) => type === 'sale.completed')
    expect([sale?.catalogueVersion, (await internal.feedState('settings')).setHash]).toEqual([fed?.catalogueVersion, fed?.body.setHash])

    expect(await (await page('/returnDays/released', { seenVersion: 1, by: 'Ann' })).json()).toEqual({ ok: true, version: 4 })
    await sellMilk(started.register)
    await expect.poll(async () => (await settings()).arrivals[0]?.version, { timeout: 20_000 }).toBe(4)
    expect(await ask(started.register, 'store', {})).toMatchObject({ returnDays: 14, ofHeadOffice: ['cashRounding'] })
  })

  test('[REP-14] a right that head office takes is gone at the till after the next contact, the last right over people stays until somebody else has it, and both say so', { timeout: 60_000 }, async () => {
    expect(await save({ kind: 'grant', role: 'cashier', permission: 'refund', grant: 1500, currency: 'GBP' }, 0)).toEqual({ ok: true, version: 1 })
    expect(await save({ kind: 'secondPerson', permission: 'refund', above: 20_000, currency: 'GBP' }, 0)).toEqual({ ok: true, version: 2 })
    expect(await save({ kind: 'grant', role: 'manager', permission: 'managePeople', grant: 'no' }, 0)).toEqual({ ok: true, version: 3 })
    await sellMilk(started.register)
    await expect.poll(async () => (await settings()).arrivals, { timeout: 20_000 }).toMatchObject([{ registerNumber: 1, version: 3, parked: 1, named: [{ id: 'grant.manager.managePeople', reason: 'last-manager' }] }])
    const refund = async (): Promise<unknown> => (await ask(started.register, 'permissions', {})).permissions.find(({ permission }) => permission === 'refund')
    expect(await refund()).toMatchObject({ secondPersonAbove: 20_000, secondPersonKept: 'headOffice', grants: [{ role: 'cashier', grant: 1500, kept: 'headOffice' }, {}, {}, {}, {}] })

    // Somebody else may: what waited goes through with whatever is fed next.
    const { people } = await ask(started.register, 'people', {})
    expect(people.some(({ role }) => role === 'supervisor')).toBe(true)
    await ask(started.register, 'set-permission', { role: 'supervisor', permission: 'managePeople', grant: 'yes' })
    expect(await (await page('/secondPerson.refund/released', { seenVersion: 2, by: 'Ann' })).json()).toEqual({ ok: true, version: 4 })
    await sellMilk(started.register)
    await expect.poll(async () => (await settings()).arrivals, { timeout: 20_000 }).toMatchObject([{ version: 4, parked: 0 }])
    const after = await started.register.core.call('set-permission', { role: 'cashier', permission: 'sell', grant: 'no' }, { seat: 'counter', request: randomUUID() })
    expect(after).toMatchObject({ ok: false, refusal: { code: 'request.notAllowed' } })
  })
})
