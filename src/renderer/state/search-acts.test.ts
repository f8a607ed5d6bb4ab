import { describe, expect, test, vi } from 'vitest'
import { basketOf, counterOf, milk, screen, tile, type Screen } from './screen.fixture.ts'
import { screenOf } from './screen-state.ts'

const apples = { itemId: 'apples', sku: '4011', names: { en: 'Apples' }, unit: 'kg' as const }
const shows = (shown: Screen) => screenOf(shown.store.getState())

describe('finding an item', () => {
  test('[SEARCH-4] what is found stands in the place of the tiles, and Enter adds the chosen one', async () => {
    const shown = screen()
    shown.type('3*mi')
    expect(shows(shown)).toBe('sell')
    shown.pass()
    const asked = await shown.requestOf('search-items')
    expect(asked.input).toMatchObject({ text: 'mi' })
    asked.answer({ hits: [apples, milk] })
    await vi.waitFor(() => expect(shows(shown)).toBe('search'), { timeout: 15_000 })
    shown.acts.moveHit(1)
    shown.acts.enter()
    expect((await shown.requestOf('add-item')).input).toEqual({ itemId: 'milk', quantity: 3000 })
    expect(shown.store.getState()).toMatchObject({ entry: '', search: undefined })
  })

  test('[SEARCH-5] Enter before the answer means what is found first for exactly that', async () => {
    const shown = screen()
    shown.type('milk')
    shown.acts.enter()
    ;(await shown.requestOf('search-items')).answer({ hits: [milk] })
    expect((await shown.requestOf('add-item')).input).toEqual({ itemId: 'milk' })
  })

  test('[SEARCH-6] nothing found adds no red line: it is said and heard, and what was typed stays', async () => {
    const shown = screen()
    shown.type('zzz')
    shown.acts.enter()
    ;(await shown.requestOf('search-items')).answer({ hits: [] })
    await vi.waitFor(() => expect(shown.store.getState().search).toEqual({ text: 'zzz', hits: [], chosen: -1 }), { timeout: 15_000 })
    shown.acts.enter()
    expect(shown.heard.filter((sound) => sound === 'error')).toHaveLength(2)
    expect(shown.store.getState().entry).toBe('zzz')
    expect(shown.asked.filter(({ name }) => name === 'scan')).toEqual([])
  })

  test('[SEARCH-7] digits stay a code for Enter until an arrow key chose an item', async () => {
    const shown = screen()
    shown.type('69010')
    shown.pass()
    ;(await shown.requestOf('search-items')).answer({ hits: [milk] })
    await vi.waitFor(() => expect(shows(shown)).toBe('search'), { timeout: 15_000 })
    shown.acts.enter()
    expect((await shown.requestOf('scan')).input).toEqual({ barcode: '69010' })
  })

  test('[SEARCH-8] a scan looks nothing up, and an answer that comes after it is dropped', async () => {
    const shown = screen()
    shown.type('mil')
    shown.pass()
    const asked = await shown.requestOf('search-items')
    // The wedge takes a scan's keys out of the entry before it hands it on.
    shown.type('6901028075831')
    shown.store.setState({ entry: '' })
    shown.acts.scan('6901028075831')
    shown.pass()
    asked.answer({ hits: [milk] })
    ;(await shown.requestOf('scan')).answer(counterOf({ basket: basketOf(2) }))
    await vi.waitFor(() => expect(shown.store.getState().counter?.basket?.revision).toBe(2), { timeout: 15_000 })
    expect(shown.store.getState().search).toBeUndefined()
    expect(shown.asked.filter(({ name }) => name === 'search-items')).toHaveLength(1)
  })

  test('[SEARCH-9] a measured item found is weighed first', async () => {
    const shown = screen()
    shown.type('app')
    shown.acts.enter()
    ;(await shown.requestOf('search-items')).answer({ hits: [apples] })
    await vi.waitFor(() => expect(shows(shown)).toBe('weigh'), { timeout: 15_000 })
    shown.type('1.284')
    shown.acts.addWeighed()
    expect((await shown.requestOf('add-item')).input).toEqual({ itemId: 'apples', quantity: 1284 })
  })

  test('[SEARCH-10] the PLU of something measured asks for its weight instead of refusing', async () => {
    const shown = screen()
    shown.type('4011')
    shown.acts.enter()
    ;(await shown.requestOf('scan')).refuse('quantity.invalid')
    ;(await shown.requestOf('search-items')).answer({ hits: [milk, apples] })
    await vi.waitFor(() => expect(shown.store.getState().work).toMatchObject({ kind: 'weigh', item: { itemId: 'apples' } }), { timeout: 15_000 })
    expect(shown.store.getState().notice).toBeUndefined()
  })

  test('[SEARCH-11] an amount typed for cash is not used up by a tile', async () => {
    const shown = screen()
    shown.type('200')
    shown.acts.tapTile({ ...tile, unit: 'each' })
    await shown.requestOf('add-item')
    expect(shown.store.getState().entry).toBe('200')
  })
})
