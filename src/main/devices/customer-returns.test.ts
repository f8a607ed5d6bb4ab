import { describe, expect, test } from 'vitest'
import { type BasketView, type CounterView, customerView, type CustomerView, type ItemLineView, type ReturnedView, type ReturnLineView, type SaleView } from '../../contracts/ipc/index.ts'
import { type DisplayMessage } from '../../drivers/customer-display/index.ts'
import { manualTimer } from '../../drivers/device/index.ts'
import { createCustomerDesk, settleMs, thanksMs } from './customer-desk.ts'
import { type DisplayConfig } from './display-config.ts'

const operator = { id: 'o1', name: 'Mei Lin', role: 'cashier' } as const
const closed: CounterView = { currency: 'GBP', suspended: 0, operator }

const names = (lineNo: number) => ({ en: `Item ${lineNo}`, 'zh-CN': `商品${lineNo}` })
const counted = (lineNo: number, total: number) => ({ lineNo, itemId: `i${lineNo}`, sku: `sku${lineNo}`, names: names(lineNo), quantity: 1000, unit: 'each', price: { minor: total, per: 1000 }, gross: total, discount: 0, total, removed: false }) as const
const item = (lineNo: number, total: number): ItemLineView => ({ kind: 'item', ...counted(lineNo, total) })
const back = (lineNo: number, total: number, changes: Partial<ReturnLineView> = {}): ReturnLineView => ({ kind: 'return', ...counted(lineNo, total), condition: 'waste', reason: 'faulty', saleLineNo: 7, left: 3000, ...changes })

/** A basket that sells and takes back, as the counter shows it. */
function basket(sold: readonly ItemLineView[], lines: readonly ReturnLineView[], changes: Partial<ReturnedView> = {}, more: Partial<BasketView> = {}): CounterView {
  const total = sold.reduce((sum, line) => sum + line.total, 0)
  const worth = lines.filter(({ removed }) => !removed).reduce((sum, line) => sum + line.total, 0)
  const net = total - worth
  const returned: ReturnedView = {
    kind: 'return', sale: { id: 'sale-9', number: '3-9', soldOn: '2026-11-20', verified: 'unverified' }, lines: [...lines], itemCount: lines.length, subtotal: worth, discount: 25, tax: 24, total: worth, net,
    ...(net < 0 ? { payBack: { payouts: [], cash: -net, instead: 0 }, payBackInCash: { payouts: [], cash: -net, instead: 0 } } : {}), ...changes,
  }
  return { ...closed, basket: { id: 'b1', revision: 1, lines: [...sold], itemCount: sold.length, subtotal: total, discount: 0, tax: 20, total, returned, ...(net > 0 ? { due: net } : {}), lastLineNo: Math.max(...[...sold, ...lines].map(({ lineNo }) => lineNo)), ...more } }
}
const refund = (total: number, tenders: SaleView['tenders'], changes: Partial<SaleView> = {}): SaleView => ({ id: 'r1', kind: 'refund', number: '1-2', total, change: 0, completedAt: 0, tenders, effects: [], ...changes })
const sale = (total: number, tenders: SaleView['tenders'], changes: Partial<SaleView> = {}): SaleView => ({ id: 's1', number: '1-1', total, change: 0, completedAt: 0, tenders, effects: [], ...changes })

function desk(language = 'en', display: DisplayConfig = { simulator: true, text: 'cp437' }, counter: CounterView = closed) {
  const timer = manualTimer()
  const told: CustomerView[] = []
  const shown: DisplayMessage[] = []
  const made = createCustomerDesk({ devices: { showCustomer: (message) => shown.push(message) }, display: () => display, store: { storeName: 'Quay Street', language }, counter, tell: (view) => void told.push(customerView.parse(view)), timer, log: ({ event }) => expect(event).toBe('nothing') })
  return { made, timer, told, last: () => shown.at(-1) }
}

describe('what the customer sees of a return', () => {
  test('[RETQ-7] goods with a minus and their word, what the shop pays and how, and nothing of who takes them back, why, or of which sale', () => {
    const { made, timer, told, last } = desk()
    made.hear(basket([], [back(1, 145), back(2, 290, { quantity: 2000 })]))
    const line = { unit: 'each', discount: 0, returned: true } as const
    expect(told.at(-1)).toEqual({
      storeName: 'Quay Street', language: 'en', currency: 'GBP', phase: 'basket', before: 0, behind: 0, lastLineNo: 2, itemCount: 0, discount: 0, tax: -4, total: -435,
      lines: [{ lineNo: 1, names: names(1), quantity: 1000, total: -145, ...line }, { lineNo: 2, names: names(2), quantity: 2000, total: -290, ...line }],
      returned: { kind: 'return', itemCount: 2, total: 435 },
      payBack: { cash: 435, card: 0, wallet: 0 },
    })
    expect(last()).toEqual({ rows: [{ left: 'Return 2 x Item 2', right: '-2.90' }, { left: 'You get', right: '4.35' }], amount: { text: '-2.90', lamp: 'price' } })
    timer.fire(settleMs)
    expect(last()).toEqual({ rows: [{ left: '2 items back' }, { left: 'You get', right: '4.35' }], amount: { text: '4.35', lamp: 'change' } })
  })

  test('[RETQ-7] beside what is bought: the lines in their order, the rest that is to pay, or that is paid back to card and purse', () => {
    const { made, timer, told, last } = desk()
    made.hear(basket([item(2, 500)], [back(1, 145)]))
    expect(told.at(-1)).toMatchObject({ total: 355, itemCount: 1, tax: -4, returned: { total: 145 }, lines: [{ lineNo: 1, total: -145 }, { lineNo: 2, total: 500 }] })
    expect(told.at(-1)).not.toHaveProperty('payBack')
    expect(last()?.rows).toEqual([{ left: 'Item 2', right: '5.00' }, { left: 'Total', right: '3.55' }])
    timer.fire(settleMs)
    expect(last()).toEqual({ rows: [{ left: 'Returned', right: '-1.45' }, { left: 'Total', right: '3.55' }], amount: { text: '3.55', lamp: 'total' } })
    made.hear(basket([item(2, 100)], [back(1, 900)], { payBack: { payouts: [{ of: 1, type: 'card', amount: 500, canAsk: true, paid: false }, { of: 2, type: 'wallet', amount: 200, canAsk: false, paid: true }], cash: 100, instead: 0 } }))
    expect(told.at(-1)).toMatchObject({ total: -800, payBack: { cash: 100, card: 500, wallet: 200 } })
    expect(last()?.rows[1]).toEqual({ left: 'You get', right: '8.00' })
  })

  test('[RETQ-9] of a card sale that is paid back in cash, what will be paid out and not what is usual', () => {
    const { made, told, last } = desk()
    const ways: Partial<ReturnedView> = { payBack: { payouts: [{ of: 1, type: 'card', amount: 145, canAsk: true, paid: false }], cash: 0, instead: 0 }, payBackInCash: { payouts: [], cash: 145, instead: 145 } }
    made.hear(basket([], [back(1, 145)], ways))
    expect(told.at(-1)?.payBack).toEqual({ cash: 0, card: 145, wallet: 0 })
    made.hear(basket([], [back(1, 145)], { ...ways, inCash: true }, { revision: 2 }))
    expect(told.at(-1)?.payBack).toEqual({ cash: 145, card: 0, wallet: 0 })
    expect(last()?.rows[1]).toEqual({ left: 'You get', right: '1.45' })
  })

  test('[RETQ-7] finished: by what it was paid back, for half a minute, once, and a whole sale that was undone says so', () => {
    const { made, timer, told, last } = desk()
    made.hear(basket([], [back(1, 145)]))
    made.hear({ ...closed, lastRefund: refund(145, [{ type: 'cash', amount: 145 }]) })
    expect(told.at(-1)).toMatchObject({ phase: 'finished', total: -145, returned: { kind: 'return', itemCount: 1, total: 145 }, payBack: { cash: 145, card: 0, wallet: 0 }, lines: [{ total: -145, returned: true }] })
    expect(told.at(-1)).not.toHaveProperty('paid')
    expect(last()).toEqual({ rows: [{ left: 'Cash back', right: '1.45' }, { left: 'Thank you' }], amount: { text: '1.45', lamp: 'change' } })
    made.hear({ ...closed, lastRefund: refund(145, [{ type: 'cash', amount: 145 }], { effects: [{ kind: 'print', state: 'printed' }] }) })
    expect(timer.fire(thanksMs)).toBe(1)
    made.hear({ ...closed, lastRefund: refund(145, [{ type: 'cash', amount: 145 }]) })
    expect(told.at(-1)?.phase).toBe('idle')

    made.hear({ ...closed, lastRefund: refund(900, [{ type: 'card', amount: 500 }, { type: 'cash', amount: 400 }], { id: 'r2', kind: 'void' }) })
    expect(told.at(-1)).toMatchObject({ phase: 'finished', returned: { kind: 'void', itemCount: 0, total: 900 }, payBack: { cash: 400, card: 500, wallet: 0 } })
    expect(last()?.rows[0]).toEqual({ left: 'Paid back', right: '9.00' })
    made.hear(basket([item(1, 100)], [back(2, 50, { removed: true })]))
    expect(told.at(-1)).toMatchObject({ phase: 'basket', total: 100, lines: [{ lineNo: 1 }] })
    expect(told.at(-1)).not.toHaveProperty('returned')
  })

  test('[RETQ-7] an exchange is one thing to the customer: what they paid with its change, or what they were paid, or neither', () => {
    const { made, told, last } = desk()
    made.hear(basket([item(2, 500)], [back(1, 145)]))
    made.hear({ ...closed, lastSale: sale(500, [{ type: 'exchange', amount: 145 }, { type: 'cash', amount: 355, received: 400, change: 45 }], { change: 45 }), lastRefund: refund(145, [{ type: 'exchange', amount: 145 }]) })
    expect(told.at(-1)).toMatchObject({ phase: 'finished', total: 355, paid: { cash: 400, card: 0, wallet: 0, change: 45 }, returned: { total: 145 } })
    expect(told.at(-1)).not.toHaveProperty('payBack')
    expect(last()?.rows).toEqual([{ left: 'Cash', right: '4.00' }, { left: 'Change', right: '0.45' }])
    made.hear({ ...closed, lastSale: sale(100, [{ type: 'exchange', amount: 100 }], { id: 's2' }), lastRefund: refund(145, [{ type: 'exchange', amount: 100 }, { type: 'card', amount: 45 }], { id: 'r2' }) })
    expect(told.at(-1)).toMatchObject({ total: -45, payBack: { cash: 0, card: 45, wallet: 0 } })
    expect(last()?.rows[0]).toEqual({ left: 'Card back', right: '0.45' })
    made.hear({ ...closed, lastSale: sale(100, [{ type: 'exchange', amount: 100 }], { id: 's3' }), lastRefund: refund(100, [{ type: 'exchange', amount: 100 }], { id: 'r3' }) })
    expect(told.at(-1)).toMatchObject({ total: 0, paid: { cash: 0, card: 0, wallet: 0, change: 0 } })
    expect(told.at(-1)).not.toHaveProperty('payBack')
  })

  test('[RETQ-7] promises nothing whose figures do not stand, and thanks nobody for what was over before the till was started', () => {
    const { made, told } = desk('en', undefined, { ...closed, lastRefund: refund(145, [{ type: 'cash', amount: 145 }]) })
    made.hear({ ...closed, lastRefund: refund(145, [{ type: 'cash', amount: 145 }]) })
    made.hear(basket([], [back(1, 0)], { problem: 'return.tooMany', total: 0, net: 0 }))
    expect(told.map(({ phase }) => phase)).toEqual(['idle'])
    made.hear(basket([item(2, 500)], [back(1, 0)], { problem: 'return.tooMany', total: 0, net: 500 }))
    expect(told.at(-1)).toMatchObject({ total: 500, lines: [{ lineNo: 2 }] })
    expect(told.at(-1)).not.toHaveProperty('returned')
  })

  test('[RETQ-7] Chinese where the display has it, English where it has not', () => {
    for (const [text, rows] of [['gb18030', [{ left: '退 商品1', right: '-1.45' }, { left: '应退您', right: '1.45' }]], ['cp437', [{ left: 'Return Item 1', right: '-1.45' }, { left: 'You get', right: '1.45' }]]] as const) {
      const { made, timer, last } = desk('zh-CN', { simulator: true, text })
      made.hear(basket([], [back(1, 145)]))
      expect(last()?.rows).toEqual(rows)
      timer.fire(settleMs)
      expect(last()?.rows[0]).toEqual({ left: text === 'cp437' ? '1 item back' : '退 1 件' })
    }
  })
})
