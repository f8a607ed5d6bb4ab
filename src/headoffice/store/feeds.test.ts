import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FeedAnswer, feedPageBytes, type FeedRequest } from '../../contracts/replication/index.ts'
import { changedSetHash, emptySetHash, rowHash } from '../../domain/feed/index.ts'
import { testRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { type FeedEditRow, sha256 } from './feed-rows.ts'
import { openStore } from './open-store.ts'
import { type HeadOfficeStore } from './port.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const start = Date.parse('2026-11-20T12:00:00Z')

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string

const row = (id: string, text: string | null, seenVersion = 0, codes: readonly string[] = []): FeedEditRow => ({ id, text, seenVersion, search: `${id} ${text ?? ''}`, codes })
const edit = (...rows: readonly FeedEditRow[]) => store.editFeed(storeId, { feed: 'items', rows, by: 'Ann' }, start)
const none = { version: 0, setHash: emptySetHash }

/** All pages from a cursor, and what the set is then. */
async function pull(cursor: FeedRequest['cursor'], held: ReadonlyMap<string, string> = new Map(), more: Pick<FeedRequest, 'snapshot'> = {}) {
  const pages: FeedAnswer[] = []
  let page: FeedRequest['page']
  do {
    const answer = await store.readFeed(storeId, { feed: 'items', cursor, ...more, ...(page !== undefined && { page }) })
    pages.push(answer)
    page = answer.after === undefined ? undefined : { to: answer.to, snapshot: answer.snapshot, after: answer.after }
  } while (page !== undefined)
  const [first] = pages
  if (first === undefined) throw new Error('no page')
  const set = new Map(first.snapshot ? [] : held)
  for (const { id, text } of pages.flatMap(({ rows }) => rows)) {
    if (text === null) set.delete(id)
    else set.set(id, text)
  }
  const setHash = [...set].reduce((hash, [id, text]) => changedSetHash(hash, undefined, rowHash(id, text, sha256)), emptySetHash)
  return { pages, set, snapshot: first.snapshot, cursor: { version: first.to, setHash }, whole: setHash === first.setHash }
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('feeds of head office on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    store = await openStore(database.location, start, () => {})
    storeId = await store.ensureStore(demo, start)
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[REP-13] who changed what is told by its version, the newest first, of this store and feed alone', async () => {
    await edit(row('a', 'one'), row('b', 'two'))
    await store.editFeed(storeId, { feed: 'settings', rows: [row('returnDays', '14')], by: 'Bo' }, start + 1)
    await store.editFeed(storeId, { feed: 'settings', rows: [row('returnDays', null, 1), row('lockAfter', '60')], by: 'Cy' }, start + 2)
    expect(await store.feedChanges(storeId, 'settings', 9)).toEqual([
      { id: 'lockAfter', version: 2, text: '60', at: start + 2, by: 'Cy' },
      { id: 'returnDays', version: 2, text: null, at: start + 2, by: 'Cy' },
      { id: 'returnDays', version: 1, text: '14', at: start + 1, by: 'Bo' },
    ])
    expect((await store.feedChanges(storeId, 'items', 1)).map(({ id, by }) => [id, by])).toEqual([['a', 'Ann']])
  })

  test('[REP-13] versions come in the order of their commits: whoever reads one has every one before it, however many edit at once', async () => {
    const other = await openStore(database.location, start, () => {})
    const edits = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? store : other).editFeed(storeId, { feed: 'items', rows: [row(`a${index}`, `text ${index}`), row(`b${index}`, `text ${index}`)], by: 'Ann' }, start))
    let done = false
    const all = Promise.all(edits).finally(() => (done = true))
    const seen: number[] = []
    const read = async (): Promise<void> => {
      const { pages, whole, set } = await pull(none, new Map(), {})
      const { to } = pages[0] ?? { to: 0 }
      seen.push(to)
      // As many pairs as versions, no half of one, and the hash of just that set.
      expect([set.size, whole]).toEqual([2 * to, true])
      const changes = (await database.rows('SELECT DISTINCT version FROM feed_change WHERE store = ? ORDER BY version', storeId)) as readonly { readonly version: number }[]
      expect(changes.map(({ version }) => version)).toEqual(changes.map((_, index) => index + 1))
      if (!done) await read()
    }
    await read()
    const versions = (await all).map((made) => (made.ok ? made.version : 0))
    expect(versions.toSorted((a, b) => a - b)).toEqual(edits.map((_, index) => index + 1))
    await read()
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(24)
    await other.close()
  })

  test('[REP-13] what changed since a cursor comes in the order it was made, what went away as gone, and a set has one hash however it was come by', async () => {
    await edit(row('tea', 'tea 1'), row('milk', 'milk 1'))
    const first = await pull(none)
    expect([first.snapshot, [...first.set], first.whole]).toEqual([true, [['milk', 'milk 1'], ['tea', 'tea 1']], true])
    await edit(row('tea', 'tea 2', 1))
    await edit(row('tea', 'tea 3', 2), row('milk', null, 1))
    const next = await pull(first.cursor, first.set)
    expect([next.snapshot, next.pages[0]?.from, next.pages.flatMap(({ rows }) => rows.map(({ id, text }) => `${id} ${text ?? 'gone'}`))]).toEqual([false, 1, ['tea tea 2', 'milk gone', 'tea tea 3']])
    expect([[...next.set], next.whole, next.cursor]).toEqual([[['tea', 'tea 3']], true, (await pull(none)).cursor])
    expect(await pull(next.cursor, next.set)).toMatchObject({ snapshot: false, pages: [{ from: 3, to: 3, rows: [] }] })
    // The same again is no version.
    expect(await edit(row('tea', 'tea 3', 3))).toEqual({ ok: true, version: 3 })
    expect(await pull(next.cursor, next.set, { snapshot: true })).toMatchObject({ snapshot: true, whole: true })
  })

  test('[REP-13] a cursor that is not known here, by its number or by its set, gets all of the set; so does one that is too far behind', async () => {
    await edit(row('tea', 'tea 1'))
    await edit(row('tea', 'tea 2', 1))
    const { cursor } = await pull(none)
    for (const strange of [{ ...cursor, version: 7 }, { ...cursor, setHash: 'f'.repeat(64) }, { version: 0, setHash: 'f'.repeat(64) }]) expect((await pull(strange)).snapshot).toBe(true)
    const old = await pull(none)
    for (let time = 0; time < 6; time += 1) await edit(...Array.from({ length: 200 }, (_, index) => row(`i${index}`, `${time}`, time === 0 ? 0 : 2 + time)))
    const behind = await pull(old.cursor, old.set)
    expect([behind.snapshot, behind.set.size, behind.whole]).toEqual([true, 201, true])
  })

  test('[REP-13] an answer of many pages leads to one version, whatever is edited between them', async () => {
    const long = (name: string): string => `${name} ${'x'.repeat(900)}`
    for (let part = 0; part < 2; part += 1) await edit(...Array.from({ length: 60 }, (_, index) => row(`i${part}${String(index).padStart(2, '0')}`, long('first'))))
    const begun = await store.readFeed(storeId, { feed: 'items', cursor: none })
    expect([begun.snapshot, begun.to, begun.after === undefined]).toEqual([true, 2, false])
    expect(Buffer.byteLength(JSON.stringify(begun))).toBeLessThan(feedPageBytes + 16 * 1024)
    await edit(row('i000', long('second'), 1), row('i159', long('second'), 2))
    const rows = [...begun.rows]
    for (let at = begun; at.after !== undefined; ) {
      at = await store.readFeed(storeId, { feed: 'items', cursor: none, page: { to: at.to, snapshot: at.snapshot, after: at.after } })
      expect([at.to, at.setHash]).toEqual([begun.to, begun.setHash])
      rows.push(...at.rows)
    }
    expect([rows.length, rows.filter(({ text }) => text?.startsWith('second')).length]).toEqual([120, 0])
    // What came meanwhile is the next version, both of it.
    const set = new Map(rows.map(({ id, text }) => [id, text ?? '']))
    expect((await pull({ version: 2, setHash: begun.setHash }, set)).pages.flatMap(({ rows: changed }) => changed.map(({ id }) => id))).toEqual(['i000', 'i159'])
  })

  test('[REP-13] an edit of what somebody else changed meanwhile, and a code that another item has, change nothing and say so', async () => {
    await edit(row('tea', 'tea 1', 0, ['sku:T', 'code:1']), row('milk', 'milk 1', 0, ['sku:M', 'code:2']))
    expect(await edit(row('tea', 'tea 2', 1, ['sku:T', 'code:1']))).toEqual({ ok: true, version: 2 })
    expect(await edit(row('tea', 'tea 9', 1, ['sku:T']))).toEqual({ ok: false, reason: 'changedMeanwhile' })
    expect(await edit(row('tea', 'new', 0))).toEqual({ ok: false, reason: 'changedMeanwhile' })
    expect(await edit(row('bread', 'bread 1', 0, ['sku:B', 'code:2']))).toEqual({ ok: false, reason: 'codeTaken', code: 'code:2', id: 'milk' })
    // Two may swap theirs in one version; of what is gone the code is free.
    expect(await edit(row('tea', 'tea 3', 2, ['sku:T', 'code:2']), row('milk', 'milk 2', 1, ['sku:M', 'code:1']))).toEqual({ ok: true, version: 3 })
    expect(await edit(row('milk', null, 3))).toEqual({ ok: true, version: 4 })
    expect(await edit(row('bread', 'bread 1', 0, ['sku:B', 'code:1']))).toEqual({ ok: true, version: 5 })
    expect((await store.feedHead(storeId, 'items')).rows).toBe(2)
    expect((await store.feedRows(storeId, 'items', { words: ['bre', '1'], limit: 5 })).map(({ id }) => id)).toEqual(['bread'])
    expect(await store.feedRows(storeId, 'items', { words: ['%'], limit: 5 })).toEqual([])
  })

  test('[REP-13] each feed of a store counts for itself, and nothing of one is in another', async () => {
    await edit(row('tea', 'tea 1', 0, ['code:1']))
    expect(await store.editFeed(storeId, { feed: 'operators', rows: [row('tea', 'somebody', 0, ['code:1'])], by: 'Ann' }, start)).toEqual({ ok: true, version: 1 })
    await edit(row('milk', 'milk 1'))
    const heads = await store.feedHeads(storeId)
    expect(heads).toEqual({ operators: await store.feedHead(storeId, 'operators'), settings: { version: 0, setHash: emptySetHash, rows: 0 }, promotions: { version: 0, setHash: emptySetHash, rows: 0 }, items: await store.feedHead(storeId, 'items'), layouts: { version: 0, setHash: emptySetHash, rows: 0 } })
    expect([heads.operators.version, heads.items.version]).toEqual([1, 2])
    expect((await store.readFeed(storeId, { feed: 'operators', cursor: none })).rows).toEqual([{ id: 'tea', text: 'somebody' }])
    expect(await store.feedRow(storeId, 'settings', 'tea')).toBeUndefined()
  })

  test('[REP-13] many rows are found by their ids at once, those that are gone with no text, and none of another feed or store', async () => {
    await edit(row('tea', 'tea 1'), row('milk', 'milk 1'))
    await edit(row('milk', null, 1))
    await store.editFeed(storeId, { feed: 'settings', rows: [row('beer', 'beer 1')], by: 'Ann' }, start)
    const many = Array.from({ length: 600 }, (_, index) => `nothing ${index}`)
    expect((await store.feedRowsOf(storeId, 'items', ['milk', ...many, 'tea', ...many, 'beer'])).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([{ id: 'milk', version: 2, text: null }, { id: 'tea', version: 1, text: 'tea 1' }])
    expect([await store.feedRowsOf('another store', 'items', ['tea']), await store.feedRowsOf(storeId, 'items', [])]).toEqual([[], []])
  })

  test('[REP-13] changes and versions are only ever added to, and every row stands under its store', async () => {
    await edit(row('tea', 'tea 1'))
    for (const statement of ["UPDATE feed_change SET text = 'x'", 'DELETE FROM feed_change', "UPDATE feed_version SET set_hash = 'x'", 'DELETE FROM feed_version']) await expect(database.rows(statement)).rejects.toThrow(/only added/u)
    const elsewhere = await store.readFeed('another store', { feed: 'items', cursor: none })
    expect(elsewhere).toEqual({ from: 0, to: 0, snapshot: false, setHash: emptySetHash, rows: [] })
  })

  test('[REP-13] how far each register is, is its own word, and one that never asked is there too', async () => {
    const registers = [testRegister(), testRegister()]
    for (const { id, publicKey } of registers) {
      await store.addCode(storeId, id, start + 1e9, start)
      await store.enrol({ codeHash: id, register: id, publicKey }, start)
    }
    const parked = { count: 3, named: [{ id: 'tea', reason: 'item-unreadable' }] }
    await store.feedArrived(storeId, { feed: 'items', register: registers[0]?.id ?? '', version: 2, parked }, start)
    await store.feedArrived(storeId, { feed: 'items', register: registers[0]?.id ?? '', version: 5, parked }, start + 1)
    expect(await store.feedArrivals(storeId, 'items')).toEqual([
      { registerNumber: 1, version: 5, at: start + 1, parked: 3, named: parked.named },
      { registerNumber: 2, parked: 0, named: [] },
    ])
  })
})
