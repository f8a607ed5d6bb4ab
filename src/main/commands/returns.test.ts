import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { counterView, type Input } from '../../contracts/ipc/index.ts'
import { checkRefund, type RefundBody } from '../../domain/refund/index.ts'
import { queries, receiptOfSale } from '../queries/index.ts'
import { receiptWords } from '../words/index.ts'
import { answeringCommands, commands, signOn } from './index.ts'
import { code, papersOf, startOfTest, value } from './register.fixture.ts'
import { returnsDesk, tea, water } from './returns-desk.fixture.ts'

const desk = returnsDesk()
beforeEach(desk.open)
afterEach(desk.close)
const { scan, counter, sold, complete, back, bare, bodies, approved, find } = desk
const held = () => value(queries['suspended-baskets']({ reader: desk.register.database, seat: 'counter' })).baskets

function project(): void {
  while (desk.register.database.project(50) > 0);
}

describe('goods that come back with their receipt', () => {
  test('[RETC-22] put aside, stand in the list with what they are worth below nothing', () => {
    const saleId = sold([tea, water])
    value(back(saleId))
    value(commands['suspend-basket'](desk.register.context(), {}))
    expect(held()).toMatchObject([{ itemCount: 1, total: -1250 }])
    value(commands['resume-basket'](desk.register.context(), { basketId: held()[0]?.basketId ?? '' }))
    scan(water)
    value(commands['suspend-basket'](desk.register.context(), {}))
    expect(held()).toMatchObject([{ itemCount: 2, total: -1050 }])
  })

  test('[RETC-1] name on every slip the date that stands on the receipt in the hand, also of a night that is counted to the day before', () => {
    desk.register.now = Date.parse('2026-11-22T03:07:00+08:00')
    const saleId = sold([tea, tea])
    const dateOn = (id: string): unknown => receiptOfSale(desk.register.database, id, receiptWords)?.blocks.find((block) => block.kind === 'columns' && block.left === 'For receipt 3-1')
    const refunded = (): string => bodies().at(-1)?.body.refundId ?? ''
    expect(JSON.stringify(receiptOfSale(desk.register.database, saleId, receiptWords))).toContain('2026-11-22 03:07')
    value(back(saleId))
    value(complete())
    expect(bodies().at(-1)?.body.original).toMatchObject({ soldOn: '2026-11-21' })
    expect(dateOn(refunded())).toMatchObject({ right: '2026-11-22' })
    value(back(saleId))
    scan(water)
    value(complete())
    expect(dateOn(refunded()), 'beside other goods').toMatchObject({ right: '2026-11-22' })
  })

  test('[RETC-1] are refunded in one transaction: entry, header, number, cash, paper, drawer, stock, and a free seat', () => {
    const saleId = sold([tea, tea, water])
    const view = value(back(saleId))
    expect(counterView.parse(view)).toEqual(view)
    expect(view.basket?.returned).toMatchObject({ kind: 'return', total: 1250, net: -1250, payBack: { payouts: [], cash: 1250, instead: 0 }, sale: { id: saleId, number: '3-1' }, lines: [{ quantity: 1000, total: 1250, left: 2000, removed: false }] })
    const done = value(complete())
    expect(counterView.parse(done)).toEqual(done)
    expect([done.basket, done.lastSale]).toEqual([undefined, undefined])
    expect(done.lastRefund).toMatchObject({ kind: 'refund', number: '3-2', total: 1250, tenders: [{ type: 'cash', amount: 1250 }], effects: [{ kind: 'kick' }, { kind: 'print' }] })
    const [refund] = bodies()
    expect(refund).toMatchObject({ operator: 'op-1', businessDate: '2026-11-21', body: { number: '3-2', original: { saleId, number: '3-1', soldOn: '2026-11-21', verified: 'known' }, movements: [{ itemId: 'tea', quantity: 1000 }] } })
    expect(checkRefund(refund?.body as RefundBody)).toEqual([])
    project()
    expect([desk.register.database.onHand('tea'), desk.register.database.dayTotals('2026-11-21')]).toEqual([-1000, { sales: 1, total: 2700, tax: expect.any(Number) as number, refunds: 1, refunded: 1250, refundedTax: refund?.body.tax }])
    expect([desk.register.database.refundsOfSale(saleId).length, desk.register.database.verifyChain()]).toEqual([1, undefined])
    const paper = JSON.stringify(papersOf(desk.register, done.lastRefund?.id ?? ''))
    for (const shown of ['3-2', '3-1', '12.50']) expect(paper).toContain(shown)
    expect(paper).not.toContain('"tea x 2"')
  })

  test('[JOURNAL-5] dropped before they are paid, they stand in the journal with the money that would have gone back', () => {
    const saleId = sold([tea])
    value(back(saleId))
    const { basketId = '' } = desk.register.database.seat('counter')
    value(commands['cancel-basket'](desk.register.context(), { basketId }))
    project()
    const { entries: [dropped] } = value(queries.journal({ reader: desk.register.database, seat: 'counter' }, { limit: 1 }))
    expect(dropped).toMatchObject({ type: 'basket.cancelled', amount: -1250, said: { total: 0, wouldGoBack: 1250 } })
    value(back(saleId))
    value(complete())
    project()
    const { entries } = value(queries.journal({ reader: desk.register.database, seat: 'counter' }, { limit: 9, group: 'sales' }))
    expect(entries.flatMap(({ type, amount }) => (/^(?:sale|refund)\./.test(type) ? [[type, amount]] : []))).toEqual([['refund.completed', -1250], ['sale.completed', 1250]])
  })

  test('[RETC-1] a throw in the middle leaves nothing of it behind', () => {
    const saleId = sold([tea])
    value(back(saleId))
    const { basketId = '' } = desk.register.database.seat('counter')
    const before = [desk.register.database.journalHead(), desk.register.database.basket(basketId), desk.register.database.effectsToDo(9).length]
    const broken = { ...desk.register.database, insertRefund: () => { throw new Error('pulled plug') } }
    expect(() => commands['complete-sale']({ ...desk.register.context(), database: broken }, { basketId, revision: 1, tenders: [] })).toThrow('pulled plug')
    expect([desk.register.database.journalHead(), desk.register.database.basket(basketId), desk.register.database.effectsToDo(9).length]).toEqual(before)
    expect(value(complete()).lastRefund?.number).toBe('3-2')
  })

  test('[RETC-2] completed twice is one refund, with the same and with another request', () => {
    const saleId = sold([tea])
    value(back(saleId))
    const { basketId = '' } = desk.register.database.seat('counter')
    const input = { basketId, revision: 1, tenders: [] }
    const first = value(commands['complete-sale'](desk.register.context('r'), input))
    expect(value(commands['complete-sale'](desk.register.context('r'), input))).toEqual(first)
    expect(value(commands['complete-sale'](desk.register.context('other'), input))).toEqual(first)
    expect(bodies()).toHaveLength(1)
  })

  test('[RETC-3] more than is left is refused when it is added, raised or put back, also after other returns; then nothing is', () => {
    const saleId = sold([tea, tea, tea])
    expect(back(saleId, 1, 4000)).toMatchObject({ refusal: { code: 'return.tooMany', params: { left: 3000 } } })
    value(back(saleId, 1, 2000))
    value(complete())
    value(back(saleId))
    expect(code(commands['change-quantity'](desk.register.context(), { lineNo: 1, quantity: 2000 }))).toBe('return.tooMany')
    value(commands['remove-line'](desk.register.context(), { lineNo: 1 }))
    value(back(saleId))
    expect(code(commands['restore-line'](desk.register.context(), { lineNo: 1 }))).toBe('return.tooMany')
    value(complete())
    expect(code(back(saleId))).toBe('return.tooMany')
    expect(value(find({ saleId })).sales[0]).toMatchObject({ returned: 'all', lines: [{ bought: 3000, returned: 3000, left: 0 }] })
    expect(code(commands['void-sale'](desk.register.context(), { saleId, reason: 'other' }))).toBe('return.nothingLeft')
  })

  test('[RETC-3] what came back elsewhere while the basket waited is shown as its problem, refused, and locks nobody out', () => {
    const saleId = sold([tea])
    value(back(saleId))
    value(signOn(desk.register.context(undefined, 'second'), { operatorId: 'op-2', provenHash: '$argon2id$2' }))
    const other = value(commands['add-return'](desk.register.context(undefined, 'second'), { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'faulty' }))
    value(commands['complete-sale'](desk.register.context(undefined, 'second'), { basketId: other.basket?.id ?? '', revision: 1, tenders: [] }))
    expect(counter().basket?.returned).toMatchObject({ problem: 'return.tooMany', total: 0 })
    expect(code(complete())).toBe('return.tooMany')
    expect(value(commands['remove-line'](desk.register.context(), { lineNo: 1 })).basket?.returned?.problem).toBeUndefined()
  })

  test('[RETC-4] stand in the basket like other lines, through a power cut, with their steps in the trail', () => {
    const saleId = sold([tea, tea])
    value(back(saleId, 1, 2000, { condition: 'waste', reason: 'faulty' }))
    desk.register.reopen()
    expect(counter().basket?.returned).toMatchObject({ total: 2500, lines: [{ condition: 'waste', reason: 'faulty', quantity: 2000 }] })
    value(complete())
    project()
    expect(desk.register.database.onHand('tea')).toBe(-2000)
    expect(bodies()[0]?.body.trail.map(({ act }) => act)).toEqual(['opened', 'returned'])
  })

  test('[RETC-31] one line goes elsewhere for another reason, which the trail, the stock and the refund say', () => {
    const saleId = sold([tea, tea, water])
    value(back(saleId))
    value(back(saleId, 2))
    const restate = (lineNo: number) => commands['change-return'](desk.register.context(), { lineNo, condition: 'waste', reason: 'faulty' })
    expect(value(restate(1)).basket?.returned?.lines).toMatchObject([{ condition: 'waste', reason: 'faulty' }, { condition: 'stock', reason: 'changedMind' }])
    expect(code(restate(9))).toBe('line.unknown')
    desk.register.reopen()
    value(complete())
    expect(bodies()).toMatchObject([{ body: { total: 1450, lines: [{ condition: 'waste', reason: 'faulty' }, { condition: 'stock' }] } }])
    expect(bodies()[0]?.body.trail.at(-1)).toMatchObject({ act: 'returnChanged', lineNo: 1, reason: 'faulty', saleId })
    project()
    expect([desk.register.database.onHand('tea'), desk.register.database.onHand('water')]).toEqual([-2000, 0])
    expect(checkRefund(bodies()[0]?.body as RefundBody)).toEqual([])
  })

  test('[RETC-5] with other goods are an exchange: two documents of one basket, one paper, and money in one of them', () => {
    const saleId = sold([tea])
    value(back(saleId))
    scan(water)
    expect(code(complete({ tenders: [{ type: 'card', amount: 1 }] }))).toBe('tender.over')
    const done = value(complete())
    expect([done.lastSale, done.lastRefund]).toMatchObject([{ number: '3-2', total: 200, tenders: [{ type: 'exchange', amount: 200 }] }, { number: '3-3', total: 1250, tenders: [{ type: 'exchange', amount: 200 }, { type: 'cash', amount: 1050 }] }])
    expect(papersOf(desk.register, done.lastSale?.id ?? '')).toHaveLength(1)
    const paper = JSON.stringify(papersOf(desk.register, done.lastSale?.id ?? ''))
    for (const shown of ['3-2', '3-3', '10.50']) expect(paper).toContain(shown)
    // The other way round: the customer pays the rest.
    value(back(done.lastSale?.id ?? '', 2))
    scan(tea)
    expect(counter().basket).toMatchObject({ total: 1250, due: 1050, returned: { net: 1050 } })
    expect(complete()).toMatchObject({ refusal: { code: 'tender.short', params: { due: 1050 } } })
    const second = value(complete({ tenders: [{ type: 'cash', received: 2000 }] }))
    expect(second.lastSale).toMatchObject({ change: 950, tenders: [{ type: 'exchange', amount: 200 }, { type: 'cash', amount: 1050 }] })
    for (const { body } of bodies()) expect(checkRefund(body)).toEqual([])
  })

  test('[RETC-6] a card is paid back to the card that paid, by the cashier’s word, or in cash by a right of its own', () => {
    const saleId = sold([tea], [{ type: 'card' }])
    expect(value(back(saleId)).basket?.returned).toMatchObject({ payBack: { payouts: [{ of: 1, type: 'card', amount: 1250, canAsk: false, paid: false }], cash: 0 }, payBackInCash: { payouts: [], cash: 1250, instead: 1250 } })
    expect(complete()).toMatchObject({ refusal: { code: 'return.notPaidBack', params: { of: 1, due: 1250 } } })
    expect(complete({ cashInstead: true })).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'refundToOtherTender', amount: 1250 } } })
    const done = value(complete({ paidBack: [1] }))
    expect(done.lastRefund?.tenders).toEqual([{ type: 'card', amount: 1250 }])
    // No coins, no drawer.
    expect(done.lastRefund?.effects.map(({ kind }) => kind)).toEqual(['print'])
  })

  test('[RETC-6] who has to approve is asked before the money goes back on the device, and that approval is not used up by asking', () => {
    const saleId = sold([tea, tea, tea, tea, tea], [{ type: 'card' }])
    value(back(saleId, 1, 5000))
    const needed = complete()
    expect(needed).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'refund', amount: 6250 } } })
    const approvals = [approved(needed)]
    for (const time of [1, 2]) expect(code(complete({ approvals })), String(time)).toBe('return.notPaidBack')
    value(complete({ approvals, paidBack: [1] }))
    expect(bodies()).toMatchObject([{ approver: 'op-s' }])
  })
})

describe('rights', () => {
  test('[RETC-7] a cashier refunds up to the limit alone; above it the approval covers this return once, and both are on record', () => {
    const saleId = sold([tea, tea, tea, tea, tea])
    value(back(saleId, 1, 5000))
    const needed = complete()
    expect(needed).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'refund', amount: 6250, limit: 5000 } } })
    const approval = approved(needed)
    expect(code(complete({ approvals: [randomUUID()] }))).toBe('approval.needed')
    value(complete({ approvals: [approval] }))
    expect(bodies()).toMatchObject([{ operator: 'op-1', approver: 'op-s' }])
    const again = sold([tea, tea, tea, tea, tea])
    value(back(again, 1, 5000))
    expect(code(complete({ approvals: [approval] }))).toBe('approval.invalid')
  })

  test('[RETC-7] what an approval was given for must still be what is done', () => {
    const saleId = sold([tea, tea, tea, tea, tea])
    value(back(saleId, 1, 4001 + 999))
    const approval = approved(complete())
    value(commands['change-quantity'](desk.register.context(), { lineNo: 1, quantity: 4000 }))
    scan(water)
    value(commands['change-quantity'](desk.register.context(), { lineNo: 1, quantity: 5000 }))
    // A water less goes out than was approved.
    expect(code(complete({ approvals: [approval] }))).toBe('approval.invalid')
  })

  test('[RETC-8] each right that is touched is asked for by itself, the strictest first, and one approval is no other', () => {
    value(desk.register.database.unitOfWork(() => ({ ok: true, value: desk.register.database.saveFacts({ returnDays: 14 }) })))
    const saleId = sold([tea, tea, tea, tea, tea], [{ type: 'card' }])
    desk.register.now = startOfTest + 30 * 86_400_000
    expect(value(find({ saleId })).sales[0]?.lines[0]).toMatchObject({ window: 'outside', lastDay: '2026-12-05' })
    expect(value(back(saleId, 1, 5000)).basket?.returned?.lines[0]?.outsideWindow).toBe(true)
    const approvals: string[] = []
    for (const permission of ['refundOutsideWindow', 'refundToOtherTender', 'refund'] as const) {
      const needed = complete({ cashInstead: true, approvals })
      expect(needed).toMatchObject({ refusal: { params: { permission } } })
      approvals.push(approved(needed))
    }
    value(complete({ cashInstead: true, approvals }))
    expect(bodies()).toMatchObject([{ approver: 'op-s', body: { tenders: [{ type: 'cash', from: 'instead', amount: 6250 }] } }])
  })

  test('[RETC-8] one put aside on the last day and taken up on the next is shown as too late, as its completion asks', () => {
    value(desk.register.database.unitOfWork(() => ({ ok: true, value: desk.register.database.saveFacts({ returnDays: 14 }) })))
    const saleId = sold([tea])
    desk.register.now = startOfTest + 14 * 86_400_000
    expect(value(back(saleId)).basket?.returned?.lines[0]?.outsideWindow).toBeUndefined()
    value(commands['suspend-basket'](desk.register.context(), {}))
    desk.register.now += 86_400_000
    const { basket } = value(commands['resume-basket'](desk.register.context(), { basketId: held()[0]?.basketId ?? '' }))
    expect([basket?.returned?.lines[0]?.outsideWindow, code(complete())]).toEqual([true, 'approval.needed'])
  })

  test('[RETC-8] an item’s own days come before the store’s', () => {
    const item = desk.register.database.itemById('tea')
    if (item === undefined) throw new Error('no tea')
    value(desk.register.database.unitOfWork(() => {
      desk.register.database.saveFacts({ returnDays: 14 })
      desk.register.database.saveItems([{ item: { ...item, returnDays: 0 }, barcodes: [tea] }])
      return { ok: true, value: undefined }
    }))
    const saleId = sold([tea, water])
    expect(value(find({ saleId })).sales[0]?.lines.map(({ window }) => window)).toEqual(['outside', 'inside'])
  })

  test('[RETC-9] who is denied it may not begin it', () => {
    const saleId = sold([tea])
    value(desk.register.database.unitOfWork(() => {
      for (const permission of ['refund', 'refundWithoutReceipt', 'voidSale'] as const) desk.register.database.saveGrant('cashier', permission, 'no')
      return { ok: true, value: undefined }
    }))
    expect([back(saleId), commands['void-sale'](desk.register.context(), { saleId, reason: 'other' }), commands['add-return-without-receipt'](desk.register.context(), { itemId: 'tea', quantity: 1000, condition: 'stock', reason: 'other' })].map(code)).toEqual(Array(3).fill('request.notAllowed'))
  })
})

describe('without a receipt', () => {
  test('[RETC-10] goods come back at their price of today or less, in cash, with an approval', () => {
    expect(code(bare({ price: 1251 }))).toBe('return.priceTooHigh')
    expect([code(bare({ itemId: 'news' })), code(bare({ itemId: 'nothing' }))]).toEqual(['item.unpriced', 'item.unknown'])
    value(bare({ price: 1000 }))
    const needed = complete()
    expect(needed).toMatchObject({ refusal: { params: { permission: 'refundWithoutReceipt', amount: 1000 } } })
    const done = value(complete({ approvals: [approved(needed)] }))
    expect(done.lastRefund).toMatchObject({ total: 1000, tenders: [{ type: 'cash', amount: 1000 }] })
    expect(bodies()[0]?.body.original).toBeUndefined()
    expect(checkRefund(bodies()[0]?.body as RefundBody)).toEqual([])
  })

  test('[RETC-10] and not beside goods of a receipt', () => {
    const saleId = sold([tea])
    value(back(saleId))
    expect(code(bare())).toBe('return.otherSale')
  })
})

describe('a void', () => {
  test('[RETC-11] takes back all that is left as one document of its kind, and none of its lines can be changed', () => {
    const saleId = sold([tea, tea, water])
    value(back(saleId))
    value(complete())
    const view = value(commands['void-sale'](desk.register.context(), { saleId, reason: 'wrongGoods' }))
    expect(view.basket?.returned).toMatchObject({ kind: 'void', voidReason: 'wrongGoods', total: 1450, payBack: { cash: 1450 } })
    const acts = [commands.scan(desk.register.context(), { barcode: tea }), commands['remove-line'](desk.register.context(), { lineNo: 1 }), back(saleId, 2), commands['discount-basket'](desk.register.context(), { discount: { kind: 'percent', ppm: 100_000, reason: 'damaged' } }), commands['change-return'](desk.register.context(), { lineNo: 1, condition: 'waste', reason: 'faulty' })]
    expect(acts.map(code)).toEqual(Array(5).fill('return.voiding'))
    const needed = complete()
    expect(needed, 'with what came back of it before').toMatchObject({ refusal: { params: { permission: 'voidSale', amount: 2700, earlier: 1250 } } })
    const done = value(complete({ approvals: [approved(needed)] }))
    expect(done.lastRefund).toMatchObject({ kind: 'void', total: 1450 })
    expect(bodies().at(-1)?.body).toMatchObject({ kind: 'void', voidReason: 'wrongGoods' })
    expect(code(commands['void-sale'](desk.register.context(), { saleId, reason: 'other' }))).toBe('return.nothingLeft')
    project()
    expect([desk.register.database.onHand('tea'), desk.register.database.onHand('water')]).toEqual([0, 0])
  })

  test('[RETC-11] can be dropped, and wants a free seat', () => {
    const saleId = sold([tea])
    scan(water)
    expect(code(commands['void-sale'](desk.register.context(), { saleId, reason: 'other' }))).toBe('basket.open')
    value(complete({ tenders: [{ type: 'cash' }] }))
    const { basket } = value(commands['void-sale'](desk.register.context(), { saleId, reason: 'other' }))
    value(commands['cancel-basket'](desk.register.context(), { basketId: basket?.id ?? '' }))
    expect(value(back(saleId)).basket?.returned?.kind).toBe('return')
  })
})

describe('find-sale', () => {
  test('[RETC-12] finds by id, number, code, amount and date, and only what fits all of it', () => {
    const first = sold([tea])
    const second = sold([water])
    project()
    const ids = (input: Omit<Input<'find-sale'>, 'limit'>): unknown => { const found = find(input); return found.ok ? found.value.sales.map(({ saleId }) => saleId) : found.refusal.code }
    expect([ids({ saleId: first }), ids({ text: '3-2' }), ids({ text: `tw1:3-1:${first}` }), ids({ amount: 200 }), ids({ businessDate: '2026-11-21' }), ids({ businessDate: '2026-11-21', amount: 1250 }), ids({ businessDate: '2026-11-20', amount: 1250 }), ids({ text: '3-2', amount: 1250 })]).toEqual([
      [first], [second], [first], [second], [second, first], [first], [], [],
    ])
    expect([ids({ saleId: 'x' }), ids({ text: 'tw1:3-9:x' }), ids({ text: 'TW2:NONSENSE' })]).toEqual(['sale.unknown', 'sale.unknown', 'return.notAReceipt'])
  })
})

describe('the list of receipts', () => {
  const listed = (text?: string): readonly unknown[] => value(queries.receipts({ reader: desk.register.database, seat: 'counter' }, { limit: 10, ...(text === undefined ? {} : { text }) })).receipts.map(({ number, kind, ofSale, returned }) => [number, kind, ofSale?.number, returned])

  test('[RETC-15] has refunds and voids among its sales, and says of a sale how much of it came back', () => {
    const first = sold([tea, tea])
    const second = sold([water])
    value(back(first))
    value(complete())
    const { basket } = value(commands['void-sale'](desk.register.context(), { saleId: second, reason: 'other' }))
    expect(basket?.returned?.total).toBe(200)
    value(complete({ approvals: [approved(complete())] }))
    project()
    expect(listed()).toEqual([['3-4', 'void', '3-2', undefined], ['3-3', 'refund', '3-1', undefined], ['3-2', undefined, undefined, 'all'], ['3-1', undefined, undefined, 'partly']])
    expect([listed('3-3').length, listed('12.50').length, listed('2026-11-21').length]).toEqual([1, 1, 4])
    // Rebuilt from the journal they are the same.
    const before = [listed(), desk.register.database.dayTotals('2026-11-21'), desk.register.database.onHand('tea')]
    value(desk.register.database.unitOfWork(() => ({ ok: true, value: desk.register.database.resetProjections() })))
    project()
    expect([listed(), desk.register.database.dayTotals('2026-11-21'), desk.register.database.onHand('tea')]).toEqual(before)
  })

  test('[RETC-15] shows a refund with its paper, and prints it again as DUPLICATE without a drawer', () => {
    const saleId = sold([tea])
    value(back(saleId))
    const refundId = value(complete()).lastRefund?.id ?? ''
    const shown = value(queries.receipt({ reader: desk.register.database, seat: 'counter' }, { saleId: refundId }))
    expect([shown.sale.kind, JSON.stringify(shown.document).includes('DUPLICATE')]).toEqual(['refund', false])
    value(answeringCommands.reprint(desk.register.context(), { saleId: refundId }))
    const papers = papersOf(desk.register, refundId)
    expect([papers.length, JSON.stringify(papers[1]).includes('DUPLICATE'), desk.register.database.effectsOf(refundId).map(({ work }) => work.kind)]).toEqual([2, true, ['kick', 'print', 'print']])
  })
})
