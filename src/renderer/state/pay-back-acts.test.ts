import { describe, expect, test, vi } from 'vitest'
import { type ReturnedView, type SaleView } from '../../contracts/ipc/index.ts'
import { lastDone } from './basket-rows.ts'
import { foundSale, returnedOf, returningBasket } from './returns.fixture.ts'
import { basketOf, counterOf, sale, screen, type Screen } from './screen.fixture.ts'
import { perform } from './actions.ts'
import { payBackKeys, payBackNow, saidByHand } from './pay-back-acts.ts'
import { screenOf } from './screen-state.ts'

const shows = (shown: Screen) => screenOf(shown.store.getState())
const card = { of: 1, type: 'card', amount: 350, canAsk: true, paid: false } as const
const byCard: Partial<ReturnedView> = { payBack: { payouts: [card], cash: 0, instead: 0 }, payBackInCash: { payouts: [], cash: 350, instead: 350 } }
const refund: SaleView = { ...sale, id: 'r1', number: '3-2', kind: 'refund', tenders: [{ type: 'cash', amount: 350 }] }
const asking = { permission: 'refundOutsideWindow', document: 'b1', amount: 350, approvers: 'manager' } as const
const ids = ['5f0d9a52-4d8c-4f0e-9f7e-0d7a6c1b2e31', '5f0d9a52-4d8c-4f0e-9f7e-0d7a6c1b2e32'] as const
const facts = { mode: 'live', registerId: 'r', registerNumber: 1, storeName: 's', chainName: 'c', currency: 'CNY', timeZone: 'Asia/Shanghai', language: 'en', layout: 'tiles' } as const

const paidByHand: Partial<ReturnedView> = { ...byCard, payBack: { payouts: [{ ...card, paid: true, byHand: true }], cash: 0, instead: 0 } }

/** Says that it was paid back on the device; nobody has to approve it. */
async function sayByHand(shown: Screen): Promise<void> {
  shown.acts.sayNextByHand()
  const said = await shown.requestOf('say-paid-back')
  expect(said.input).toEqual({ basketId: 'b1', revision: 1, of: 1, paid: true })
  said.answer(counterOf({ basket: returningBasket(paidByHand, { revision: 2 }) }))
  await vi.waitFor(() => expect(shown.store.getState().paying).toBe(false), { timeout: 15_000 })
}

describe('paying back', () => {
  test('[RETS-30] all of it in cash is one key, and what is shown afterwards is what was given back', async () => {
    const shown = screen(counterOf({ basket: returningBasket() }))
    shown.acts.payCash()
    const asked = await shown.requestOf('complete-sale')
    expect(asked.input).toEqual({ basketId: 'b1', revision: 1, tenders: [] })
    asked.answer(counterOf({ lastRefund: refund }))
    await vi.waitFor(() => expect(shows(shown)).toBe('finish'), { timeout: 15_000 })
    expect(shown.store.getState().paid?.basket.returned?.lines).toHaveLength(1)
    expect(lastDone(shown.store.getState().counter)?.id).toBe('r1')
    shown.acts.nextCustomer()
    expect(shows(shown)).toBe('sell')
  })

  test('[RETS-30] nobody owes anything: one key completes it too, and money typed before is no money', async () => {
    const shown = screen(counterOf({ basket: returningBasket({ net: 0 }) }))
    shown.type('5')
    shown.acts.payCash()
    expect((await shown.requestOf('complete-sale')).input).toEqual({ basketId: 'b1', revision: 1, tenders: [] })
  })

  test('[RETS-31] where the customer owes the rest the keys are those of a sale', async () => {
    const shown = screen(counterOf({ basket: basketOf(1, { returned: returnedOf({ net: 500 }), due: 500 }) }))
    shown.acts.openTender()
    expect(shows(shown)).toBe('tender')
    shown.acts.payCash()
    expect((await shown.requestOf('complete-sale')).input).toMatchObject({ tenders: [{ type: 'cash' }] })
  })

  test('[RETS-32] a card that paid gets its money back first: cash opens that view, and says so when it is pressed again', () => {
    const shown = screen(counterOf({ basket: returningBasket(byCard) }))
    shown.acts.payCash()
    expect(shows(shown)).toBe('payBack')
    shown.acts.payCash()
    expect(shown.store.getState().notice).toMatchObject({ code: 'return.notPaidBack', params: { of: 1, due: 350 } })
    expect(shown.asked).toHaveLength(0)
  })

  test('[RETS-33] Enter asks the terminal; approved while something else is owed it comes back to what is left', async () => {
    const shown = screen(counterOf({ basket: returningBasket(byCard) }))
    shown.acts.openTender()
    shown.acts.payBackNext()
    const asked = await shown.requestOf('begin-refund')
    expect(asked.input).toEqual({ basketId: 'b1', revision: 1, of: 1 })
    const payment = { id: 'p1', method: 'card', kind: 'refund', amount: 350, givesBackTender: 1 } as const
    asked.answer(counterOf({ basket: returningBasket(byCard, { payments: [{ ...payment, state: 'pending' }] }) }))
    await vi.waitFor(() => expect(shows(shown)).toBe('payment'), { timeout: 15_000 })
    // Said by a person at last, it ends on the view where it was said.
    shown.acts.receive(counterOf({ basket: returningBasket(byCard, { payments: [{ ...payment, state: 'unknown' }] }) }))
    shown.acts.sayOutcome('approved')
    const rest: Partial<ReturnedView> = { payBack: { payouts: [{ ...card, paid: true }], cash: 100, instead: 0 }, payBackInCash: { payouts: [], cash: 450, instead: 350 } }
    shown.acts.receive(counterOf({ basket: returningBasket(rest, { payments: [{ ...payment, state: 'approved' }] }) }))
    expect(shows(shown)).toBe('payBack')
    shown.acts.toggleInCash()
    expect(shown.asked.some(({ name }) => name === 'choose-pay-back'), 'the card has its money: cash for it would be paid twice').toBe(false)
    shown.acts.payBackNext()
    expect((await shown.requestOf('complete-sale')).input).toEqual({ basketId: 'b1', revision: 1, tenders: [] })
  })

  test('[RETS-34] declined, it goes on to the other ways: by hand with a person\'s word, or in cash', async () => {
    const payment = { id: 'p1', method: 'card', kind: 'refund', amount: 350, givesBackTender: 1, state: 'declined' } as const
    const shown = screen(counterOf({ basket: returningBasket(byCard, { payments: [payment] }) }))
    expect(shows(shown)).toBe('payment')
    shown.acts.paymentNext()
    expect(shows(shown)).toBe('payBack')
    await sayByHand(shown)
    shown.acts.settleReturn()
    expect((await shown.requestOf('complete-sale')).input).toEqual({ basketId: 'b1', revision: 2, tenders: [] })
  })

  test('[RETS-34] cash for all of it is chosen in the core, where the customer\'s window hears of it', async () => {
    const shown = screen(counterOf({ basket: returningBasket(byCard) }))
    shown.acts.openTender()
    shown.acts.toggleInCash()
    const chosen = await shown.requestOf('choose-pay-back')
    expect(chosen.input).toEqual({ basketId: 'b1', revision: 1, inCash: true })
    chosen.answer(counterOf({ basket: returningBasket({ ...byCard, inCash: true }, { revision: 2 }) }))
    await vi.waitFor(() => expect(payBackNow(shown.store.getState())).toMatchObject({ inCash: true, open: [] }), { timeout: 15_000 })
    shown.acts.settleReturn()
    expect((await shown.requestOf('complete-sale')).input).toEqual({ basketId: 'b1', revision: 2, tenders: [] })
  })

  test('[RETS-35] what came back elsewhere meanwhile is told in its own words, and nothing is sent', () => {
    const shown = screen(counterOf({ basket: returningBasket({ problem: 'return.tooMany', net: 0 }) }))
    shown.acts.payCash()
    shown.acts.openTender()
    shown.acts.openCard()
    expect(shown.store.getState().notice?.words).toBe('refusal.return.tooMany')
    expect(shown.asked).toHaveLength(0)
  })

  test('[RETS-36] a void wants its reason, opens the whole sale, and goes on to paying back', async () => {
    const shown = screen(counterOf())
    shown.acts.openVoid(foundSale.saleId)
    ;(await shown.requestOf('find-sale')).answer({ sales: [foundSale] })
    await vi.waitFor(() => expect(shows(shown)).toBe('voidSale'), { timeout: 15_000 })
    shown.acts.confirmVoid()
    expect(shown.store.getState().notice?.words).toBe('voidSale.reasonFirst')
    shown.acts.moveVoidReason(1)
    shown.acts.confirmVoid()
    const asked = await shown.requestOf('void-sale')
    expect(asked.input).toEqual({ saleId: foundSale.saleId, reason: 'wrongGoods' })
    asked.answer(counterOf({ basket: returningBasket({ kind: 'void' }) }))
    await vi.waitFor(() => expect(shows(shown)).toBe('payBack'), { timeout: 15_000 })
  })

  test.each(['partly', 'all'] as const)('[RETS-36] a sale that came back %s is not voided, and why is said', async (returned) => {
    const shown = screen(counterOf())
    shown.acts.openVoid(foundSale.saleId)
    ;(await shown.requestOf('find-sale')).answer({ sales: [{ ...foundSale, returned, lines: foundSale.lines.map((line) => ({ ...line, left: 0 })) }] })
    await vi.waitFor(() => expect(shown.store.getState().notice).toEqual({ words: `voidSale.shut.${returned}` }), { timeout: 15_000 })
    expect(shows(shown)).toBe('sell')
  })

  test('[RETS-36] a double press of the void is one void, and nothing is told of the second', async () => {
    const shown = screen(counterOf())
    shown.acts.openVoid(foundSale.saleId)
    ;(await shown.requestOf('find-sale')).answer({ sales: [foundSale] })
    await vi.waitFor(() => expect(shows(shown)).toBe('voidSale'), { timeout: 15_000 })
    shown.acts.moveVoidReason(1)
    shown.acts.confirmVoid()
    shown.acts.confirmVoid()
    ;(await shown.requestOf('void-sale')).answer(counterOf({ basket: returningBasket({ kind: 'void' }) }))
    await vi.waitFor(() => expect(shows(shown)).toBe('payBack'), { timeout: 15_000 })
    await vi.waitFor(() => expect(shown.store.getState().paying).toBe(false), { timeout: 15_000 })
    expect(shown.asked.filter(({ name }) => name === 'void-sale')).toHaveLength(1)
  })

  test('[RETS-39] what was paid on the device stays when the view is left or the page begins anew, and is not dropped', async () => {
    const shown = screen(counterOf({ basket: returningBasket(byCard) }))
    shown.acts.openTender()
    await sayByHand(shown)
    shown.acts.leaveWork()
    const anew = screen(counterOf({ basket: returningBasket(paidByHand, { revision: 2 }) }))
    for (const { acts, store } of [shown, anew]) {
      acts.openTender()
      expect(payBackNow(store.getState())).toMatchObject({ open: [], canCash: false })
      acts.toggleInCash()
      expect(store.getState().notice).toMatchObject({ code: 'return.paidBack', params: { due: 350 } })
      acts.goToSell()
      acts.askCancel()
      expect([store.getState().confirmingCancel, store.getState().notice?.code]).toEqual([false, 'return.paidBack'])
    }
    expect(anew.asked).toHaveLength(0)
  })

  test('[RETS-39] the word for it is taken back with a second press, and kept with a step back', async () => {
    const shown = screen(counterOf({ basket: returningBasket(paidByHand) }))
    shown.acts.openTender()
    shown.acts.sayNextByHand()
    expect([shown.store.getState().work, shown.asked.length]).toEqual([{ kind: 'payBack', unsaying: 1 }, 0])
    perform('back', { acts: shown.acts, store: shown.store, focusField: () => undefined })
    expect([shown.store.getState().work, shows(shown)]).toEqual([{ kind: 'payBack' }, 'payBack'])
    shown.acts.sayPaidByHand(1)
    shown.acts.sayPaidByHand(1)
    expect((await shown.requestOf('say-paid-back')).input).toEqual({ basketId: 'b1', revision: 1, of: 1, paid: false })
  })

  test('[RETS-46] where nothing goes to a card its key says so, and leads nowhere', () => {
    const shown = screen(counterOf({ basket: returningBasket({}) }))
    shown.acts.openCard()
    expect([shows(shown), shown.store.getState().notice, shown.asked.length]).toEqual(['sell', { words: 'payBack.nothingToCard' }, 0])
  })

  test('[RETS-46] the keys say what they do: of several ways they lead to the view, of one they do it', async () => {
    const said = (changes: Partial<ReturnedView>) => payBackKeys({ counter: counterOf({ basket: returningBasket(changes) }) })
    expect(said({})).toEqual({ cash: 'payBack.cash', card: 'payBack.noCard', canCard: false })
    expect(said(byCard)).toEqual({ cash: 'payBack.key', card: 'payBack.card', canCard: true })
    expect(said({ ...byCard, inCash: true })).toMatchObject({ cash: 'payBack.cash', card: 'payBack.noCard', canCard: false })
    expect(said(paidByHand)).toMatchObject({ cash: 'payBack.completeShort', canCard: true })
    const mixed: Partial<ReturnedView> = { payBack: { payouts: [card], cash: 100, instead: 0 } }
    expect(said(mixed)).toEqual({ cash: 'payBack.key', card: 'payBack.key', canCard: true })
    expect(said({ payBack: { payouts: [{ ...card, canAsk: false }], cash: 0, instead: 0 } })).toMatchObject({ card: 'payBack.key' })
    expect(said({ payBack: { payouts: [{ ...card, type: 'wallet' }], cash: 0, instead: 0 } })).toMatchObject({ card: 'payBack.wallet' })
    const shown = screen(counterOf({ basket: returningBasket(mixed) }))
    shown.acts.openCard()
    expect([shows(shown), shown.store.getState().paying], 'nothing is asked of the terminal yet').toEqual(['payBack', false])
    shown.acts.payBackNext()
    expect((await shown.requestOf('begin-refund')).input).toMatchObject({ of: 1 })
  })

  test('[RETS-37] a page opened in the middle of a return stands where it is sold, and not where a rest is paid', () => {
    expect(shows(screen(counterOf({ basket: returningBasket() })))).toBe('sell')
  })
})

describe('approvals of an act that touches several rights', () => {
  async function asked(act = ({ acts }: Screen): void => acts.payCash(), basket = returningBasket()): Promise<Screen> {
    const shown = screen(counterOf({ basket }))
    shown.store.setState({ register: { ...facts, operators: [{ id: 'o1', name: 'Mei', role: 'cashier' }, { id: 'o4', name: 'Dmitri', role: 'manager' }, { id: 'o5', name: 'Eva', role: 'manager' }] } })
    act(shown)
    ;(await shown.requestOf('complete-sale')).refuse('approval.needed', asking)
    await vi.waitFor(() => expect(shows(shown)).toBe('approval'), { timeout: 15_000 })
    return shown
  }
  async function approve(shown: Screen, index: number): Promise<void> {
    shown.acts.chooseApprover('o4')
    shown.type('9164')
    shown.acts.confirmApproval()
    ;(await shown.requestOf('approve', index)).answer({ approval: ids[index] })
  }

  test('[RETS-38] each is asked for by itself, the act comes again with all that were given, and the dialog says which', async () => {
    const shown = await asked()
    expect(shown.store.getState().approval).toMatchObject({ reason: 'customerRequest', given: [] })
    await approve(shown, 0)
    const second = await shown.requestOf('complete-sale', 1)
    expect(second.input).toMatchObject({ approvals: [ids[0]] })
    second.refuse('approval.needed', { ...asking, permission: 'refundToOtherTender' })
    await vi.waitFor(() => expect(shown.store.getState().approval).toMatchObject({ given: ['refundOutsideWindow'], approverId: 'o4', sending: false, needed: { permission: 'refundToOtherTender' } }), { timeout: 15_000 })
    expect(shown.store.getState().entry, 'a PIN is typed for each').toBe('')
    await approve(shown, 1)
    const third = await shown.requestOf('complete-sale', 2)
    expect(third.input).toMatchObject({ approvals: [...ids] })
    expect(third.id).toBe(second.id)
    third.answer(counterOf({ lastRefund: refund }))
    await vi.waitFor(() => expect(shows(shown)).toBe('finish'), { timeout: 15_000 })
    expect(shown.store.getState().approval).toBeUndefined()
  })

  test('[RETS-38] one that is past its minute begins all of it anew, and leaving it does nothing', async () => {
    const shown = await asked()
    await approve(shown, 0)
    ;(await shown.requestOf('complete-sale', 1)).refuse('approval.needed', { ...asking, permission: 'refundToOtherTender' })
    await vi.waitFor(() => expect(shown.store.getState().approval?.given).toHaveLength(1), { timeout: 15_000 })
    await approve(shown, 1)
    ;(await shown.requestOf('complete-sale', 2)).refuse('approval.invalid')
    const anew = await shown.requestOf('complete-sale', 3)
    expect(anew.input).not.toHaveProperty('approvals')
    anew.refuse('approval.needed', asking)
    await vi.waitFor(() => expect(shown.store.getState().approval).toMatchObject({ given: [], trouble: { code: 'approval.invalid' } }), { timeout: 15_000 })
    shown.acts.leaveWork()
    await vi.waitFor(() => expect(shows(shown)).toBe('sell'), { timeout: 15_000 })
    await vi.waitFor(() => expect(shown.store.getState().paying).toBe(false), { timeout: 15_000 })
    expect(shown.store.getState().notice).toBeUndefined()
    expect(shown.asked.filter(({ name }) => name === 'complete-sale')).toHaveLength(4)
  })

  test('[RETS-39] what is paid back on the device is approved before, and left, nothing is said to be paid back', async () => {
    const shown = screen(counterOf({ basket: returningBasket(byCard) }))
    shown.store.setState({ register: { ...facts, operators: [{ id: 'o1', name: 'Mei', role: 'cashier' }, { id: 'o4', name: 'Dmitri', role: 'manager' }] } })
    shown.acts.openTender()
    shown.acts.sayNextByHand()
    ;(await shown.requestOf('say-paid-back')).refuse('approval.needed', asking)
    await vi.waitFor(() => expect(shows(shown)).toBe('approval'), { timeout: 15_000 })
    shown.acts.leaveWork()
    await vi.waitFor(() => expect(shown.store.getState().paying).toBe(false), { timeout: 15_000 })
    expect([shows(shown), saidByHand(shown.store.getState().counter?.basket)]).toEqual(['payBack', []])
    shown.acts.sayNextByHand()
    ;(await shown.requestOf('say-paid-back', 1)).refuse('approval.needed', asking)
    await vi.waitFor(() => expect(shows(shown)).toBe('approval'), { timeout: 15_000 })
    await approve(shown, 0)
    const again = await shown.requestOf('say-paid-back', 2)
    expect(again.input).toEqual({ basketId: 'b1', revision: 1, of: 1, paid: true, approvals: [ids[0]] })
    again.answer(counterOf({ basket: returningBasket(paidByHand, { revision: 2 }) }))
    await vi.waitFor(() => expect(saidByHand(shown.store.getState().counter?.basket)).toHaveLength(1), { timeout: 15_000 })
    expect(shows(shown)).toBe('payBack')
    shown.acts.settleReturn()
    expect((await shown.requestOf('complete-sale')).input).toEqual({ basketId: 'b1', revision: 2, tenders: [] })
  })
})
