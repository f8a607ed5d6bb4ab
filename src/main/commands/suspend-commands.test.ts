import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contract, counterView, type CounterView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, commands, signOn } from './index.ts'
import { code, papersOf, staffedRegister, testItems, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
})
afterEach(() => register.remove())

const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
const suspend = (label?: string, request?: string): Result<CounterView> => commands['suspend-basket'](register.context(request), label === undefined ? {} : { label })
const resume = (basketId: string, seat?: string, request?: string): Result<CounterView> => commands['resume-basket'](register.context(request, seat), { basketId })
const listed = () => value(queries['suspended-baskets']({ reader: register.database, seat: 'counter' })).baskets
const bodies = (type: string): unknown[] => register.database.entriesAfter(1, 0, 100).filter((entry) => entry.type === type).map(({ text }) => (JSON.parse(text) as { body: unknown }).body)
function reprice(at: number, price: number | undefined): void {
  const { item, barcodes } = testItems[at]!
  const { price: _, ...unpriced } = item
  const priced = price === undefined ? unpriced : { ...unpriced, price: { minor: minor(price), per: item.price!.per } }
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveItems([{ item: priced, barcodes }]) })))
}

describe('suspend-basket and resume-basket', () => {
  test('[SUSP-1] a suspended basket leaves its seat, is listed, and the next scan opens another', () => {
    scan('6901234567892')
    const first = scan('6901234567908')
    const aside = value(suspend('Mrs Wu'))
    expect([aside.basket, aside.suspended]).toEqual([undefined, 1])
    expect(counterView.parse(aside)).toEqual(aside)
    expect(listed()).toEqual([{ basketId: first.basket?.id, label: 'Mrs Wu', operatorName: 'Li', suspendedAt: register.now, currency: 'CNY', itemCount: 2, total: 1450 }])
    expect(contract['suspended-baskets'].output.parse({ baskets: listed() }).baskets).toEqual(listed())
    expect(bodies('basket.suspended')).toEqual([
      {
        basketId: first.basket?.id, label: 'Mrs Wu', openedAt: register.now, total: 1450,
        lines: [{ lineNo: 1, itemId: 'water', quantity: 1000, total: 200 }, { lineNo: 2, itemId: 'tea', quantity: 1000, total: 1250 }],
        trail: register.database.basket(first.basket?.id ?? '')?.trail,
      },
    ])
    const next = scan('6901234567892')
    expect([next.basket?.id === first.basket?.id, next.basket?.itemCount, next.suspended]).toEqual([false, 1, 1])
  })

  test('[SUSP-2] resumed, also after a restart and by another cashier, every line and discount is back', () => {
    scan('6901234567892')
    value(commands['override-price'](register.context(), { lineNo: 1, price: { minor: 150, per: 1000 }, reason: 'expiry' }))
    const before = value(commands['discount-basket'](register.context(), { discount: { kind: 'percent', ppm: 100_000, reason: 'staff' } }))
    const basketId = before.basket?.id ?? ''
    value(suspend())
    register.reopen()
    value(signOn(register.context(), { operatorId: 'op-2', provenHash: '$argon2id$2' }))
    const view = value(resume(basketId))
    expect(view).toMatchObject({ suspended: 0, basket: { id: basketId, total: before.basket?.total, lines: before.basket?.lines, discountRule: before.basket?.discountRule } })
    expect(register.database.basket(basketId)?.trail.map(({ act, operator }) => [act, operator]).slice(-2)).toEqual([['suspended', 'op-1'], ['resumed', 'op-2']])
    expect(bodies('basket.resumed')).toEqual([{ basketId, seat: 'counter', suspendedAt: register.now, suspendedBy: 'op-1' }])
    const paid = value(commands['complete-sale'](register.context(), { basketId, revision: view.basket?.revision ?? -1, tenders: [{ type: 'cash' }] }))
    expect([paid.lastSale?.total, listed()]).toEqual([135, []])
    expect(register.database.verifyChain()).toBeUndefined()
  })

  test('[SUSP-3] the price stays the one the customer was told, and what changed since is marked', () => {
    for (const barcode of ['6901234567892', '6901234567908']) scan(barcode)
    const basketId = value(commands['add-item'](register.context(), { itemId: 'apples', quantity: 1000 })).basket?.id ?? ''
    value(suspend())
    reprice(0, 250)
    reprice(2, undefined)
    const view = value(resume(basketId))
    expect(view.basket?.total).toBe(200 + 1250 + 990)
    expect(view.basket?.lines).toMatchObject([{ itemId: 'water', price: { minor: 200 }, priceChanged: true, priceNow: { minor: 250, per: 1000 } }, { itemId: 'tea' }, { itemId: 'apples', priceChanged: true }])
    expect(view.basket?.lines.map((line) => [Object.hasOwn(line, 'priceChanged'), Object.hasOwn(line, 'priceNow')])).toEqual([[true, true], [false, false], [true, false]])
    expect(counterView.parse(view)).toEqual(view)
    // At today's price it is another line: the two must not be mixed into one.
    expect(scan('6901234567892').basket?.lines).toHaveLength(4)
  })

  test('[SUSP-4] each refusal by its name, and nothing moves', () => {
    expect(code(suspend())).toBe('basket.empty')
    const struck = scan('6901234567892')
    value(commands['remove-line'](register.context(), { lineNo: 1 }))
    expect(code(suspend())).toBe('basket.empty')
    value(commands['restore-line'](register.context(), { lineNo: 1 }))
    value(suspend())
    const basketId = struck.basket?.id ?? ''
    expect(code(resume('never'))).toBe('basket.notSuspended')
    const open = scan('6901234567908')
    expect(code(resume(basketId))).toBe('basket.open')
    expect(register.database.seat('counter').basketId).toBe(open.basket?.id)
    value(commands['cancel-basket'](register.context(), { basketId: open.basket?.id ?? '' }))
    expect(code(commands['cancel-basket'](register.context(), { basketId }))).toBe('basket.gone')
    expect(code(commands['complete-sale'](register.context(), { basketId, revision: 2, tenders: [{ type: 'cash' }] }))).toBe('basket.gone')
    value(resume(basketId))
    expect(code(resume(basketId))).toBe('basket.open')
    value(commands['sign-off'](register.context()))
    expect([code(suspend()), code(resume(basketId))]).toEqual(['operator.notSignedOn', 'operator.notSignedOn'])
  })

  test('[SUSP-5] the same request twice is one act, and only one of two seats takes a basket up', () => {
    const basketId = scan('6901234567892').basket?.id ?? ''
    value(suspend(undefined, 'away'))
    expect(value(suspend(undefined, 'away')).suspended).toBe(1)
    value(signOn(register.context(undefined, 'second'), { operatorId: 'op-2', provenHash: '$argon2id$2' }))
    value(resume(basketId, 'second', 'back'))
    expect(value(resume(basketId, 'second', 'back')).basket?.revision).toBe(3)
    expect(code(resume(basketId))).toBe('basket.notSuspended')
    expect([register.database.seat('counter').basketId, register.database.seat('second').basketId]).toEqual([undefined, basketId])
    expect(bodies('basket.suspended').length + bodies('basket.resumed').length).toBe(2)
  })

  test('[SUSP-7] whoever sells may go over to the price of today, to no other under that name, and the trail says so', () => {
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveGrant('cashier', 'overridePrice', 'no') })))
    const basketId = scan('6901234567892').basket?.id ?? ''
    value(suspend())
    reprice(0, 250)
    value(resume(basketId))
    const take = (price: number, lineNo = 1, reason: 'priceToday' | 'other' = 'priceToday', per = 1000): Result<CounterView> => commands['override-price'](register.context(), { lineNo, price: { minor: price, per }, reason })
    expect([code(take(249)), code(take(200)), code(take(250, 1, 'priceToday', 2000)), code(take(250, 1, 'other')), code(take(250, 9))]).toEqual(['price.notToday', 'price.notToday', 'price.notToday', 'request.notAllowed', 'line.unknown'])
    const view = value(take(250))
    expect(view.basket).toMatchObject({ total: 250, lines: [{ price: { minor: 200 }, override: { price: { minor: 250 }, reason: 'priceToday' } }] })
    expect(counterView.parse(view)).toEqual(view)
    value(commands['complete-sale'](register.context(), { basketId, revision: view.basket?.revision ?? -1, tenders: [{ type: 'cash' }] }))
    expect(bodies('sale.completed')).toMatchObject([{ total: 250, trail: [{}, {}, {}, {}, { act: 'priceOverridden', price: { minor: 250 }, reason: 'priceToday' }] }])
  })

  test('[SUSP-7] what has no price any more, or an open one, has none of today', () => {
    scan('6901234567892')
    reprice(0, undefined)
    expect(code(commands['override-price'](register.context(), { lineNo: 1, price: { minor: 200, per: 1000 }, reason: 'priceToday' }))).toBe('price.notToday')
  })

  test('[SUSP-6] a basket with a red line can be put aside, and is still blocked when it comes back', () => {
    scan('6901234567892')
    const basketId = scan('4006381333931').basket?.id ?? ''
    value(suspend())
    expect(value(resume(basketId)).basket).toMatchObject({ blockedBy: 'basket.unresolved', total: 200 })
  })
})

describe('receipts', () => {
  function sell(barcode: string): NonNullable<CounterView['lastSale']> {
    const { basket } = scan(barcode)
    const sale = value(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? -1, tenders: [{ type: 'card' }] })).lastSale
    if (sale === undefined) throw new Error('no sale')
    return sale
  }
  const reader = () => ({ reader: register.database, seat: 'counter' })
  const reprint = (saleId: string, request?: string) => answeringCommands.reprint(register.context(request), { saleId })
  const prints = (saleId: string) => papersOf(register, saleId)

  test('[REPRINT-1] a reprint is the same paper with DUPLICATE, however the catalogue changed, and one entry; the drawer stays shut', () => {
    const sale = sell('6901234567892')
    reprice(0, 999)
    expect(value(reprint(sale.id)).effects.map(({ kind }) => kind)).toEqual(['print', 'print'])
    const [first, second] = prints(sale.id)
    const isMark = (block: unknown): boolean => JSON.stringify(block).includes('"DUPLICATE"')
    expect(second?.blocks.filter(isMark)).toHaveLength(2)
    expect(second?.blocks.filter((block) => !isMark(block))).toEqual(first?.blocks)
    expect(bodies('receipt.reprinted')).toEqual([{ saleId: sale.id, number: '3-1' }])
  })

  test('[REPRINT-2] the same request twice prints once, another prints again', () => {
    const sale = sell('6901234567892')
    expect(value(reprint(sale.id, 'again'))).toEqual(value(reprint(sale.id, 'again')))
    value(reprint(sale.id))
    expect([prints(sale.id).length, bodies('receipt.reprinted').length]).toEqual([3, 2])
  })

  test('[REPRINT-3] a sale nobody knows, and nobody signed on, are refused', () => {
    const sale = sell('6901234567892')
    expect(code(reprint('never'))).toBe('sale.unknown')
    value(commands['sign-off'](register.context()))
    expect(code(reprint(sale.id))).toBe('operator.notSignedOn')
    expect([prints(sale.id).length, bodies('receipt.reprinted')]).toEqual([1, []])
  })

  test('[RECEIPT-1] a receipt is looked at as it was printed, and an unknown one is refused', () => {
    const sale = sell('6901234567892')
    const seen = value(queries.receipt(reader(), { saleId: sale.id }))
    expect(seen.sale).toEqual(sale)
    expect(seen.document).toEqual(prints(sale.id)[0])
    expect(contract.receipt.output.parse(seen)).toEqual(seen)
    expect(code(queries.receipt(reader(), { saleId: 'never' }))).toBe('sale.unknown')
  })

  test('[RECEIPT-2] receipts come newest first, page by page, each once', () => {
    const sold = ['6901234567892', '6901234567908', '6901234567892'].map((barcode) => {
      register.now += 1000
      return sell(barcode)
    })
    register.database.project(10)
    const first = value(queries.receipts(reader(), { limit: 2 }))
    expect(first.receipts).toMatchObject([{ number: '3-3', total: 200, operatorName: 'Li', currency: 'CNY', tenders: [{ type: 'card', amount: 200 }] }, { number: '3-2' }])
    expect(first.next).toEqual({ completedAt: sold[1]?.completedAt, saleId: sold[1]?.id })
    const rest = value(queries.receipts(reader(), { limit: 2, ...(first.next === undefined ? {} : { before: first.next }) }))
    expect([rest.receipts.map(({ number }) => number), rest.next]).toEqual([['3-1'], undefined])
    expect(contract.receipts.output.parse(first)).toEqual(first)
    expect(value(queries.receipts(reader(), { text: '3-2', limit: 5 })).receipts.map(({ number }) => number)).toEqual(['3-2'])
    expect(value(queries.receipts(reader(), { text: '12.50', limit: 5 })).receipts.map(({ number }) => number)).toEqual(['3-2'])
  })
})
