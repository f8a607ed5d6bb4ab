import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ItemEdited, type ItemsOverview } from '../../src/contracts/replication/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { ask, milk, newFolder, sellMilk, startRegister, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('head office’s items on $name, to a till that sells', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let started: StartedRegister
  let cookie: string

  const page = (address: string, body?: object): Promise<Response> =>
    fetch(`${office.url}/api/stores/${office.storeId}/items${address}`, { ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }), headers: { cookie, origin: office.url, ...(body !== undefined && { 'content-type': 'application/json' }) } })
  const items = async (): Promise<ItemsOverview> => (await (await page('')).json()) as ItemsOverview
  const save = async (item: object, seenVersion: number): Promise<ItemEdited> => (await (await page('', { item, seenVersion, by: 'Ann' })).json()) as ItemEdited

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

  test('[REP-13] a price that head office changes is that of the next scan after the next contact, the sale says by which version, and head office sees that it has arrived', { timeout: 60_000 }, async () => {
    const before = (await sellMilk(started.register)).total
    const item = { id: randomUUID(), sku: 'MILK', barcodes: [milk], names: { en: 'Fresh milk', 'zh-CN': '鲜牛奶' }, unit: 'each', taxClass: 'standard', currency: 'GBP', prices: [{ from: 1, minor: before + 25, per: 1000 }] }
    expect(await save(item, 0)).toEqual({ ok: true, version: 1 })
    // Whatever goes up brings back that there is something new.
    await sellMilk(started.register)
    await expect.poll(async () => (await items()).arrivals, { timeout: 20_000 }).toMatchObject([{ registerNumber: 1, version: 1, parked: 0 }])
    const sold = await sellMilk(started.register)
    expect(sold.total).toBe(before + 25)

    const { internal } = started.register.core
    const entries = (await internal.entriesAfter(1, 0, 99)).map(({ text }) => JSON.parse(text) as { type: string; catalogueVersion: number; body: { version?: number; setHash?: string; lines?: readonly { names: object }[] } })
    const fed = entries.filter(({ type }) => type === 'items.fed')
    expect(fed.map(({ body }) => body.version)).toEqual([1])
    const sale = entries.findLast(({ type }) => type === 'sale.completed')
    expect([sale?.catalogueVersion, (await internal.feedState('items')).setHash]).toEqual([fed[0]?.catalogueVersion, fed[0]?.body.setHash])
    // Withdrawn, it is a red line, and back again it is what it was.
    expect(await (await page(`/${item.id}/withdrawn`, { seenVersion: 1, by: 'Ann' })).json()).toEqual({ ok: true, version: 2 })
    const other = await ask(started.register, 'scan', { barcode: milk })
    await ask(started.register, 'cancel-basket', { basketId: other.basket?.id ?? '' })
    await expect.poll(async () => (await items()).arrivals[0]?.version, { timeout: 20_000 }).toBe(2)
    const gone = await ask(started.register, 'scan', { barcode: milk })
    expect(gone.basket?.lines).toMatchObject([{ kind: 'unresolved' }])
  })

  test('[REP-12] promotions of a later head office wait at a till of today, which sells on at its prices, and head office hears that they do', { timeout: 60_000 }, async () => {
    const before = (await sellMilk(started.register)).total
    const later = await openStore(database.location, Date.now(), () => undefined)
    try {
      const text = JSON.stringify({ kind: 'threeForTwo', sku: 'MILK' })
      expect(await later.editFeed(office.storeId, { feed: 'promotions', rows: [{ id: 'milk-in-may', text, seenVersion: 0, search: 'milk', codes: [] }], by: 'Ann' }, Date.now())).toEqual({ ok: true, version: 1 })
      // What another process wrote is in an acknowledgement of the next seconds.
      await expect.poll(async () => [(await sellMilk(started.register)).total, (await started.register.core.internal.feedState('promotions')).version], { timeout: 20_000, interval: 500 }).toEqual([before, 1])
      await expect.poll(() => later.feedArrivals(office.storeId, 'promotions'), { timeout: 20_000 }).toMatchObject([{ registerNumber: 1, version: 1, parked: 1, named: [{ id: 'milk-in-may', reason: 'promotion-unknown' }] }])
      expect((await sellMilk(started.register)).total).toBe(before)
    } finally {
      await later.close()
    }
  })
})
