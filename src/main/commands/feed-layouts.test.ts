import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changedSetHash, emptySetHash, rowHash } from '../../domain/feed/index.ts'
import { queries } from '../queries/index.ts'
import { applyFeed, keepFeedPage, releaseFeed } from './index.ts'
import { staffedRegister, type TestRegister, value } from './register.fixture.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const uuid = (kind: number, index: number): string => `0192f6a0-000${kind}-7000-8000-00000000000${index}`
const item = (index: number): string => uuid(1, index)
const pageId = (index: number): string => uuid(2, index)

let register: TestRegister
let held: Record<'items' | 'layouts', Map<string, string>>
let versions: Record<'items' | 'layouts', number>
beforeEach(() => {
  register = staffedRegister()
  held = { items: new Map(), layouts: new Map() }
  versions = { items: 0, layouts: 0 }
})
afterEach(() => register.remove())

interface Fed { readonly id: string; readonly text: string | null }
/** What head office has now of a feed, as one version and one page. */
function feed(name: 'items' | 'layouts', ...rows: readonly Fed[]) {
  const set = held[name]
  for (const { id, text } of rows) {
    if (text === null) set.delete(id)
    else set.set(id, text)
  }
  const setHash = [...set].reduce((hash, [id, text]) => changedSetHash(hash, undefined, rowHash(id, text, sha256)), emptySetHash)
  versions[name] += 1
  value(keepFeedPage(register.context(), name, { instance: 'hq', from: versions[name] - 1, to: versions[name], snapshot: false, setHash, rows: [...rows] }))
  return value(applyFeed(register.context(), name))
}
const goods = (index: number, more: object = {}): Fed => ({ id: item(index), text: JSON.stringify({ id: item(index), sku: `S${index}`, barcodes: [`C${index}`], names: { en: `Item ${index}` }, unit: 'each', taxClass: 'standard', currency: 'CNY', prices: [{ from: 1, minor: 100 + index, per: 1000 }], ...more }) })
const page = (index: number, items: readonly number[], more: object = {}): Fed => ({
  id: pageId(index),
  text: JSON.stringify({ id: pageId(index), names: { en: `Page ${index}` }, position: index, tiles: items.map((one) => ({ item: item(one), icon: 'milk', hue: one % 8 })), ...more }),
})
const gone = (id: string): Fed => ({ id, text: null })
const shown = () => value(queries.tiles({ reader: register.database, seat: 'counter', now: register.context().moment() }, {})).pages
const skus = () => shown().map(({ names, tiles }) => [names['en'], ...tiles.map(({ sku }) => sku)])
const own = () => value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveTilePages([{ id: 'own', names: { en: 'Own' }, tiles: [{ itemId: 'water', icon: 'droplets', hue: 1 }] }]) })))
const parked = () => register.database.feedState('layouts').parked.named
const entries = (type: string) => register.database.entriesAfter(1, 0, 999).filter((entry) => entry.type === type).map(({ text }) => JSON.parse(text) as { body: Record<string, unknown> })

describe('tiles that head office keeps', () => {
  test('[REP-13] its pages stand in the place of the store’s own, in their order, and an entry says which version they are', () => {
    own()
    feed('items', goods(1), goods(2), goods(3))
    expect(skus()).toEqual([['Own', expect.any(String)]])
    expect(feed('layouts', page(2, [3, 1]), page(1, [2]))).toMatchObject({ kind: 'applied', changed: 2, parked: 0 })
    expect(shown()).toEqual([
      { id: pageId(1), names: { en: 'Page 1' }, tiles: [{ itemId: item(2), sku: 'S2', names: { en: 'Item 2' }, unit: 'each', price: { minor: 102, per: 1000 }, icon: 'milk', hue: 2 }] },
      { id: pageId(2), names: { en: 'Page 2' }, tiles: [expect.objectContaining({ itemId: item(3), hue: 3 }), expect.objectContaining({ itemId: item(1), hue: 1 })] },
    ])
    expect(entries('layouts.fed').map(({ body }) => body)).toEqual([expect.objectContaining({ version: 1, changed: 2, withdrawn: 0, parked: 0 })])
    feed('layouts', page(2, [1], { position: 0, names: { en: 'First', 'zh-CN': '首页' } }))
    expect(skus()).toEqual([['First', 'S1'], ['Page 1', 'S2']])
  })

  test('[REP-13] the store’s own come back with the last page that goes, and when head office keeps none at all', () => {
    own()
    feed('items', goods(1))
    feed('layouts', page(1, [1]))
    feed('layouts', gone(pageId(1)))
    expect(skus()[0]?.[0]).toBe('Own')
    feed('layouts', page(1, [1]))
    expect(skus()).toEqual([['Page 1', 'S1']])
    expect(value(releaseFeed(register.context(), 'layouts'))).toEqual({ released: 1 })
    expect([skus()[0]?.[0], entries('layouts.released').map(({ body }) => body)]).toEqual(['Own', [{ released: 1 }]])
  })

  test('[REP-13] a tile waits for its item and goes with it, and neither row is held up; a page of which nothing is here is not shown, and while there is no other the store’s own are', () => {
    own()
    expect(feed('layouts', page(1, [1, 2]), page(2, [2]))).toMatchObject({ kind: 'applied', parked: 0 })
    expect([skus()[0]?.[0], parked()]).toEqual(['Own', []])
    feed('items', goods(1))
    expect(skus()).toEqual([['Page 1', 'S1']])
    feed('items', goods(2))
    expect(skus()).toEqual([['Page 1', 'S1', 'S2'], ['Page 2', 'S2']])
    feed('items', gone(item(2)))
    expect(skus()).toEqual([['Page 1', 'S1']])
    feed('items', goods(2, { sku: 'Again' }))
    expect(skus()).toEqual([['Page 1', 'S1', 'Again'], ['Page 2', 'Again']])
  })

  test('[REP-13] an item that was the store’s is the one on the tile, by its own id, and stays on it when head office lets go of the items', () => {
    const water = register.database.itemById('water')
    feed('layouts', page(1, [1]))
    feed('items', goods(1, { sku: water?.sku ?? '', barcodes: [] }))
    expect(shown()[0]?.tiles.map(({ itemId, names }) => [itemId, names])).toEqual([['water', { en: 'Item 1' }]])
    value(releaseFeed(register.context(), 'items'))
    feed('layouts', page(2, []))
    expect(shown()[0]?.tiles.map(({ itemId }) => itemId)).toEqual(['water'])
  })

  test('[REP-13] a page that is not understood is kept apart with the reason, what it was stays, and the others go on', () => {
    feed('items', goods(1), goods(2))
    feed('layouts', page(1, [1]))
    expect(feed('layouts', page(1, [2], { tiles: [{ item: 'no id', icon: 'milk', hue: 1 }] }), page(2, [2]), { id: pageId(3), text: '{' }, { id: pageId(4), text: page(5, [1]).text }, page(6, [1, 1]))).toMatchObject({ changed: 1, parked: 4 })
    expect(parked().map(({ id, reason }) => [id, reason])).toEqual([[pageId(1), 'page-unreadable'], [pageId(3), 'not-json'], [pageId(4), 'page-unreadable'], [pageId(6), 'page-unreadable']])
    expect(skus()).toEqual([['Page 1', 'S1'], ['Page 2', 'S2']])
    // What a newer head office says besides is nothing here, and what nobody drew is drawn as a parcel.
    expect(feed('layouts', page(1, [1], { tint: 'dark', tiles: [{ item: item(1), icon: 'hologram', hue: 0, size: 2 }] }))).toMatchObject({ changed: 1, parked: 0 })
    expect(shown()[0]?.tiles[0]?.icon).toBe('hologram')
  })

  test('[TILE-1] what still stands on the screen is told at its price of now, though it is on no page any more', () => {
    feed('items', goods(1), goods(2))
    feed('layouts', page(1, [1]))
    const ask = (...also: readonly string[]) => value(queries.tiles({ reader: register.database, seat: 'counter', now: register.context().moment() }, { also: [...also] })).also
    expect(ask(item(2), 'nobody')).toEqual([{ itemId: item(2), sku: 'S2', names: { en: 'Item 2' }, unit: 'each', price: { minor: 102, per: 1000 } }])
  })
})

test('[REP-13] in whatever order items and pages come, go and come again, the counter shows in the end what head office has of both', { timeout: 60_000 }, () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('item' as const), of: fc.nat(4), there: fc.boolean() }),
    fc.record({ kind: fc.constant('page' as const), of: fc.nat(2), position: fc.nat(2), items: fc.uniqueArray(fc.nat(4), { maxLength: 4 }), there: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      for (const one of steps) {
        if (one.kind === 'item') feed('items', one.there ? goods(one.of) : gone(item(one.of)))
        else feed('layouts', one.there ? page(one.of, one.items, { position: one.position }) : gone(pageId(one.of)))
        const wanted = [...held.layouts.values()]
          .map((text) => JSON.parse(text) as { id: string; names: { en: string }; position: number; tiles: { item: string }[] })
          .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
          .map(({ names, tiles }) => [names.en, ...tiles.filter((tile) => held.items.has(tile.item)).map((tile) => `S${tile.item.at(-1)}`)])
          .filter((tiles) => tiles.length > 1)
        expect(wanted.length === 0 ? [] : skus()).toEqual(wanted)
        expect(register.database.feedState('layouts').parked.count + register.database.feedState('items').parked.count).toBe(0)
      }
    }),
    { numRuns: 30 },
  )
})
