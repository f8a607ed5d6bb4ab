import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FeedAnswer, feedMark, type LayoutsOverview, mostTilePages, mostTiles, type TilePageEdited } from '../../contracts/replication/index.ts'
import { emptySetHash } from '../../domain/feed/index.ts'
import { type HeadOffice, startHeadOffice } from '../head-office.ts'
import { doorRights, roleRights } from '../http/door-rights.ts'
import { batchOf, enrol, post, signed, testRegister, type TestRegister } from '../register.fixture.ts'

let folder: string
let office: HeadOffice
let register: TestRegister
let cookie: string
let now = Date.UTC(2026, 10, 21, 12)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'layouts-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: () => (now += 1), log: () => undefined })
  register = testRegister()
  await enrol(office.url, register, (await office.createEnrolmentCode()).code)
  const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url }, body: JSON.stringify({ secret: new URLSearchParams(new URL(office.pageUrl()).hash.slice(1)).get('secret') }) })
  cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
})
afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (path: string, body?: object, headers: Readonly<Record<string, string>> = { cookie }): Promise<Response> =>
  fetch(`${office.url}/api/stores/${office.storeId}${path}`, body === undefined ? { headers } : { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url, ...headers }, body: JSON.stringify(body) })
const look = (): Promise<LayoutsOverview> => ask('/layouts').then((answer) => answer.json() as Promise<LayoutsOverview>)
const told = async (answer: Promise<Response>): Promise<TilePageEdited> => (await (await answer).json()) as TilePageEdited
const save = (page: object, seenVersion = 0, by = 'Ann') => told(ask('/layouts', { page, seenVersion, by }))
const order = (...pages: readonly (readonly [id: string, seenVersion: number])[]) => told(ask('/layouts/order', { pages: pages.map(([id, seenVersion]) => ({ id, seenVersion })), by: 'Ann' }))
const names = async (): Promise<unknown> => (await look()).pages.map((page) => page.names['en'])
const pageOf = (en: string, items: readonly string[] = []) => ({ id: randomUUID(), names: { en }, tiles: items.map((item) => ({ item, icon: 'milk', hue: 1 })) })

/** An item in the range; its id. */
async function ranged(sku: string, seenVersion = 0, id: string = randomUUID()): Promise<string> {
  expect(await told(ask('/items', { item: { id, sku, barcodes: [], names: { en: `Item ${sku}` }, unit: 'each', taxClass: 'standard', currency: 'GBP', prices: [{ from: 5, minor: 120, per: 1000 }] }, seenVersion, by: 'Ann' }))).toMatchObject({ ok: true })
  return id
}

test('[REP-13] a page of tiles is one row, named in the next acknowledgement; where it is, and who did what, stands beside it', async () => {
  const heard = async (): Promise<{ instance: string; feeds?: { layouts?: string } }> => (await (await post(office.url, register, { ...batchOf(register, 1, 0), protocol: 2, capabilities: ['feeds'] })).json()) as { instance: string; feeds?: { layouts?: string } }
  const { instance, feeds } = await heard()
  expect(feeds?.layouts).toBe(feedMark(0, emptySetHash))
  const milk = await ranged('M1')
  const page = pageOf('Drinks', [milk])
  expect(await save(page)).toEqual({ ok: true, version: 1 })
  const body = JSON.stringify({ protocol: 1, purpose: 'feeds', register: register.id, instance, feed: 'layouts', cursor: { version: 0, setHash: emptySetHash }, parked: { count: 1, named: [{ id: page.id, reason: 'page-unreadable' }] } })
  const answer = (await (await fetch(`${office.url}/v1/registers/${register.id}/feeds`, { method: 'POST', headers: { 'tillwright-signature': signed(register, body) }, body })).json()) as FeedAnswer
  expect([answer.to, (await heard()).feeds?.layouts]).toEqual([1, feedMark(1, answer.setHash)])
  expect(answer.rows.map(({ id, text }) => [id, JSON.parse(text ?? '') as unknown])).toEqual([[page.id, { ...page, position: 0 }]])
  expect(await look()).toMatchObject({
    version: 1,
    pages: [{ ...page, position: 0, version: 1 }],
    items: [{ id: milk, sku: 'M1', version: 1 }],
    arrivals: [{ registerNumber: 1, version: 0, parked: 1, named: [{ id: page.id, reason: 'page-unreadable' }] }],
    changes: [{ id: page.id, version: 1, by: 'Ann', page: { names: { en: 'Drinks' } } }],
  })
  expect(await told(ask(`/layouts/${page.id}/removed`, { seenVersion: 1, by: 'Bo' }))).toEqual({ ok: true, version: 2 })
  expect(await look()).toMatchObject({ pages: [], changes: [{ id: page.id, by: 'Bo' }, { by: 'Ann' }] })
})

test('[REP-13] pages stand in the order they were given, each new one behind the others; an order that leaves one out, or was made of older ones, moves nothing', async () => {
  const [a, b, c] = [pageOf('A'), pageOf('B'), pageOf('C')]
  for (const page of [a, b, c]) await save(page)
  expect(await names()).toEqual(['A', 'B', 'C'])
  expect(await order([c.id, 3], [a.id, 1], [b.id, 2])).toEqual({ ok: true, version: 4 })
  expect(await names()).toEqual(['C', 'A', 'B'])
  expect(await save({ ...a, names: { en: 'A!' } }, 4)).toEqual({ ok: true, version: 5 })
  expect(await names()).toEqual(['C', 'A!', 'B'])
  for (const stale of [order([a.id, 4], [b.id, 4], [c.id, 4]), order([a.id, 5], [b.id, 4]), order([a.id, 5], [b.id, 4], [randomUUID(), 4])]) expect(await stale).toEqual({ ok: false, reason: 'changedMeanwhile' })
  expect(await names()).toEqual(['C', 'A!', 'B'])
  expect((await ask('/layouts/order', { pages: [{ id: a.id, seenVersion: 5 }, { id: a.id, seenVersion: 5 }], by: 'Ann' })).status).toBe(400)
})

test('[REP-13] only what is in the range is put on a page; what is withdrawn later stays there until somebody takes it off, and no other page is held up', async () => {
  const milk = await ranged('M1')
  const page = pageOf('Drinks', [milk])
  expect(await save(pageOf('Odd', [randomUUID()]))).toEqual({ ok: false, reason: 'itemUnknown' })
  await save(page)
  expect(await told(ask(`/items/${milk}/withdrawn`, { seenVersion: 1, by: 'Ann' }))).toMatchObject({ ok: true })
  expect(await look()).toMatchObject({ pages: [{ tiles: [{ item: milk }] }], items: [] })
  expect(await save({ ...page, names: { en: 'Cold drinks' } }, 1)).toEqual({ ok: true, version: 2 })
  expect(await save(pageOf('Other', [milk]))).toEqual({ ok: false, reason: 'itemUnknown' })
  await ranged('M1', 2, milk)
  expect((await look()).items).toMatchObject([{ id: milk }])
})

test('[REP-13] what somebody else changed meanwhile is not written over, and what no till could show is no page', async () => {
  const milk = await ranged('M1')
  const page = pageOf('Drinks', [milk])
  await save(page)
  expect(await save({ ...page, names: { en: 'Mine' } })).toEqual({ ok: false, reason: 'changedMeanwhile' })
  expect(await told(ask(`/layouts/${page.id}/removed`, { seenVersion: 9, by: 'Ann' }))).toEqual({ ok: false, reason: 'changedMeanwhile' })
  const [tile] = page.tiles
  const wrong = [
    { names: {} }, { names: { en: 'a\u202eb' } }, { names: { en: 'x'.repeat(41) } }, { names: { en: ' ' } }, { tiles: [tile, tile] }, { tiles: [{ ...tile, icon: 'hologram' }] }, { tiles: [{ ...tile, hue: 8 }] },
    { tiles: [{ ...tile, item: 'M1' }] }, { tiles: Array.from({ length: mostTiles + 1 }, () => ({ ...tile, item: randomUUID() })) }, { position: 1 },
  ]
  for (const change of wrong) expect([change, (await ask('/layouts', { page: { ...page, ...change }, seenVersion: 1, by: 'Ann' })).status]).toEqual([change, 400])
  expect(await look()).toMatchObject({ version: 1, pages: [{ names: { en: 'Drinks' } }] })
  for (let more = 1; more < mostTilePages; more += 1) expect(await save(pageOf(`P${more}`))).toMatchObject({ ok: true })
  expect([await save(pageOf('One more')), await save({ ...page, names: { en: 'Renamed' } }, 1)]).toMatchObject([{ ok: false, reason: 'tooMany' }, { ok: true }])
})

test('[REP-13] the fullest page that can be saved fits one row of the feed, in many languages too', async () => {
  const tiles: { item: string; icon: string; hue: number }[] = []
  for (let index = 0; index < mostTiles; index += 1) tiles.push({ item: await ranged(`S${index}`), icon: 'washing-machine', hue: 7 })
  const page = { id: randomUUID(), names: Object.fromEntries(['en', 'zh-CN', 'de', 'fr', 'it', 'es', 'pt-BR', 'ja', 'ko', 'th'].map((tag) => [tag, '纳'.repeat(40)])), tiles }
  expect(await save(page)).toEqual({ ok: true, version: 1 })
})

test('[REP-13] the tiles are for owners and managers, and for nobody without a session', async () => {
  expect([(await ask('/layouts', undefined, {})).status, (await ask('/layouts', { page: pageOf('A'), seenVersion: 0, by: 'Ann' }, {})).status]).toEqual([401, 401])
  const doors = ['GET /api/stores/:store/layouts', 'POST /api/stores/:store/layouts', 'POST /api/stores/:store/layouts/order', 'POST /api/stores/:store/layouts/:page/removed']
  expect((['owner', 'manager', 'viewer'] as const).map((role) => doors.map((door) => roleRights[role].includes(doorRights[door] ?? 'people')))).toEqual([[true, true, true, true], [true, true, true, true], [false, false, false, false]])
  const elsewhere = await fetch(`${office.url}/api/stores/nowhere/layouts`, { headers: { cookie } })
  expect(elsewhere.status).toBe(404)
})
