import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type BasketView } from '../../contracts/ipc/index.ts'
import { basketOf, counterOf, croissant, operator, screen, tile } from './screen.fixture.ts'
import { screenOf } from './screen-state.ts'

describe('what a person does at the screen', () => {
  let shown: ReturnType<typeof screen>
  beforeEach(() => {
    shown = screen()
  })

  test('[ACT-1] cash is exact with one key, and pays the revision that was on the screen', async () => {
    shown.acts.payCash()
    expect((await shown.request(0)).input).toEqual({ basketId: 'b1', revision: 1, tenders: [{ type: 'cash' }] })
  })

  test('[ACT-1] an amount typed before cash is what was received', async () => {
    for (const digit of '200') shown.acts.type(digit)
    shown.acts.payCash()
    expect((await shown.request(0)).input).toMatchObject({ tenders: [{ type: 'cash', received: 20_000 }] })
  })

  test('[ACT-2] a payment key pressed twice asks once', async () => {
    shown.acts.payCash()
    shown.acts.payCash()
    ;(await shown.request(0)).answer({ currency: 'CNY', suspended: 0, operator, lastSale: { id: 's1', number: '3-1', total: 16_601, change: 0, completedAt: 1, tenders: [], effects: [] } })
    await vi.waitFor(() => expect(screenOf(shown.store.getState())).toBe('finish'), { timeout: 15_000 })
    expect(shown.asked).toHaveLength(1)
    expect(shown.store.getState().paid?.basket.lines).toHaveLength(1)
  })

  test('[ACT-3] a scan before the payment in the queue makes the core compare revisions, not the screen guess', async () => {
    shown.acts.scan('4006381333931')
    shown.acts.payCash()
    ;(await shown.request(0)).answer({ currency: 'CNY', suspended: 0, operator, basket: basketOf(2, { total: 17_451 }) })
    const payment = await shown.request(1)
    expect(payment.input).toMatchObject({ revision: 1 })
    payment.refuse('basket.changed')
    await vi.waitFor(() => expect(shown.store.getState().notice?.code).toBe('basket.changed'), { timeout: 15_000 })
    expect(shown.heard).toContain('error')
  })

  test('[ACT-4] while a card is charged its amount is frozen and scans wait, in their order', async () => {
    shown.acts.openCard()
    shown.acts.scan('4006381333931')
    shown.acts.scan('96385074')
    expect(shown.asked).toHaveLength(0)
    expect(shown.store.getState().heldScans).toEqual(['4006381333931', '96385074'])
    shown.acts.cardApproved()
    const payment = await shown.request(0)
    expect(payment.input).toEqual({ basketId: 'b1', revision: 1, tenders: [{ type: 'card', amount: 16_601 }] })
    payment.answer({ currency: 'CNY', suspended: 0, operator, lastSale: { id: 's1', number: '3-1', total: 16_601, change: 0, completedAt: 1, tenders: [], effects: [] } })
    const first = await shown.request(1)
    expect(first.input).toEqual({ barcode: '4006381333931' })
    first.answer({ currency: 'CNY', suspended: 0, operator, basket: basketOf(1, { id: 'b2' }) })
    expect((await shown.request(2)).input).toEqual({ barcode: '96385074' })
  })

  test('[ACT-38] how a payment ended that nobody knew about is read before a scan that waited starts the next sale', async () => {
    const payment = { id: 'p1', method: 'card', kind: 'sale', state: 'unknown', amount: 16_601 } as const
    shown.acts.receive(counterOf({ basket: basketOf(1, { payments: [payment] }) }))
    shown.acts.scan('4006381333931')
    shown.acts.receive(counterOf({ lastSale: { id: 's1', number: '3-1', total: 16_601, change: 0, completedAt: 1, tenders: [], effects: [] } }))
    expect([screenOf(shown.store.getState()), shown.store.getState().heldScans, shown.asked.length]).toEqual(['finish', ['4006381333931'], 0])
    shown.acts.nextCustomer()
    expect((await shown.request(0)).input).toEqual({ barcode: '4006381333931' })
  })

  test('[ACT-5] cash that does not reach and a card for the rest are one payment', async () => {
    shown.acts.openTender()
    for (const digit of '100') shown.acts.type(digit)
    shown.acts.openCard()
    expect(shown.store.getState().work).toMatchObject({ kind: 'card', amount: 6601, cashReceived: 10_000 })
    shown.acts.cardApproved()
    expect((await shown.request(0)).input).toMatchObject({ tenders: [{ type: 'cash', received: 10_000 }, { type: 'card', amount: 6601 }] })
  })

  test('[ACT-6] three taps on + are three more, however late the answers come', async () => {
    for (let tap = 0; tap < 3; tap += 1) shown.acts.changeQuantity(1, 1)
    for (const [index, quantity] of [2000, 3000, 4000].entries()) {
      const asked = await shown.request(index)
      expect(asked.input).toEqual({ lineNo: 1, quantity })
      const [line] = basketOf(1).lines
      shown.asked[index]!.answer({ currency: 'CNY', suspended: 0, operator, basket: basketOf(2 + index, { lines: [{ ...line!, quantity } as BasketView['lines'][number]] }) })
    }
  })

  test('[ACT-7] an implausible change is asked about, and yes sends the same payment confirmed', async () => {
    shown.acts.openTender()
    shown.acts.setEntry('9999999')
    shown.acts.payCash()
    ;(await shown.request(0)).refuse('tender.implausible')
    await vi.waitFor(() => expect(shown.store.getState().notice?.confirm).toBeDefined(), { timeout: 15_000 })
    shown.acts.confirmPayment()
    expect((await shown.request(1)).input).toEqual({ basketId: 'b1', revision: 1, tenders: [{ type: 'cash', received: 999_999_900 }], confirmed: true })
  })

  test('[ACT-9] what grew since it was approved is refused on the page with the amounts of the view', () => {
    const { acts, store } = screen(counterOf({ basket: basketOf(1, { blockedBy: 'discount.grown', grown: { takesOff: 500, allowed: 100 } }) }))
    acts.payCash()
    expect(store.getState().notice).toMatchObject({ code: 'discount.grown', params: { takesOff: 500, allowed: 100 } })
  })

  test('[ACT-8] a red line is heard and blocks every way to pay', () => {
    const { acts, store, heard, asked } = shown
    const red = { kind: 'unresolved', lineNo: 2, barcode: '1', reason: 'unknown', removed: false } as const
    acts.receive({ currency: 'CNY', suspended: 0, operator, basket: basketOf(2, { lines: [...basketOf(1).lines, red], lastLineNo: 2, blockedBy: 'basket.unresolved' }) })
    expect(heard).toEqual(['error'])
    acts.payCash()
    acts.openCard()
    acts.openTender()
    expect(asked).toHaveLength(0)
    expect(store.getState().work).toEqual({ kind: 'sell' })
    expect(store.getState().notice?.code).toBe('basket.unresolved')
  })

  test('[ACT-9] a view older than the one on the screen changes nothing', () => {
    shown.acts.receive({ currency: 'CNY', suspended: 0, operator, basket: basketOf(5, { total: 500 }) })
    shown.acts.receive({ currency: 'CNY', suspended: 0, operator, basket: basketOf(4, { total: 400 }) })
    expect(shown.store.getState().counter?.basket?.total).toBe(500)
  })

  test('[ACT-10] a measured item asks for its weight first, a typed quantity answers beforehand', async () => {
    shown.acts.tapTile(tile)
    expect(screenOf(shown.store.getState())).toBe('weigh')
    for (const key of '1.284') shown.acts.type(key)
    shown.acts.addWeighed()
    expect((await shown.request(0)).input).toEqual({ itemId: 'apples', quantity: 1284 })
    shown.asked[0]!.answer({ currency: 'CNY', suspended: 0, operator, basket: basketOf(2) })
    for (const key of '0.5*') shown.acts.type(key)
    shown.acts.tapTile(tile)
    expect((await shown.request(1)).input).toEqual({ itemId: 'apples', quantity: 500 })
  })

  test('[ACT-11] nothing is rung up while nobody is signed on, and the PIN leaves the screen when it is sent', async () => {
    const locked = screen({ currency: 'CNY', suspended: 0 })
    locked.acts.scan('4006381333931')
    ;(await locked.request(0)).refuse('badge.unknown')
    await vi.waitFor(() => expect(locked.store.getState().notice?.words).toBe('notice.scanWhileLocked'), { timeout: 15_000 })
    locked.acts.chooseOperator('o1')
    for (const digit of '1234') locked.acts.type(digit)
    locked.acts.signOn()
    expect(locked.store.getState().entry).toBe('')
    expect((await locked.request(1)).input).toEqual({ operatorId: 'o1', pin: '1234' })
    expect(locked.asked).toHaveLength(2)
  })

  test('[ACT-12] what is scanned while the PIN is on its way is rung up when it is right, and dropped aloud when it is wrong', async () => {
    for (const right of [true, false]) {
      const shownLocked = screen({ currency: 'CNY', suspended: 0 })
      shownLocked.acts.chooseOperator('o1')
      for (const digit of '1234') shownLocked.acts.type(digit)
      shownLocked.acts.signOn()
      shownLocked.acts.scan('4006381333931')
      const signOn = await shownLocked.request(0)
      if (right) {
        signOn.answer({ currency: 'CNY', suspended: 0, operator })
        expect((await shownLocked.request(1)).input).toEqual({ barcode: '4006381333931' })
      } else {
        signOn.refuse('operator.wrongPin')
        await vi.waitFor(() => expect(shownLocked.store.getState().notice?.code).toBe('operator.wrongPin'), { timeout: 15_000 })
        expect([shownLocked.asked.length, shownLocked.store.getState().heldScans, shownLocked.heard.includes('error')]).toEqual([1, [], true])
      }
    }
  })

  test('[ACT-36] what is longer than any PIN is no guess, however slowly a gun typed it', async () => {
    const locked = screen({ currency: 'CNY', suspended: 0 })
    locked.acts.chooseOperator('o1')
    locked.type('4006381333931')
    locked.pass()
    expect(locked.asked).toEqual([])
    // Its Enter came too late for the listener to know it as the gun's.
    locked.acts.signOn()
    const { input } = await locked.requestOf('badge')
    expect(input).toEqual({ badge: '4006381333931' })
    ;(await locked.requestOf('badge')).refuse('badge.unknown')
    await vi.waitFor(() => expect(locked.store.getState()).toMatchObject({ entry: '', notice: { words: 'notice.scanWhileLocked' } }), { timeout: 15_000 })
    locked.type('12345678')
    locked.pass()
    expect(locked.asked).toHaveLength(1)
    locked.acts.signOn()
    expect((await locked.request(1)).input).toEqual({ operatorId: 'o1', pin: '12345678' })
  })

  test.each(['12', '123', '123456789', '12345678901'])('[ACT-36] what is no PIN by its length is said to be none, tried by nobody, and goes: %s', async (typed) => {
    const locked = screen({ currency: 'CNY', suspended: 0 })
    locked.acts.chooseOperator('o1')
    locked.type(typed)
    locked.acts.signOn()
    if (typed.length > 8) (await locked.requestOf('badge')).refuse('badge.unknown')
    await vi.waitFor(() => expect(locked.store.getState()).toMatchObject({ entry: '', notice: { words: 'signOn.pinLength' } }), { timeout: 15_000 })
    expect([locked.heard, locked.asked.some(({ name }) => name === 'sign-on')]).toEqual([['error'], false])
    locked.type('7305')
    locked.acts.signOn()
    expect((await locked.requestOf('sign-on')).input).toEqual({ operatorId: 'o1', pin: '7305' })
    expect(locked.store.getState().notice).toBeUndefined()
  })

  test('[ACT-36] the pad takes no ninth digit', () => {
    const locked = screen({ currency: 'CNY', suspended: 0 })
    locked.acts.chooseOperator('o1')
    for (const digit of '1234567890') locked.acts.tapPin(digit)
    expect(locked.store.getState().entry).toBe('12345678')
  })

  test('[ACT-37] a view that comes a second time changes nothing, and a line that did not change stays the same object', () => {
    const before = shown.store.getState().counter
    shown.acts.receive(counterOf({ basket: basketOf(1) }))
    expect(shown.store.getState().counter).toBe(before)
    shown.acts.receive(counterOf({ basket: basketOf(2, { lines: [{ ...croissant }, { ...croissant, lineNo: 2 }], itemCount: 2, lastLineNo: 2 }) }))
    expect(shown.store.getState().counter?.basket?.lines).toHaveLength(2)
    expect(shown.store.getState().counter?.basket?.lines[0]).toBe(before?.basket?.lines[0])
  })
})
