import { describe, expect, test, vi } from 'vitest'
import { perform } from './actions.ts'
import { balanceOf, comingBack, rowsOf } from './basket-rows.ts'
import { askedOf, whyUnreadable } from './find-sale-acts.ts'
import { looseAsks } from './loose-return-acts.ts'
import { foundSale, returnedOf, returningBasket, returnLine } from './returns.fixture.ts'
import { basketOf, counterOf, milk, screen, type Screen } from './screen.fixture.ts'
import { screenOf } from './screen-state.ts'

const shows = (shown: Screen) => screenOf(shown.store.getState())
const code = `tw1:3-1:${foundSale.saleId}`
const digest = `TW2:${'A1'.repeat(200)}`

/** The sale was scanned and stands in the work area. */
async function opened(shown = screen(counterOf()), sale = foundSale): Promise<Screen> {
  shown.acts.scan(code)
  ;(await shown.requestOf('find-sale')).answer({ sales: [sale] })
  await vi.waitFor(() => expect(shows(shown)).toBe('returnSale'), { timeout: 15_000 })
  return shown
}

describe('a void of the sale that is looked at', () => {
  test.each(['partly', 'all'] as const)('[RETS-36] of another register, which came back %s, is refused for what its page says, and nothing is asked', async (returned) => {
    const shown = await opened(screen(counterOf()), { ...foundSale, verified: 'unverified', returned })
    const asked = shown.asked.length
    shown.acts.openVoid(foundSale.saleId)
    await Promise.resolve()
    expect([shown.store.getState().notice, shown.asked.length]).toEqual([{ words: `voidSale.shut.${returned}` }, asked])
  })
})

describe('finding the sale that goods come back of', () => {
  test('[RETS-10] a scanned receipt opens the return of its sale, by whichever code it has, and rings nothing up', async () => {
    for (const text of [code, digest, digest.toLowerCase()]) {
      const shown = screen(counterOf())
      shown.acts.scan(text)
      const asked = await shown.requestOf('find-sale')
      expect(asked.input).toEqual({ text, limit: 1 })
      asked.answer({ sales: [foundSale] })
      await vi.waitFor(() => expect(shows(shown)).toBe('returnSale'), { timeout: 15_000 })
      expect(shown.asked.some(({ name }) => name === 'scan')).toBe(false)
    }
  })

  test('[RETS-11] the core or the till\'s own scanner may say that it was a receipt: the same view opens', async () => {
    const params = { code }
    const typed = screen(counterOf())
    typed.type('whatever')
    typed.acts.enter()
    ;(await typed.requestOf('search-items')).answer({ hits: [] })
    const scanned = screen(counterOf())
    scanned.acts.scanRefused({ barcode: code, refusal: { code: 'receipt.scanned', params } })
    const asked = await scanned.requestOf('find-sale')
    expect(asked.input).toEqual({ text: code, limit: 1 })
    asked.answer({ sales: [foundSale] })
    await vi.waitFor(() => expect(shows(scanned)).toBe('returnSale'), { timeout: 15_000 })
    expect(scanned.store.getState().notice).toBeUndefined()
    const page = screen(counterOf())
    page.acts.scan('SHELF-1')
    ;(await page.requestOf('scan')).refuse('receipt.scanned', params)
    expect((await page.requestOf('find-sale')).input).toEqual({ text: code, limit: 1 })
  })

  test('[RETS-12] the paper of a refund has a code too, and is only looked at', async () => {
    const shown = screen(counterOf())
    shown.acts.scan(code)
    ;(await shown.requestOf('find-sale')).refuse('sale.unknown')
    expect((await shown.requestOf('receipt')).input).toEqual({ saleId: foundSale.saleId })
    expect(shows(shown)).toBe('receipts')
  })

  test('[RETS-13] each field is asked for in its own words, together they have to fit, and half a word asks nothing', async () => {
    const shown = screen(counterOf())
    shown.acts.openReturns()
    ;(await shown.requestOf('receipts')).answer({ receipts: [] })
    const asked = () => askedOf(shown.store.getState())
    shown.acts.setEntry('3-1')
    expect(asked()).toEqual({ limit: 20, text: '3-1' })
    shown.acts.chooseFindField('amount')
    expect(shown.store.getState().entry).toBe('')
    shown.acts.setEntry('21.90')
    expect(asked()).toEqual({ limit: 20, text: '3-1', amount: 2190 })
    shown.acts.moveFindField(1)
    shown.acts.setEntry('123')
    expect(asked()).toEqual({ unreadable: 'lastFour' })
    shown.acts.setEntry('1234')
    shown.acts.chooseFindField('day')
    shown.acts.setEntry('2026-11-2')
    expect(asked()).toEqual({ unreadable: 'day' })
    shown.acts.setEntry('20261120')
    expect(asked()).toEqual({ limit: 20, text: '3-1', businessDate: '2026-11-20', amount: 2190, lastFour: '1234' })
    shown.acts.chooseFindField('text')
    expect(shown.store.getState().entry).toBe('3-1')
  })

  test('[RETS-13] day and amount in one line are both, a comma is a point, and what is not understood is said to be that', async () => {
    const shown = screen(counterOf())
    shown.acts.openReturns()
    ;(await shown.requestOf('receipts')).answer({ receipts: [] })
    const after = (text: string) => {
      shown.acts.setEntry(text)
      const state = shown.store.getState()
      return [askedOf(state), whyUnreadable(state)]
    }
    // With its year, so that the test does not depend on the day it runs on.
    for (const both of ['20251122 57.50', '57,50 20251122', ' 2025-11-22  57,50 ']) expect(after(both), both).toEqual([{ limit: 20, businessDate: '2025-11-22', amount: 5750 }, undefined])
    expect(after('57,50')).toEqual([{ limit: 20, text: '57.50' }, undefined])
    for (const never of ['31/2', '99/99', '2026-02-30', '31/2 57.50']) expect(after(never), never).toEqual([{ unreadable: 'text' }, 'returns.noSuchDay'])
    expect(after('1-1-1')).toEqual([{ unreadable: 'text' }, 'returns.notANumber'])
    shown.acts.enterFoundSale()
    expect(shown.store.getState().notice?.words).toBe('returns.unreadable')
    shown.acts.setEntry('')
    shown.acts.chooseFindField('day')
    expect([after('31/2'), after('2026-11-2')]).toEqual([[{ unreadable: 'day' }, 'returns.noSuchDay'], [{ unreadable: 'day' }, 'returns.goOn']])
    shown.acts.setEntry('')
    shown.acts.chooseFindField('amount')
    expect(after('57,50')).toEqual([{ limit: 20, amount: 5750 }, undefined])
  })

  test('[RETS-14] with nothing typed the newest sales are shown, without the refunds among them', async () => {
    const shown = screen(counterOf())
    shown.acts.openReturns()
    const summary = { number: '3-1', completedAt: 1, businessDate: '2026-11-20', operatorName: 'Mei', currency: 'CNY', total: 1, tenders: [] } as const
    ;(await shown.requestOf('receipts')).answer({ receipts: [{ ...summary, id: 'a' }, { ...summary, id: 'b', kind: 'refund' }, { ...summary, id: 'c', returned: 'partly' }] })
    await vi.waitFor(() => expect(shown.store.getState().foundSales?.map(({ saleId, returned }) => [saleId, returned])).toEqual([['a', 'nothing'], ['c', 'partly']]), { timeout: 15_000 })
  })
})

describe('goods of the sale', () => {
  test('[RETS-15] a tap is one piece, of what was weighed all that is left, and digits before it are how many', async () => {
    const shown = await opened()
    shown.acts.returnLine(1)
    expect((await shown.requestOf('add-return')).input).toEqual({ saleId: foundSale.saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'changedMind' })
    shown.asked.at(-1)?.answer(counterOf({ basket: returningBasket() }))
    shown.acts.returnLine(2)
    expect((await shown.requestOf('add-return', 1)).input).toMatchObject({ lineNo: 2, quantity: 1284 })
    shown.asked.at(-1)?.answer(counterOf({ basket: returningBasket() }))
    shown.type('2')
    shown.acts.returnLine(1)
    expect((await shown.requestOf('add-return', 2)).input).toMatchObject({ lineNo: 1, quantity: 2000 })
    expect(shown.store.getState().entry).toBe('')
  })

  test('[RETS-47] a part of what was weighed is typed, or read off the scale once it has settled, and is for the line tapped next', async () => {
    const shown = await opened()
    shown.type('0.5')
    shown.acts.returnLine(2)
    expect((await shown.requestOf('add-return')).input).toMatchObject({ lineNo: 2, quantity: 500 })
    shown.asked.at(-1)?.answer(counterOf({ basket: returningBasket() }))
    shown.acts.weighReturn()
    ;(await shown.requestOf('weight')).answer({ kind: 'in-motion', text: '0.4' })
    await vi.waitFor(() => expect(shown.store.getState().notice?.words).toBe('returnSale.notWeighed'), { timeout: 15_000 })
    expect(shown.store.getState().entry).toBe('')
    shown.acts.weighReturn()
    ;(await shown.requestOf('weight', 1)).answer({ kind: 'waiting', text: '' })
    await vi.waitFor(() => {
      shown.pass()
      expect(shown.asked.filter(({ name }) => name === 'weight'), 'nobody had listened to the scale: it is asked again').toHaveLength(3)
    }, { timeout: 15_000 })
    ;(await shown.requestOf('weight', 2)).answer({ kind: 'stable', text: '0.412', quantity: 412 })
    await vi.waitFor(() => expect(shown.store.getState().entry).toBe('0.412'), { timeout: 15_000 })
    shown.acts.returnLine(2)
    expect((await shown.requestOf('add-return', 1)).input).toMatchObject({ lineNo: 2, quantity: 412 })
  })

  test('[RETS-48] one line gets another place or reason of its own, and the goods tapped next keep what was said for them', async () => {
    const shown = await opened(screen(counterOf({ basket: returningBasket({ lines: [{ ...returnLine, lineNo: 4 }] }) })))
    shown.acts.moveLineCondition(4)
    const waste = await shown.requestOf('change-return')
    expect(waste.input).toEqual({ lineNo: 4, condition: 'waste', reason: 'changedMind' })
    waste.answer(counterOf({ basket: { ...returningBasket({ lines: [{ ...returnLine, lineNo: 4, condition: 'waste' }] }), revision: 2 } }))
    shown.acts.moveLineReason(4)
    expect((await shown.requestOf('change-return', 1)).input).toEqual({ lineNo: 4, condition: 'waste', reason: 'faulty' })
    shown.asked.at(-1)?.answer(counterOf({ basket: { ...returningBasket({ lines: [{ ...returnLine, lineNo: 4, condition: 'waste', reason: 'faulty' }] }), revision: 3 } }))
    shown.acts.returnLine(1)
    expect((await shown.requestOf('add-return')).input).toMatchObject({ condition: 'stock', reason: 'changedMind' })
  })

  test('[RETS-48] a line of a void, or one that was struck, is as it is', async () => {
    const shown = await opened(screen(counterOf({ basket: returningBasket({ lines: [{ ...returnLine, reason: 'voided' }, { ...returnLine, lineNo: 2, removed: true }] }) })))
    for (const lineNo of [1, 2, undefined]) shown.acts.moveLineReason(lineNo)
    shown.acts.returnLine(1)
    await shown.requestOf('add-return')
    expect(shown.asked.some(({ name }) => name === 'change-return')).toBe(false)
  })

  test('[RETS-16] why and in what state is said once and stays for the return; broken goods are waste until a person says otherwise', async () => {
    const shown = await opened()
    shown.acts.chooseReturnReason('faulty')
    expect(shown.store.getState().work).toMatchObject({ reason: 'faulty', condition: 'waste' })
    shown.acts.toggleCondition()
    shown.acts.returnLine(1)
    expect((await shown.requestOf('add-return')).input).toMatchObject({ condition: 'stock', reason: 'faulty' })
    shown.asked.at(-1)?.answer(counterOf({ basket: returningBasket({ lines: [{ ...returnLine, reason: 'faulty' }] }) }))
    await vi.waitFor(() => expect(shown.store.getState().counter?.basket).toBeDefined(), { timeout: 15_000 })
    shown.acts.goToSell()
    shown.acts.returnReceipt(foundSale.saleId)
    ;(await shown.requestOf('find-sale', 1)).answer({ sales: [foundSale] })
    await vi.waitFor(() => expect(shown.store.getState().work).toMatchObject({ kind: 'returnSale', reason: 'faulty', condition: 'stock' }), { timeout: 15_000 })
  })

  test('[RETS-17] everything left is what the basket does not hold yet, and the first refusal ends it', async () => {
    const shown = await opened(screen(counterOf({ basket: returningBasket() })))
    shown.acts.returnAll()
    const first = await shown.requestOf('add-return')
    expect(first.input).toMatchObject({ lineNo: 1, quantity: 1000 })
    first.refuse('return.tooMany', { left: 0 })
    await vi.waitFor(() => expect(shown.store.getState().notice?.code).toBe('return.tooMany'), { timeout: 15_000 })
    expect(shown.asked.filter(({ name }) => name === 'add-return')).toHaveLength(1)
  })

  test('[RETS-18] one less is the line in the basket, and its last piece goes out of it', async () => {
    const shown = await opened(screen(counterOf({ basket: returningBasket({ lines: [{ ...returnLine, quantity: 2000 }] }) })))
    shown.acts.takeOneBack(1)
    const less = await shown.requestOf('change-quantity')
    expect(less.input).toEqual({ lineNo: 1, quantity: 1000 })
    less.answer(counterOf({ basket: { ...returningBasket(), revision: 2 } }))
    shown.acts.takeOneBack(1)
    expect((await shown.requestOf('remove-line')).input).toEqual({ lineNo: 1 })
  })

  test('[RETS-19] a scanned item is its line of the sale; goods that were not sold on it are told and not rung up', async () => {
    const shown = await opened()
    shown.acts.scan('6901028075831')
    ;(await shown.requestOf('search-items')).answer({ hits: [milk] })
    expect((await shown.requestOf('add-return')).input).toMatchObject({ lineNo: 1, quantity: 1000 })
    shown.asked.at(-1)?.answer(counterOf({ basket: returningBasket() }))
    shown.acts.scan('4006381333931')
    ;(await shown.requestOf('search-items', 1)).answer({ hits: [] })
    ;(await shown.requestOf('check-price')).answer({ barcode: '4006381333931' })
    await vi.waitFor(() => expect(shown.store.getState().notice?.words).toBe('returnSale.notOnReceipt'), { timeout: 15_000 })
    expect(shown.asked.some(({ name }) => name === 'scan')).toBe(false)
  })

  test('[RETS-20] of a sale that only its paper knows, the paper goes with each of its goods', async () => {
    const shown = await opened(screen(counterOf()), { ...foundSale, verified: 'unverified' })
    shown.acts.returnLine(1)
    expect((await shown.requestOf('add-return')).input).toMatchObject({ code })
  })

  test('[RETS-21] what comes back stands among the lines in the order it came, and what was struck is no return', () => {
    const lines = basketOf(1).lines.map((line) => ({ ...line, lineNo: 2 }))
    const basket = basketOf(1, { lines, returned: returnedOf({ lines: [returnLine, { ...returnLine, lineNo: 3, removed: true }], net: 500 }) })
    expect(rowsOf(basket).map(({ kind, lineNo }) => [kind, lineNo])).toEqual([['return', 1], ['item', 2], ['return', 3]])
    expect(comingBack(basket, foundSale.saleId, 1)).toBe(1000)
    expect(comingBack(basket, 'other', 1)).toBe(0)
    const balances = [-1, 0, 1].map((net) => balanceOf({ ...basket, returned: returnedOf({ net }) }))
    expect([...balances, balanceOf({ ...basket, returned: returnedOf({ problem: 'return.tooMany' }) }), balanceOf({ ...basket, returned: returnedOf({ lines: [{ ...returnLine, removed: true }] }) })]).toEqual(['owes', 'even', 'pays', 'problem', 'sale'])
  })

  test('[RETS-22] the last step is taken back with the same key, whichever way the goods went', async () => {
    const shown = screen(counterOf({ basket: basketOf(1) }))
    shown.acts.receive(counterOf({ basket: basketOf(2, { lastLineNo: 2, returned: returnedOf({ lines: [{ ...returnLine, lineNo: 2 }], net: 1 }) }) }))
    expect(shown.heard).toEqual(['ok'])
    perform('undo', { acts: shown.acts, store: shown.store, focusField: () => undefined })
    expect((await shown.requestOf('remove-line')).input).toEqual({ lineNo: 2 })
  })

  test('[RETS-23] without a receipt: the item, how many, at most today\'s price, and back to the next item', async () => {
    const shown = screen(counterOf())
    shown.acts.openLooseReturn()
    shown.acts.scan('6901028075831')
    ;(await shown.requestOf('search-items')).answer({ hits: [milk] })
    await vi.waitFor(() => expect(shows(shown)).toBe('returnPrice'), { timeout: 15_000 })
    shown.type('8.00')
    shown.acts.toggleLoose()
    shown.type('2')
    shown.acts.addLoose()
    const asked = await shown.requestOf('add-return-without-receipt')
    expect(asked.input).toEqual({ itemId: 'milk', quantity: 2000, price: 800, condition: 'stock', reason: 'changedMind' })
    asked.answer(counterOf({ basket: returningBasket() }))
    await vi.waitFor(() => expect(shows(shown)).toBe('returnItem'), { timeout: 15_000 })
  })

  test('[RETS-23] an approval is announced to those who need one, and to nobody else', () => {
    const shown = screen(counterOf())
    shown.acts.chooseLoose(milk)
    const asks = (grant: 'yes' | 'ask' | number): boolean => looseAsks({ ...shown.store.getState(), ownRights: [{ permission: 'refundWithoutReceipt', grant, roles: [] }] })
    expect([asks('yes'), asks('ask'), asks(800)]).toEqual([false, true, (milk.price?.minor ?? 0) > 800])
    shown.type('8.00')
    expect([asks(800), asks(799)]).toEqual([false, true])
    shown.acts.toggleLoose()
    shown.type('2')
    expect([asks(1600), asks(1599)]).toEqual([false, true])
  })

  test('[RETS-23] what is sold by weight is not taken back before somebody says how much', async () => {
    const shown = screen(counterOf())
    shown.acts.chooseLoose({ ...milk, unit: 'kg' })
    shown.acts.addLoose()
    expect(shown.store.getState().notice?.words).toBe('returnItem.quantityFirst')
    shown.type('0.5')
    shown.acts.addLoose()
    expect((await shown.requestOf('add-return-without-receipt')).input).toEqual({ itemId: 'milk', quantity: 500, condition: 'stock', reason: 'changedMind' })
  })
})
