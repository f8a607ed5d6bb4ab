import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LayoutsOverview, type TilePageEdited } from '../../src/contracts/replication/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { ask, newFolder, sellMilk, startRegister, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('head office’s tiles on $name, to a till that sells', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let started: StartedRegister
  let cookie: string

  const page = (address: string, body?: object): Promise<Response> =>
    fetch(`${office.url}/api/stores/${office.storeId}${address}`, { ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }), headers: { cookie, origin: office.url, ...(body !== undefined && { 'content-type': 'application/json' }) } })
  const layouts = async (): Promise<LayoutsOverview> => (await (await page('/layouts')).json()) as LayoutsOverview
  const told = async (address: string, body: object): Promise<TilePageEdited> => (await (await page(address, { ...body, by: 'Ann' })).json()) as TilePageEdited
  const shown = async (): Promise<unknown> => (await ask(started.register, 'tiles', {})).pages.map((one) => [one.names['en'], ...one.tiles.map(({ sku, icon }) => `${sku} ${icon}`)])

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

  test('[REP-13] pages that head office keeps are those of the till from its next contact on, in their order and with the items that it has; head office sees that they have arrived, and with the last of them gone the till has its own again', { timeout: 60_000 }, async () => {
    const own = await shown()
    const items = [1, 2].map((index) => ({ id: randomUUID(), sku: `T${index}`, barcodes: [], names: { en: `Thing ${index}` }, unit: 'each', taxClass: 'standard', currency: 'GBP', prices: [{ from: 5, minor: 100 * index, per: 1000 }] }))
    for (const item of items) expect(await told('/items', { item, seenVersion: 0 })).toMatchObject({ ok: true })
    const [one, two] = items.map(({ id }) => ({ item: id, icon: 'star', hue: 3 }))
    const [first, second] = [{ id: randomUUID(), names: { en: 'First' }, tiles: [two, one] }, { id: randomUUID(), names: { en: 'Second' }, tiles: [one] }]
    expect([await told('/layouts', { page: first, seenVersion: 0 }), await told('/layouts', { page: second, seenVersion: 0 })]).toEqual([{ ok: true, version: 1 }, { ok: true, version: 2 }])
    // Whatever goes up brings back that there is something new.
    await sellMilk(started.register)
    await expect.poll(async () => (await layouts()).arrivals, { timeout: 20_000 }).toMatchObject([{ registerNumber: 1, version: 2, parked: 0 }])
    expect(await shown()).toEqual([['First', 'T2 star', 'T1 star'], ['Second', 'T1 star']])

    expect(await told('/layouts/order', { pages: [{ id: second.id, seenVersion: 2 }, { id: first.id, seenVersion: 1 }] })).toEqual({ ok: true, version: 3 })
    expect(await told(`/items/${items[0]?.id ?? ''}/withdrawn`, { seenVersion: 1 })).toMatchObject({ ok: true })
    await sellMilk(started.register)
    await expect.poll(async () => (await layouts()).arrivals[0]?.version, { timeout: 20_000 }).toBe(3)
    expect(await shown()).toEqual([['First', 'T2 star']])

    for (const { id } of [first, second]) expect(await told(`/layouts/${id}/removed`, { seenVersion: 3 })).toMatchObject({ ok: true })
    await sellMilk(started.register)
    await expect.poll(async () => (await layouts()).arrivals[0]?.version, { timeout: 20_000 }).toBe(5)
    expect(await shown()).toEqual(own)
    const entries = (await started.register.core.internal.entriesAfter(1, 0, 99)).map(({ text }) => JSON.parse(text) as { type: string; body: { version?: number; setHash?: string } })
    const fed = entries.filter(({ type }) => type === 'layouts.fed')
    expect([fed.at(-1)?.body.version, fed.at(-1)?.body.setHash]).toEqual([5, (await started.register.core.internal.feedState('layouts')).setHash])
  })
})
