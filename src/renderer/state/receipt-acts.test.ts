import { describe, expect, test, vi } from 'vitest'
import { basketOf, counterOf, sale, screen, type Screen } from './screen.fixture.ts'
import { perform } from './actions.ts'
import { otherSaleOf, screenOf } from './screen-state.ts'

const saleId = '0193c0de-7b1a-7000-8000-00000000abcd'
const summary = (id: string) => ({ id, number: `3-${id}`, completedAt: 1, businessDate: '2026-11-21', operatorName: 'Mei Lin', currency: 'CNY', total: 100, tenders: [] })
const document = { version: 1, language: 'en', blocks: [{ kind: 'rule' }] }
const printing = (state: string) => ({ ...sale, effects: [{ kind: 'print', state: 'printed' }, { kind: 'print', state }] })
const shows = (shown: Screen) => screenOf(shown.store.getState())

describe('a sale without a printer', () => {
  const printer = { slot: 'printer', device: 'printer:1', kind: 'printer', inUse: 'none', from: 'usual', simulator: true } as const
  /** What is told where, once the till said which printer stands there. */
  async function told(setting: object | undefined, last = sale): Promise<string | undefined> {
    const shown = screen(counterOf({ lastSale: sale }))
    shown.acts.tellNoPrinter(sale.id)
    expect(shown.store.getState().noPrinterToldAt).toBeUndefined()
    const asked = await shown.requestOf('device-settings')
    shown.acts.receive(counterOf({ lastSale: last }))
    if (setting === undefined) asked.refuse('request.failed')
    else asked.answer({ slots: [setting], mayChange: false })
    await new Promise((resolve) => setTimeout(resolve, 0))
    return shown.store.getState().noPrinterToldAt
  }

  test('[RECEIPT-6] is told that there is none yet, once, and not where somebody chose to have none', async () => {
    expect(await told(printer)).toBe(sale.id)
    expect(await told({ ...printer, chosen: 'none', from: 'chosen' })).toBe('')
    expect(await told({ ...printer, from: 'commandLine' })).toBe('')
    // One that is set up and away is no decision to have none.
    expect(await told({ ...printer, inUse: 'tcp://192.0.2.9:9100', chosen: 'tcp://192.0.2.9:9100', from: 'chosen' })).toBe(sale.id)
    expect(await told(undefined)).toBe(sale.id)
  })

  test('[RECEIPT-6] whoever has gone on to the next sale before that is told at the end of it', async () => {
    expect(await told(printer, { ...sale, id: 's2' })).toBeUndefined()
  })
})

describe('receipts', () => {
  test('[RECEIPT-3] a receipt scanned among receipts is looked at, and rings nothing up', async () => {
    const shown = screen()
    shown.acts.openReceipts()
    shown.acts.scan(`tw1:3-10428:${saleId}`)
    const asked = await shown.requestOf('receipt')
    expect(asked.input).toEqual({ saleId })
    asked.answer({ sale, document })
    await vi.waitFor(() => expect(shown.store.getState().openReceipt?.sale.id).toBe('s1'), { timeout: 15_000 })
    expect(shows(shown)).toBe('receipts')
    expect(shown.asked.some(({ name }) => name === 'scan')).toBe(false)
  })

  test('[RECEIPT-5] a refund of another register\'s sale shows what is known of that sale, and goes back to the refund', async () => {
    const shown = screen()
    shown.acts.openReceipts()
    shown.acts.showReceipt('r1')
    ;(await shown.requestOf('receipt')).answer({ sale: { ...sale, id: 'r1', kind: 'refund' }, document })
    await vi.waitFor(() => expect(shown.store.getState().openReceipt?.sale.id).toBe('r1'), { timeout: 15_000 })
    shown.acts.showReceipt('theirs')
    ;(await shown.requestOf('receipt', 1)).refuse('sale.unknown')
    const other = { saleId: 'theirs', number: '2-7', soldOn: '2026-11-20', registerNumber: 2, refunds: [{ id: 'r1', number: '3-9', completedAt: 1, currency: 'CNY', total: 350, lines: [] }] }
    ;(await shown.requestOf('sale-elsewhere')).answer(other)
    await vi.waitFor(() => expect(otherSaleOf(shown.store.getState())?.number).toBe('2-7'), { timeout: 15_000 })
    expect(shown.store.getState().notice).toBeUndefined()
    perform('back', { acts: shown.acts, store: shown.store, focusField: () => undefined })
    expect([otherSaleOf(shown.store.getState()), shown.store.getState().openReceipt?.sale.id]).toEqual([undefined, 'r1'])
    shown.acts.showReceipt('gone')
    ;(await shown.requestOf('receipt', 2)).refuse('sale.unknown')
    ;(await shown.requestOf('sale-elsewhere', 1)).refuse('sale.unknown')
    await vi.waitFor(() => expect(shown.store.getState().notice?.code).toBe('sale.unknown'), { timeout: 15_000 })
  })

  test('[RECEIPT-4] the list grows page by page, each page asked for once', async () => {
    const shown = screen()
    shown.acts.openReceipts()
    const next = { completedAt: 1, saleId: 'b' }
    ;(await shown.requestOf('receipts')).answer({ receipts: [summary('a'), summary('b')], next })
    await vi.waitFor(() => expect(shown.store.getState().receipts?.found).toHaveLength(2), { timeout: 15_000 })
    for (let told = 0; told < 3; told += 1) shown.acts.moreReceipts()
    const page = await shown.requestOf('receipts', 1)
    expect(page.input).toMatchObject({ before: next })
    page.answer({ receipts: [summary('c')] })
    await vi.waitFor(() => expect(shown.store.getState().receipts?.found.map(({ id }) => id)).toEqual(['a', 'b', 'c']), { timeout: 15_000 })
    shown.acts.moreReceipts()
    expect(shown.asked.filter(({ name }) => name === 'receipts')).toHaveLength(2)
  })

  test('[RECEIPT-4] a page of the list before is not put behind the list of now', async () => {
    const shown = screen()
    shown.acts.openReceipts()
    ;(await shown.requestOf('receipts')).answer({ receipts: [summary('b')], next: { completedAt: 1, saleId: 'b' } })
    await vi.waitFor(() => expect(shown.store.getState().receipts?.found).toHaveLength(1), { timeout: 15_000 })
    shown.acts.moreReceipts()
    const page = await shown.requestOf('receipts', 1)
    shown.acts.openReceipts()
    ;(await shown.requestOf('receipts', 2)).answer({ receipts: [summary('a')], next: { completedAt: 2, saleId: 'a' } })
    await vi.waitFor(() => expect(shown.store.getState().receipts?.found).toHaveLength(1), { timeout: 15_000 })
    page.answer({ receipts: [summary('c')] })
    // Asked for and answered after it, the next page of the new list shows that the old one was looked at and left out.
    shown.acts.moreReceipts()
    ;(await shown.requestOf('receipts', 3)).answer({ receipts: [summary('d')] })
    await vi.waitFor(() => expect(shown.store.getState().receipts?.found.map(({ id }) => id)).toEqual(['a', 'd']), { timeout: 15_000 })
  })

  test('[RECEIPT-5] a reprint is asked after until it is done, and a failed one is told and heard', async () => {
    const shown = screen(counterOf({ lastSale: sale }))
    shown.acts.reprintLast()
    const asked = await shown.requestOf('reprint')
    expect(asked.input).toEqual({ saleId: 's1' })
    asked.answer(printing('waiting'))
    await vi.waitFor(() => expect(shown.store.getState().notice).toMatchObject({ words: 'reprint.started', calm: true }), { timeout: 15_000 })
    shown.pass()
    ;(await shown.requestOf('receipt')).answer({ sale: printing('working'), document })
    await vi.waitFor(() => expect(shown.store.getState().reprinted?.effects.at(-1)?.state).toBe('working'), { timeout: 15_000 })
    await vi.waitFor(() => {
      shown.pass()
      expect(shown.asked.filter(({ name }) => name === 'receipt')).toHaveLength(2)
    }, { timeout: 15_000 })
    ;(await shown.requestOf('receipt', 1)).answer({ sale: printing('failed'), document })
    await vi.waitFor(() => expect(shown.store.getState().notice?.words).toBe('reprint.failed'), { timeout: 15_000 })
    expect(shown.heard.filter((sound) => sound === 'error')).toHaveLength(1)
    shown.pass()
    expect(shown.asked.filter(({ name }) => name === 'receipt')).toHaveLength(2)
  })

  test('[RECEIPT-5] where no printer is set up a reprint by key says so, and not that it went to one', async () => {
    const shown = screen(counterOf({ lastSale: sale }))
    shown.acts.reprintLast()
    const unset = { ...sale, effects: [{ kind: 'print' as const, state: 'failed' as const, fault: 'unconfigured' }] }
    ;(await shown.requestOf('reprint')).answer({ ...unset, effects: [...unset.effects, { kind: 'print', state: 'waiting' }] })
    await vi.waitFor(() => expect(shown.store.getState().notice?.words).toBe('reprint.started'), { timeout: 15_000 })
    shown.pass()
    ;(await shown.requestOf('receipt')).answer({ sale: { ...unset, effects: [...unset.effects, ...unset.effects] }, document })
    await vi.waitFor(() => expect(shown.store.getState().notice).toMatchObject({ words: 'reprint.noPrinter', params: { number: sale.number } }), { timeout: 15_000 })
    const again = screen(counterOf({ lastSale: unset }))
    again.acts.reprintLast()
    ;(await again.requestOf('reprint')).answer(unset)
    await vi.waitFor(() => expect(again.store.getState().notice).toMatchObject({ words: 'reprint.noPrinter' }), { timeout: 15_000 })
    expect(again.heard).toEqual(['error'])
  })

  test('[RECEIPT-6] with a basket open the last receipt is looked up; without any sale it is said', async () => {
    const shown = screen()
    shown.acts.reprintLast()
    ;(await shown.requestOf('receipts')).answer({ receipts: [summary('z')] })
    expect((await shown.requestOf('reprint')).input).toEqual({ saleId: 'z' })
    const fresh = screen(counterOf())
    fresh.acts.reprintLast()
    ;(await fresh.requestOf('receipts')).answer({ receipts: [] })
    await vi.waitFor(() => expect(fresh.store.getState().notice?.words).toBe('reprint.none'), { timeout: 15_000 })
  })

  test('[RECEIPT-7] an article scanned over the receipts is rung up, and selling goes on', async () => {
    const shown = screen()
    shown.acts.openReceipts()
    shown.acts.scan('6901028075831')
    expect(shows(shown)).toBe('sell')
    expect((await shown.requestOf('scan')).input).toEqual({ barcode: '6901028075831' })
  })
})

describe('held sales', () => {
  const held = { basketId: 'b9', operatorName: 'Mei Lin', suspendedAt: 1, currency: 'CNY', itemCount: 2, total: 300 }

  test('[ACT-19] the key holds a basket with or without a label, and without a basket shows the held ones', async () => {
    const shown = screen()
    shown.acts.suspend()
    expect(shows(shown)).toBe('suspend')
    shown.type('Blue jacket')
    shown.acts.confirmSuspend()
    const asked = await shown.requestOf('suspend-basket')
    expect(asked.input).toEqual({ label: 'Blue jacket' })
    asked.answer(counterOf({ suspended: 1 }))
    await vi.waitFor(() => expect(shows(shown)).toBe('sell'), { timeout: 15_000 })
    shown.acts.suspend()
    expect(shows(shown)).toBe('suspended')
    ;(await shown.requestOf('suspended-baskets')).answer({ baskets: [held] })
    await vi.waitFor(() => expect(shown.store.getState().suspended).toHaveLength(1), { timeout: 15_000 })
    shown.acts.resumeChosen()
    expect((await shown.requestOf('resume-basket')).input).toEqual({ basketId: 'b9' })
  })

  test('[ACT-19] without a label none is sent', async () => {
    const shown = screen()
    shown.acts.suspend()
    shown.type('   ')
    shown.acts.confirmSuspend()
    expect((await shown.requestOf('suspend-basket')).input).toEqual({})
  })

  test('[ACT-20] with a basket open none is taken up, and it is said what to do first', () => {
    const shown = screen()
    shown.acts.openSuspended()
    shown.acts.resume('b9')
    expect(shown.store.getState().notice?.code).toBe('basket.open')
    expect(shown.asked.some(({ name }) => name === 'resume-basket')).toBe(false)
  })

  test('[ACT-20] one that somebody else took up is refused, and the list is asked for again', async () => {
    const shown = screen(counterOf({ suspended: 1 }))
    shown.acts.openSuspended()
    ;(await shown.requestOf('suspended-baskets')).answer({ baskets: [held] })
    await vi.waitFor(() => expect(shown.store.getState().suspended).toHaveLength(1), { timeout: 15_000 })
    shown.acts.resumeChosen()
    ;(await shown.requestOf('resume-basket')).refuse('basket.notSuspended')
    await shown.requestOf('suspended-baskets', 1)
    expect(shown.store.getState().notice?.code).toBe('basket.notSuspended')
  })

  test('[ACT-21] holding the next sale does not bring the finish screen of the last one back', () => {
    const shown = screen(counterOf({ lastSale: sale }))
    expect(shows(shown)).toBe('finish')
    shown.acts.receive(counterOf({ lastSale: sale, basket: basketOf(1) }))
    shown.acts.receive(counterOf({ lastSale: sale, suspended: 1 }))
    expect(shows(shown)).toBe('sell')
  })

  test('[ACT-22] whoever signs on next sees nobody else\'s list', () => {
    const shown = screen()
    shown.store.setState({ suspended: [], search: { text: 'x', hits: [], chosen: -1 } })
    shown.acts.receive({ currency: 'CNY', suspended: 0 })
    expect(shown.store.getState()).toMatchObject({ suspended: undefined, search: undefined, receipts: undefined, openReceipt: undefined })
  })
})

describe('the layout', () => {
  test('[ACT-23] is the register\'s: it is stored there, and read back from there', async () => {
    const shown = screen()
    shown.acts.setLayout('scanFirst')
    ;(await shown.requestOf('set-layout')).answer(counterOf({ basket: basketOf(1) }))
    const register = { mode: 'demo', registerId: 'r', registerNumber: 3, storeName: 'S', chainName: 'C', currency: 'CNY', timeZone: 'Asia/Shanghai', language: 'en', layout: 'scanFirst', operators: [] }
    ;(await shown.requestOf('register')).answer(register)
    await vi.waitFor(() => expect(shown.store.getState().register?.layout).toBe('scanFirst'), { timeout: 15_000 })
  })
})
