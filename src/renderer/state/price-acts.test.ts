import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Acts } from './acts.ts'
import { basketOf, counterOf, croissant, screen, type Screen } from './screen.fixture.ts'
import { perform } from './actions.ts'
import { screenOf } from './screen-state.ts'

const enter = (shown: Screen) => perform('enter', { acts: shown.acts, store: shown.store, focusField: () => undefined })
const work = (shown: Screen) => shown.store.getState().work

describe('discounts and prices', () => {
  let shown: Screen
  let acts: Acts
  beforeEach(() => {
    shown = screen()
    acts = shown.acts
  })

  test('[ACT-12] a percentage, a reason and Enter discount the line in hand, and main says what it comes to', async () => {
    acts.openDiscount()
    expect(work(shown)).toMatchObject({ kind: 'discount', lineNo: 1, how: 'percent' })
    shown.type('12.5')
    acts.moveReason(1)
    enter(shown)
    const asked = await shown.requestOf('discount-line')
    expect(asked.input).toEqual({ lineNo: 1, discount: { kind: 'percent', ppm: 125_000, reason: 'damaged' } })
    expect(work(shown)).toMatchObject({ done: false })
    asked.answer(counterOf({ basket: basketOf(2) }))
    await vi.waitFor(() => expect(work(shown)).toMatchObject({ done: true }), { timeout: 15_000 })
    enter(shown)
    expect(screenOf(shown.store.getState())).toBe('sell')
  })

  test('[ACT-12] without a reason, with nothing, or with more than all of it nothing is asked', () => {
    acts.openDiscount()
    shown.type('10')
    enter(shown)
    expect(shown.store.getState().notice?.words).toBe('discount.reasonFirst')
    acts.chooseReason('goodwill')
    for (const text of ['0', '101']) {
      acts.clear()
      shown.type(text)
      enter(shown)
      expect(shown.store.getState().notice?.words, text).toBe('discount.notValid.percent')
    }
    expect(shown.asked).toHaveLength(0)
    expect(shown.heard.filter((sound) => sound === 'error')).toHaveLength(3)
  })

  test('[ACT-12] a refusal leaves what was typed, to be corrected', async () => {
    acts.openDiscount()
    acts.chooseWay('amount')
    acts.chooseReason('staff')
    shown.type('900')
    enter(shown)
    ;(await shown.requestOf('discount-line')).refuse('discount.tooLarge')
    await vi.waitFor(() => expect(shown.store.getState().notice?.code).toBe('discount.tooLarge'), { timeout: 15_000 })
    expect(shown.store.getState().entry).toBe('900')
    expect(work(shown)).toMatchObject({ done: false })
  })

  test('[ACT-13] a new price is per what the old one was per, and may be nothing', async () => {
    const line = { ...croissant, price: { minor: 100, per: 3000 } }
    shown = screen(counterOf({ basket: basketOf(1, { lines: [line] }) }))
    shown.acts.openPrice(1)
    shown.acts.chooseReason('expiry')
    shown.type('0')
    enter(shown)
    expect((await shown.requestOf('override-price')).input).toEqual({ lineNo: 1, price: { minor: 0, per: 3000 }, reason: 'expiry' })
  })

  test('[ACT-13] a label fixes the price: there is no way to another, only to a discount', () => {
    shown = screen(counterOf({ basket: basketOf(1, { lines: [{ ...croissant, fixedPrice: true }] }) }))
    expect(shown.acts.waysFor(1)).toEqual(['percent', 'amount'])
    shown.acts.openDiscount(1)
    shown.acts.chooseWay('price')
    expect(work(shown)).toMatchObject({ how: 'percent' })
  })

  test('[ACT-14] the whole sale is discounted the same way, and a sale of nothing is not', async () => {
    acts.openBasketDiscount()
    shown.type('5')
    acts.chooseReason('goodwill')
    enter(shown)
    expect((await shown.requestOf('discount-basket')).input).toEqual({ discount: { kind: 'percent', ppm: 50_000, reason: 'goodwill' } })
    const empty = screen(counterOf())
    empty.acts.openDiscount()
    expect(work(empty).kind).toBe('sell')
    expect(empty.store.getState().notice?.code).toBe('basket.empty')
  })

  test('[ACT-15] each is taken back by its own command, and only where it stands', async () => {
    const reason = 'damaged' as const
    const line = { ...croissant, override: { price: { minor: 500, per: 1000 }, reason }, discountRule: { kind: 'percent' as const, ppm: 100_000, reason } }
    shown = screen(counterOf({ basket: basketOf(1, { lines: [line] }) }))
    shown.acts.openPrice(1)
    shown.acts.takeBackDiscount()
    const price = await shown.requestOf('override-price')
    expect(price.input).toEqual({ lineNo: 1, reason })
    price.answer(counterOf({ basket: basketOf(2, { lines: [line] }) }))
    shown.acts.openDiscount(1)
    shown.acts.takeBackDiscount()
    const discount = await shown.requestOf('discount-line')
    expect(discount.input).toEqual({ lineNo: 1 })
    discount.answer(counterOf({ basket: basketOf(3, { lines: [line] }) }))
    shown.acts.openBasketDiscount()
    shown.acts.takeBackDiscount()
    shown.acts.lock()
    await shown.requestOf('sign-off')
    expect(shown.asked.map(({ name }) => name)).toEqual(['override-price', 'discount-line', 'sign-off'])
  })

  test('[ACT-16] a scan after a discount goes on selling; in the middle of one it is rung up and the panel stays', async () => {
    acts.openDiscount()
    shown.type('10')
    acts.scan('4006381333931')
    ;(await shown.requestOf('scan')).answer(counterOf({ basket: basketOf(2) }))
    expect(work(shown).kind).toBe('discount')
    expect(shown.store.getState().entry).toBe('10')
    acts.chooseReason('other')
    enter(shown)
    ;(await shown.requestOf('discount-line')).answer(counterOf({ basket: basketOf(3) }))
    await vi.waitFor(() => expect(work(shown)).toMatchObject({ done: true }), { timeout: 15_000 })
    acts.scan('4006381333931')
    expect(work(shown).kind).toBe('sell')
  })
})

describe('a sale by department', () => {
  test('[ACT-17] amount then department sells at once; department then amount sells with Enter', async () => {
    const shown = screen()
    shown.type('4.50')
    shown.acts.openDepartments()
    shown.acts.tapDepartment('d1')
    const first = await shown.requestOf('sell-department')
    expect(first.input).toEqual({ departmentId: 'd1', amount: 450 })
    first.answer(counterOf({ basket: basketOf(2) }))
    await vi.waitFor(() => expect(work(shown).kind).toBe('sell'), { timeout: 15_000 })

    shown.type('3*')
    shown.acts.openDepartments()
    enter(shown)
    expect(shown.store.getState().notice?.words).toBe('department.amountFirst')
    shown.acts.tapDepartment('d2')
    shown.type('2')
    enter(shown)
    expect((await shown.requestOf('sell-department', 1)).input).toEqual({ departmentId: 'd2', amount: 200, quantity: 3000 })
  })
})

describe('a price check', () => {
  test('[ACT-18] the scan after the key asks and sells nothing; the next one is rung up', async () => {
    const shown = screen()
    shown.acts.openPriceCheck()
    shown.acts.scan('6901028075831')
    ;(await shown.requestOf('check-price')).answer({ barcode: '6901028075831', item: { itemId: 'milk', sku: 's3', names: { en: 'Milk' }, unit: 'each' }, price: { minor: 1280, per: 1000 } })
    await vi.waitFor(() => expect(work(shown)).toMatchObject({ answer: { price: { minor: 1280 } } }), { timeout: 15_000 })
    expect(shown.heard).toContain('ok')
    expect(shown.asked.map(({ name }) => name)).toEqual(['check-price'])
    shown.acts.scan('6901028075831')
    expect(work(shown).kind).toBe('sell')
    expect((await shown.requestOf('scan')).input).toEqual({ barcode: '6901028075831' })
  })

  test('[ACT-18] the key again asks about another', async () => {
    const shown = screen()
    shown.acts.openPriceCheck()
    shown.type('4011')
    enter(shown)
    ;(await shown.requestOf('check-price')).answer({ barcode: '4011' })
    await vi.waitFor(() => expect(work(shown)).toMatchObject({ answer: { barcode: '4011' } }), { timeout: 15_000 })
    expect(shown.heard).toContain('error')
    shown.acts.openPriceCheck()
    shown.acts.scan('6901028075831')
    expect((await shown.requestOf('check-price', 1)).input).toEqual({ barcode: '6901028075831' })
  })
})
