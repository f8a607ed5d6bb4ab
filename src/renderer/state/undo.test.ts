import { describe, expect, test, vi } from 'vitest'
import { type BasketView, type ItemLineView } from '../../contracts/ipc/index.ts'
import { basketOf, counterOf, croissant, screen, type Screen } from './screen.fixture.ts'
import { inverseOf } from './undo.ts'

const withLines = (revision: number, ...lines: BasketView['lines']): BasketView => basketOf(revision, { lines })
const line = (changes: Partial<ItemLineView> = {}): ItemLineView => ({ ...croissant, ...changes })
const percent = { kind: 'percent', ppm: 100_000, reason: 'damaged' } as const
const override = { price: { minor: 500, per: 1000 }, reason: 'other' } as const

describe('taking the last change back', () => {
  test('[UNDO-1] each change has its one inverse', () => {
    const steps = [
      [undefined, withLines(1, line()), { name: 'remove-line', input: { lineNo: 1 } }],
      [withLines(1, line()), withLines(2, line({ removed: true })), { name: 'restore-line', input: { lineNo: 1 } }],
      [withLines(1, line({ removed: true })), withLines(2, line()), { name: 'remove-line', input: { lineNo: 1 } }],
      [withLines(1, line()), withLines(2, line({ quantity: 3000 })), { name: 'change-quantity', input: { lineNo: 1, quantity: 1000 } }],
      [withLines(1, line()), withLines(2, line({ discountRule: percent })), { name: 'discount-line', input: { lineNo: 1 } }],
      [withLines(1, line({ discountRule: percent })), withLines(2, line()), { name: 'discount-line', input: { lineNo: 1, discount: percent } }],
      [withLines(1, line()), withLines(2, line({ override })), { name: 'override-price', input: { lineNo: 1, reason: 'other' } }],
      [withLines(1, line({ override })), withLines(2, line()), { name: 'override-price', input: { lineNo: 1, ...override } }],
      [withLines(1, line(), line({ lineNo: 2, linkedTo: 1 })), withLines(2, line({ quantity: 3000 }), line({ lineNo: 2, linkedTo: 1, quantity: 3000 })), { name: 'change-quantity', input: { lineNo: 1, quantity: 1000 } }],
      [basketOf(1), basketOf(2, { discountRule: percent }), { name: 'discount-basket', input: {} }],
      [basketOf(1, { discountRule: percent }), basketOf(2), { name: 'discount-basket', input: { discount: percent } }],
    ] as const
    for (const [before, after, inverse] of steps) expect(inverseOf(before, after)).toEqual(inverse)
  })

  test('[UNDO-2] what was more than one change, or none, has none', () => {
    expect(inverseOf(withLines(1, line()), withLines(2, line()))).toBeUndefined()
    expect(inverseOf(undefined, withLines(1, line(), line({ lineNo: 2 })))).toBeUndefined()
    expect(inverseOf(withLines(1, line(), line({ lineNo: 2 })), withLines(2, line({ removed: true }), line({ lineNo: 2, quantity: 2000 })))).toBeUndefined()
  })

  const receive = (shown: Screen, basket: BasketView): void => shown.acts.receive(counterOf({ basket }))

  test('[UNDO-3] twice takes back two, in the order they were made, and then there is nothing', async () => {
    const shown = screen()
    receive(shown, withLines(2, line({ quantity: 2000 })))
    receive(shown, withLines(3, line({ quantity: 2000, discountRule: percent })))
    shown.acts.undo()
    const first = await shown.request(0)
    expect([first.name, first.input]).toEqual(['discount-line', { lineNo: 1 }])
    first.answer(counterOf({ basket: withLines(4, line({ quantity: 2000 })) }))
    shown.acts.undo()
    const second = await shown.request(1)
    expect([second.name, second.input]).toEqual(['change-quantity', { lineNo: 1, quantity: 1000 }])
    second.answer(counterOf({ basket: withLines(5, line()) }))
    shown.acts.undo()
    await vi.waitFor(() => expect(shown.store.getState().notice?.words).toBe('undo.nothing'), { timeout: 15_000 })
    expect(shown.asked).toHaveLength(2)
  })

  test('[UNDO-5] what one key changed on several lines, one key takes back, and then what was before it', async () => {
    const overtaken = { priceChanged: true, priceNow: { minor: 500, per: 1000 } } as const
    const today = { price: { minor: 500, per: 1000 }, reason: 'priceToday' } as const
    const at = (revision: number, first: Partial<ItemLineView>, second: Partial<ItemLineView>, quantity = 2000) => counterOf({ basket: withLines(revision, line({ ...overtaken, quantity, ...first }), line({ lineNo: 2, ...overtaken, ...second })) })
    const shown = screen(at(1, {}, {}, 1000))
    shown.acts.receive(at(2, {}, {}))
    shown.acts.takePricesToday()
    ;(await shown.request(0)).answer(at(3, { override: today }, {}))
    ;(await shown.request(1)).answer(at(4, { override: today }, { override: today }))
    shown.acts.undo()
    const second = await shown.request(2)
    expect([second.name, second.input]).toEqual(['override-price', { lineNo: 2, reason: 'priceToday' }])
    second.answer(at(5, { override: today }, {}))
    const first = await shown.request(3)
    expect([first.name, first.input]).toEqual(['override-price', { lineNo: 1, reason: 'priceToday' }])
    first.answer(at(6, {}, {}))
    shown.acts.undo()
    expect((await shown.request(4)).input).toEqual({ lineNo: 1, quantity: 1000 })
    expect(shown.asked).toHaveLength(5)
  })

  test('[UNDO-4] nothing is taken back of a basket a page did not see grow, nor across a step it does not understand', async () => {
    const shown = screen()
    receive(shown, withLines(2, line({ quantity: 2000 })))
    receive(shown, withLines(4, line({ quantity: 4000, removed: true })))
    shown.acts.undo()
    await vi.waitFor(() => expect(shown.store.getState().notice?.words).toBe('undo.nothing'), { timeout: 15_000 })
    expect(shown.asked).toHaveLength(0)
  })
})
