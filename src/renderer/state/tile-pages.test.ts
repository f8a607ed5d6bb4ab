import { expect, test, vi } from 'vitest'
import { type TilesView, type TileView } from '../../contracts/ipc/index.ts'
import { createScreenStore, type ScreenState } from './screen-state.ts'
import { basketOf, counterOf, tile } from './screen.fixture.ts'
import { askTiles, followHands, showTiles } from './tile-pages.ts'

const one = (id: string, change: Partial<TileView> = {}): TileView => ({ ...tile, itemId: id, sku: id, names: { en: id }, icon: 'milk', hue: 1, ...change })
const page = (id: string, ...tiles: readonly TileView[]): TilesView['pages'][number] => ({ id, names: { en: id }, tiles: [...tiles] })
const open = (): Partial<ScreenState> => ({ counter: counterOf({ basket: basketOf(1) }) })

/** A screen that follows, with these pages on it; `shown`: what stands where, with its price. */
function screen(...pages: TilesView['pages']) {
  const store = createScreenStore('en', 'light')
  followHands(store)
  showTiles(store, { pages })
  const shown = (): unknown => store.getState().pages.map(({ id, tiles }) => [id, ...tiles.map(({ itemId, icon, price }) => `${itemId} ${icon} ${price?.minor ?? '-'}`)])
  return { store, shown }
}

test('[TILE-2] no tile moves while a basket is open: its price and name change in its place, and the new pages stand there from the next one on', () => {
  const { store, shown } = screen(page('a', one('tea'), one('milk')), page('b', one('beer')))
  store.setState(open())
  showTiles(store, { pages: [page('n', one('milk', { icon: 'star', price: { minor: 99, per: 1000 } }), one('new'))], also: [{ itemId: 'tea', sku: 'tea', names: { en: 'Tea' }, unit: 'each' }] })
  expect(shown()).toEqual([['a', 'tea milk -', 'milk milk 99'], ['b', 'beer milk 850']])
  // The sale goes on, and a later version takes the place of the one that waits.
  store.setState({ counter: counterOf({ basket: basketOf(2) }) })
  showTiles(store, { pages: [page('m', one('milk'))] })
  expect(store.getState().pages.map(({ id }) => id)).toEqual(['a', 'b'])
  store.setState({ counter: counterOf() })
  expect([shown(), store.getState().pagesToCome]).toEqual([[['m', 'milk milk 850']], undefined])
})

test('[TILE-2] without a basket they stand there at once, also the first of all; and nothing waits where only prices are others', () => {
  const { store, shown } = screen(page('a', one('tea')))
  showTiles(store, { pages: [page('b', one('milk'))] })
  expect(shown()).toEqual([['b', 'milk milk 850']])
  store.setState(open())
  showTiles(store, { pages: [page('b', one('milk', { price: { minor: 1, per: 1000 } }))] })
  expect([shown(), store.getState().pagesToCome]).toEqual([[['b', 'milk milk 1']], undefined])
  store.setState({ pages: [] })
  showTiles(store, { pages: [page('a', one('tea'))] })
  expect(shown()).toEqual([['a', 'tea milk 850']])
})

test('[TILE-2] what is chosen from while something is weighed or taken back stays where it is as well', () => {
  for (const kind of ['weigh', 'returnItem'] as const) {
    const { store, shown } = screen(page('a', one('tea')))
    store.setState({ work: { kind } as ScreenState['work'] })
    showTiles(store, { pages: [page('b', one('tea'))] })
    expect(shown()).toEqual([['a', 'tea milk 850']])
    store.setState({ work: { kind: 'sell' } })
    expect(shown()).toEqual([['b', 'tea milk 850']])
  }
})

test('[TILE-2] what those cost is asked for that are on no page any more, and only while they stay on the screen', async () => {
  const { store } = screen(page('a', one('tea'), one('milk')))
  const call = vi.fn((_name: string, input: { also?: readonly string[] }) => Promise.resolve({ ok: true, value: { pages: [page('b', one('milk'))], ...(input.also && { also: [] }) } }))
  await askTiles({ call: call as never }, store)
  store.setState(open())
  expect(await askTiles({ call: call as never }, store)).toMatchObject({ also: [] })
  expect(call.mock.calls.map(([, input]) => input)).toEqual([{}, {}, { also: ['tea'] }])
})
