import { describe, expect, test } from 'vitest'
import { type BasketView, type CounterView, type CustomerView, customerView, type ItemLineView, type PaymentView, type SaleView } from '../../contracts/ipc/index.ts'
import { type DisplayMessage } from '../../drivers/customer-display/index.ts'
import { manualTimer } from '../../drivers/device/index.ts'
import { createCustomerDesk, settleMs, thanksMs } from './customer-desk.ts'
import { type DisplayConfig } from './display-config.ts'

const store = { storeName: 'Quay Street', language: 'en-GB' }
const operator = { id: 'o1', name: 'Mei Lin', role: 'cashier' } as const
const closed: CounterView = { currency: 'GBP', suspended: 0 }

const line = (lineNo: number, total: number, changes: Partial<ItemLineView> = {}): ItemLineView => ({
  kind: 'item', lineNo, itemId: `i${lineNo}`, sku: `sku${lineNo}`, names: { en: `Item ${lineNo}`, 'zh-CN': `商品${lineNo}` }, quantity: 1000, unit: 'each',
  price: { minor: total, per: 1000 }, gross: total, discount: 0, total, removed: false, ...changes,
})
function basket(lines: BasketView['lines'], changes: Partial<BasketView> = {}): BasketView {
  const counted = lines.filter((one): one is ItemLineView => one.kind === 'item' && !one.removed)
  const total = counted.reduce((sum, one) => sum + one.total, 0)
  return { id: 'b1', revision: 1, lines: [...lines], itemCount: counted.length, subtotal: total, discount: 0, tax: 20, total, lastLineNo: lines.at(-1)?.lineNo ?? 0, ...changes }
}
const open = (one: BasketView): CounterView => ({ ...closed, operator, basket: one })
const sale = (changes: Partial<SaleView> = {}): SaleView => ({
  id: 's1', number: '1-1', total: 435, change: 565, completedAt: 0, tenders: [{ type: 'cash', amount: 435, received: 1000, change: 565 }], effects: [], ...changes,
})

function desk(changes: { readonly counter?: CounterView; readonly display?: DisplayConfig; readonly language?: string; readonly showCustomer?: () => void } = {}) {
  const timer = manualTimer()
  const told: CustomerView[] = []
  const shown: DisplayMessage[] = []
  const log: string[] = []
  const made = createCustomerDesk({
    devices: { showCustomer: changes.showCustomer ?? ((message) => shown.push(message)) },
    display: () => changes.display ?? { simulator: true, text: 'cp437' },
    store: { ...store, ...(changes.language !== undefined && { language: changes.language }) },
    counter: changes.counter ?? closed,
    tell: (view) => void told.push(view),
    timer,
    log: ({ event }) => void log.push(event),
  })
  return { desk: made, timer, told, shown, log, last: () => shown.at(-1) }
}
const two = basket([line(1, 145), line(2, 290, { quantity: 2000 })])

describe('what the customer sees', () => {
  test('[CUS-6] idle, the shop’s name; a line with its price and the running total; after a while the total', () => {
    const { desk: made, timer, last } = desk()
    expect(last()).toEqual({ rows: [{ left: 'Quay Street' }, { left: 'Welcome' }] })
    made.hear(open(two))
    expect(last()).toEqual({ rows: [{ left: '2 x Item 2', right: '2.90' }, { left: 'Total', right: '4.35' }], amount: { text: '2.90', lamp: 'price' } })
    expect(timer.fire(settleMs)).toBe(1)
    expect(last()).toEqual({ rows: [{ left: '2 items' }, { left: 'Total', right: '4.35' }], amount: { text: '4.35', lamp: 'total' } })
    made.hear(open(basket([...two.lines, line(3, 100, { discount: 50 })], { discount: 50 })))
    expect(last()?.amount).toEqual({ text: '1.00', lamp: 'price' })
    timer.fire(settleMs)
    expect(last()?.rows[0]).toEqual({ left: 'You save', right: '0.50' })
  })

  test('[CUS-6] tendered and change, or what was paid by card, for half a minute and no longer', () => {
    const { desk: made, timer, last, told } = desk()
    made.hear(open(two))
    made.hear({ ...closed, operator, lastSale: sale() })
    expect(last()).toEqual({ rows: [{ left: 'Cash', right: '10.00' }, { left: 'Change', right: '5.65' }], amount: { text: '5.65', lamp: 'change' } })
    expect(told.at(-1)).toMatchObject({ phase: 'finished', total: 435, paid: { cash: 1000, card: 0, wallet: 0, change: 565 }, lines: [{ lineNo: 1 }, { lineNo: 2 }] })
    // What becomes of its paper is no new sale.
    made.hear({ ...closed, operator, lastSale: sale({ effects: [{ kind: 'print', state: 'printed' }] }) })
    expect(timer.fire(thanksMs)).toBe(1)
    expect(told.at(-1)?.phase).toBe('idle')
    made.hear({ ...closed, operator, lastSale: sale({ effects: [{ kind: 'print', state: 'printed' }] }) })
    expect(told.at(-1)?.phase).toBe('idle')

    made.hear(open(two))
    made.hear({ ...closed, operator, lastSale: sale({ id: 's2', change: 0, tenders: [{ type: 'card', amount: 435 }] }) })
    expect(last()).toEqual({ rows: [{ left: 'Card', right: '4.35' }, { left: 'Thank you' }], amount: { text: '4.35', lamp: 'collect' } })
    // Nobody signed on keeps the change from nobody who reads it.
    made.hear(closed)
    expect(told.at(-1)?.phase).toBe('finished')
  })

  test('[CUS-6] what was paid by QR code stands there as that, alone and beside cash', () => {
    const { desk: made, last, told } = desk()
    made.hear(open(two))
    made.hear({ ...closed, operator, lastSale: sale({ change: 0, tenders: [{ type: 'wallet', amount: 435 }] }) })
    expect(last()).toEqual({ rows: [{ left: 'QR payment', right: '4.35' }, { left: 'Thank you' }], amount: { text: '4.35', lamp: 'collect' } })
    expect(told.at(-1)?.paid).toEqual({ cash: 0, card: 0, wallet: 435, change: 0 })
    made.hear({ ...closed, operator, lastSale: sale({ id: 'another', change: 0, tenders: [{ type: 'wallet', amount: 235 }, { type: 'cash', amount: 200, received: 200, change: 0 }] }) })
    expect(last()).toEqual({ rows: [{ left: 'Paid', right: '4.35' }, { left: 'Change', right: '0.00' }], amount: { text: '0.00', lamp: 'change' } })
  })

  test('[CUS-6] the next sale’s first line ends the thanks', () => {
    const { desk: made, told } = desk()
    made.hear({ ...closed, operator, lastSale: sale() })
    made.hear(open(basket([line(1, 145)])))
    expect(told.at(-1)).toMatchObject({ phase: 'basket', total: 145 })
    // Cancelled, the shop greets: that sale was paid by somebody who has gone.
    made.hear({ ...closed, operator })
    expect(told.at(-1)?.phase).toBe('idle')
  })

  test('[CUS-6] a sale that was over before the till was started is not thanked for', () => {
    const { last } = desk({ counter: { ...closed, operator, lastSale: sale() } })
    expect(last()?.rows[1]).toEqual({ left: 'Welcome' })
  })

  test('[CUS-7] nothing of who sells, what is unknown or what was taken away', () => {
    const { desk: made, told } = desk()
    made.hear(open(basket([line(1, 145), line(2, 990, { removed: true }), { kind: 'unresolved', lineNo: 3, barcode: '4006381333931', reason: 'unknown', removed: false }])))
    const view = told.at(-1)
    expect(view).toEqual({
      storeName: 'Quay Street', language: 'en-GB', currency: 'GBP', phase: 'basket', before: 0, behind: 0, itemCount: 1, discount: 0, tax: 20, total: 145,
      lines: [{ lineNo: 1, names: { en: 'Item 1', 'zh-CN': '商品1' }, quantity: 1000, unit: 'each', discount: 0, total: 145 }],
    })
    expect(customerView.safeParse(view).success).toBe(true)
    made.hear(open(basket([line(1, 145, { removed: true })])))
    expect(told.at(-1)?.phase).toBe('idle')
  })

  describe('our code, to be scanned by the payer', () => {
    const payment = (changes: Partial<PaymentView> = {}): PaymentView => ({ id: 'p1', method: 'wallet', kind: 'sale', amount: 400, state: 'pending', ...changes })
    const paying = (changes: Partial<PaymentView> = {}) => open({ ...two, payments: [payment(changes)] })
    const showing = { paymentId: 'p1', phase: 'showCode', qr: 'https://pay.example/p1' } as const
    const idle = { phase: 'waiting' } as const

    test.each(['the basket first', 'the code first'])('[CUS-9] stands there with what it asks for while it waits for them: %s', (order) => {
      const { desk: made, timer, told, last } = desk()
      made.hear(open(two))
      timer.fire(settleMs)
      if (order === 'the basket first') made.hear(paying())
      made.hearPayment(showing)
      if (order !== 'the basket first') made.hear(paying())
      expect(told.at(-1)).toMatchObject({ phase: 'basket', codeToPay: { qr: 'https://pay.example/p1', amount: 400 } })
      expect(customerView.safeParse(told.at(-1)).success).toBe(true)
      // The pole has no room for a code: the total stays.
      expect(last()?.amount).toEqual({ text: '4.35', lamp: 'total' })
    })

    test.each(['approved', 'declined', 'cancelled', 'unknown', 'reversed'] as const)('[CUS-9] is gone when the payment is %s, whoever says so first', (state) => {
      for (const tells of ['basket', 'progress'] as const) {
        const { desk: made, told } = desk()
        made.hear(paying())
        made.hearPayment(showing)
        if (tells === 'basket') made.hear(paying({ state }))
        else made.hearPayment(idle)
        expect(told.at(-1)).toMatchObject({ phase: 'basket', total: 435 })
        expect(told.at(-1)).not.toHaveProperty('codeToPay')
        // Nor does it come back with what is told late.
        made.hearPayment(idle)
        made.hear(paying({ state }))
        expect(told.at(-1)).not.toHaveProperty('codeToPay')
      }
    })

    test('[CUS-9] is gone with its basket, and never another payment’s, a card’s phase or money given back', () => {
      const { desk: made, told } = desk()
      made.hear(paying())
      made.hearPayment(showing)
      made.hear({ ...closed, operator })
      expect(told.at(-1)).toMatchObject({ phase: 'idle' })
      expect(told.at(-1)).not.toHaveProperty('codeToPay')
      for (const counter of [paying({ id: 'p2' }), paying({ kind: 'reversal' }), open(two)]) {
        made.hear(counter)
        expect(told.at(-1)).not.toHaveProperty('codeToPay')
      }
      made.hear(paying())
      made.hearPayment({ paymentId: 'p1', phase: 'scanCode' })
      expect(told.at(-1)).not.toHaveProperty('codeToPay')
    })
  })

  test('[CUS-7] of a long basket the newest lines, and one further up when it is touched again', () => {
    const lines = Array.from({ length: 30 }, (_, index) => line(index + 1, 100))
    const { desk: made, told } = desk()
    made.hear(open(basket(lines)))
    expect(told.at(-1)).toMatchObject({ before: 22, behind: 0, lastLineNo: 30 })
    expect(told.at(-1)?.lines.map(({ lineNo }) => lineNo)).toEqual([23, 24, 25, 26, 27, 28, 29, 30])
    made.hear(open(basket(lines, { lastLineNo: 5 })))
    expect(told.at(-1)).toMatchObject({ before: 4, behind: 18, lastLineNo: 5 })
    expect(told.at(-1)?.lines).toHaveLength(8)
    expect(customerView.safeParse(told.at(-1)).success).toBe(true)
  })

  test('[CUS-8] Chinese where the display has it, English where it has not, and without a display the windows alone', () => {
    const chinese = desk({ language: 'zh-CN', display: { simulator: true, text: 'gb18030' } })
    chinese.desk.hear(open(two))
    expect(chinese.last()?.rows).toEqual([{ left: '2 x 商品2', right: '2.90' }, { left: '合计', right: '4.35' }])
    const latin = desk({ language: 'zh-CN' })
    latin.desk.hear(open(two))
    expect(latin.last()?.rows).toEqual([{ left: '2 x Item 2', right: '2.90' }, { left: 'Total', right: '4.35' }])
  })

  test('[CUS-8] a display that throws costs no sale, and the windows go on', () => {
    const { desk: made, told, log } = desk({ showCustomer: () => undefined })
    made.hear(open(two))
    expect(told.at(-1)?.phase).toBe('basket')
    let broken = false
    const failing = desk({ showCustomer: () => { if (broken) throw new Error('broken') } })
    broken = true
    expect(() => failing.desk.hear(open(two))).not.toThrow()
    expect([failing.log, log]).toEqual([['customerDisplay.failed'], []])
  })

  test('[CUS-8] the same again is told once', () => {
    const { desk: made, told, shown } = desk()
    made.hear(open(two))
    const before = [told.length, shown.length]
    made.hear(open({ ...two, revision: 2 }))
    expect([told.length, shown.length]).toEqual(before)
  })
})
