import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FeedAnswer, feedMark, type FeedMarks, type ItemEdited, type ItemsOverview } from '../../contracts/replication/index.ts'
import { emptySetHash } from '../../domain/feed/index.ts'
import { type HeadOffice, startHeadOffice } from '../head-office.ts'
import { taxPacks } from '../../domain/tax/index.ts'
import { append, batchOf, enrol, post, saleBody, signed, testRegister, type TestRegister } from '../register.fixture.ts'

let folder: string
let office: HeadOffice
let register: TestRegister
let instance: string
let cookie: string
let now = Date.UTC(2026, 10, 21, 12)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'feeds-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: () => (now += 1), log: () => undefined })
  register = testRegister()
  await enrol(office.url, register, (await office.createEnrolmentCode()).code)
  instance = (await heartbeat()).instance
  const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url }, body: JSON.stringify({ secret: new URLSearchParams(new URL(office.pageUrl()).hash.slice(1)).get('secret') }) })
  cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
})
afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Heard {
  readonly instance: string
  readonly feeds?: FeedMarks
}

async function heartbeat(more: object = {}): Promise<Heard> {
  return (await (await post(office.url, register, { ...batchOf(register, 1, 0), ...more })).json()) as Heard
}

const capable = { protocol: 2, capabilities: ['feeds'] }
const none = { version: 0, setHash: emptySetHash }

async function ask(more: object = {}, by = register): Promise<Response> {
  const body = JSON.stringify({ protocol: 1, purpose: 'feeds', register: register.id, instance, feed: 'items', cursor: none, ...more })
  return fetch(`${office.url}/v1/registers/${register.id}/feeds`, { method: 'POST', headers: { 'tillwright-signature': signed(by, body) }, body })
}

const page = (path: string, body?: object, headers: Readonly<Record<string, string>> = { cookie }): Promise<Response> =>
  fetch(`${office.url}${path}`, body === undefined ? { headers } : { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url, ...headers }, body: JSON.stringify(body) })

const items = (search = ''): Promise<ItemsOverview> => page(`/api/stores/${office.storeId}/items?search=${encodeURIComponent(search)}`).then((answer) => answer.json() as Promise<ItemsOverview>)
const milk = { id: randomUUID(), sku: 'M1', barcodes: ['5000112637922'], names: { en: 'Milk', 'zh-CN': '牛奶' }, unit: 'each', taxClass: 'standard', currency: 'GBP', prices: [{ from: 5, minor: 120, per: 1000 }] }
const save = async (item: object, seenVersion = 0): Promise<ItemEdited> => (await (await page(`/api/stores/${office.storeId}/items`, { item, seenVersion, by: 'Ann' })).json()) as ItemEdited

test('[REP-13] an item that is saved on the page is named in the next acknowledgement, and pulled by the register of its store', async () => {
  const unfed = feedMark(0, emptySetHash)
  expect((await heartbeat(capable)).feeds).toEqual({ operators: unfed, settings: unfed, promotions: unfed, items: unfed, layouts: unfed })
  expect(await save(milk)).toEqual({ ok: true, version: 1 })
  const { feeds } = await heartbeat(capable)
  const answer = (await (await ask()).json()) as FeedAnswer
  expect([answer.to, answer.snapshot, feeds?.items]).toEqual([1, true, feedMark(1, answer.setHash)])
  // As registers keep it: the barcode with its 14 digits, and one spelling for one item.
  expect(JSON.parse(answer.rows[0]?.text ?? '')).toEqual({ ...milk, barcodes: ['05000112637922'] })
  const again = (await (await ask({ cursor: { version: 1, setHash: answer.setHash }, parked: { count: 1, named: [{ id: milk.id, reason: 'currency-differs' }] } })).json()) as FeedAnswer
  expect([again.from, again.to, again.rows]).toEqual([1, 1, []])
  expect((await items('mil 牛')).arrivals).toMatchObject([{ registerNumber: 1, version: 1, parked: 1, named: [{ id: milk.id, reason: 'currency-differs' }] }])
})

test('[REP-13] an item is priced in the money that its store sells in and taxed as its tax rates say: anything else is refused with what there is, and what is kept already may stay', async () => {
  expect(await items()).toMatchObject({ taxClasses: expect.arrayContaining(['standard', 'reduced', 'federal']) as unknown })
  expect((await items()).currencies).toContain('JPY')
  expect(await save({ ...milk, taxClass: 'luxury' })).toMatchObject({ ok: false, reason: 'taxClassUnknown', known: expect.arrayContaining(['standard']) as unknown })
  expect(await save({ ...milk, taxClass: 'federal', currency: 'USD' })).toEqual({ ok: true, version: 1 })
  append(register, { body: saleBody('1-1', 500) })
  await post(office.url, register, batchOf(register, 1, 1))
  const { currency, currencies, taxClasses } = await items()
  expect([currency, currencies, taxClasses.includes('federal'), taxClasses.includes('standard')]).toEqual(['GBP', ['GBP'], false, true])
  // As it is it does not stay: no register could use it; its class may, until another is chosen.
  expect(await save({ ...milk, taxClass: 'federal', currency: 'USD' }, 1)).toEqual({ ok: false, reason: 'otherCurrency', currency: 'GBP' })
  expect(await save({ ...milk, taxClass: 'federal' }, 1)).toEqual({ ok: true, version: 2 })
  const kept = await page(`/api/stores/${office.storeId}/settings`, { setting: { kind: 'taxRates', pack: 'GB-2011', taxClass: 'standard', rates: [] }, seenVersion: 0, by: 'Ann' })
  expect(kept.status).toBe(200)
  expect([...(await items()).taxClasses].toSorted()).toEqual(Object.keys(taxPacks['GB-2011']?.classes ?? {}).toSorted())
})

test('[REP-12] a register that says nothing of feeds is told nothing of them', async () => {
  await save(milk)
  expect((await heartbeat()).feeds).toBeUndefined()
  expect((await heartbeat({ protocol: 2, capabilities: ['refunds'] })).feeds).toBeUndefined()
})

test('[REP-13] the door of feeds takes a request of this register alone, signed, for this head office, and nothing besides', async () => {
  expect((await ask({}, testRegister(1))).status).toBe(401)
  for (const wrong of [{ instance: randomUUID() }, { feed: 'people' }, { purpose: 'quarantine' }, { more: 1 }, { cursor: { version: -1, setHash: emptySetHash } }]) expect((await ask(wrong)).status).toBe(400)
  for (const feed of ['items', 'operators', 'settings', 'promotions', 'layouts']) expect((await ask({ feed })).status).toBe(200)
})

test('[REP-13] the page searches, changes with a date and withdraws; what somebody else changed meanwhile, and a code of another item, are said and change nothing', async () => {
  expect((await page(`/api/stores/${office.storeId}/items`, undefined, {})).status).toBe(401)
  expect((await page('/api/stores/nowhere/items')).status).toBe(404)
  await save(milk)
  const tomorrow = now + 86_400_000
  expect(await save({ ...milk, prices: [...milk.prices, { from: 6, minor: 110, per: 1000 }, { from: tomorrow, minor: 130, per: 1000 }] }, 1)).toEqual({ ok: true, version: 2 })
  // Of the prices that are past only the one that holds is kept.
  expect((await items()).items[0]).toMatchObject({ version: 2, prices: [{ from: 6, minor: 110 }, { from: tomorrow, minor: 130 }] })
  expect(await save(milk, 1)).toEqual({ ok: false, reason: 'changedMeanwhile' })
  expect(await save({ ...milk, id: randomUUID(), sku: 'M2' })).toEqual({ ok: false, reason: 'codeTaken', code: '05000112637922', by: 'M1' })
  for (const wrong of [{ ...milk, names: {} }, { ...milk, names: { en: 'a\0b' } }, { ...milk, prices: [{ from: 9, minor: 1, per: 1000 }, { from: 9, minor: 2, per: 1000 }] }, { ...milk, currency: 'pounds' }]) {
    expect((await page(`/api/stores/${office.storeId}/items`, { item: wrong, seenVersion: 2, by: 'Ann' })).status).toBe(400)
  }
  expect(await items('nothing like it')).toMatchObject({ version: 2, count: 1, items: [] })
  const gone = await page(`/api/stores/${office.storeId}/items/${milk.id}/withdrawn`, { seenVersion: 2, by: 'Ann' })
  expect([await gone.json(), await items()]).toMatchObject([{ ok: true, version: 3 }, { version: 3, count: 0, items: [] }])
})
