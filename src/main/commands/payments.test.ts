import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type PayOutcome } from '../../domain/tender/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { beginPayment, beginReversal, commands, lockIdleSeat, settlePayment, signOn, type PaymentRequest } from './index.ts'
import { papersOf, testRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveOperator({ id: 'op-9', name: 'Amin', role: 'supervisor' }, '$argon2id$9') })))
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  scan('6901234567892')
  scan('6901234567908')
})
afterEach(() => register.remove())

const total = 1450
const tea = '6901234567908'
const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
const refused = (result: Result<unknown>): unknown => (result.ok ? 'accepted' : [result.refusal.code, result.refusal.params])
const view = (): CounterView => value(commands['sign-off'](register.context()))
const basketNow = (): NonNullable<ReturnType<TestRegister['database']['basket']>> => {
  const { basketId = '' } = register.database.seat('counter')
  const basket = register.database.basket(basketId)
  if (basket === undefined) throw new Error('no open basket')
  return basket
}
function begin(more: Partial<PaymentRequest> = {}, request?: string) {
  const { id, revision } = basketNow()
  return beginPayment(register.context(request), { basketId: id, revision, method: 'card', ...more })
}
const approved = (paymentId: string, lastFour = '1234'): PayOutcome => ({ status: 'approved', reference: { attemptId: paymentId, terminalId: '68001234', trace: '77', receiptNo: '42', cardType: 'Visa', lastFour } })
const settle = (paymentId: string, outcome: PayOutcome) => settlePayment(register.context(), { paymentId, outcome })
const entries = (type: string): unknown[] => register.database.entriesAfter(1, 0, 500).filter((entry) => entry.type === type).map(({ text }) => (JSON.parse(text) as { body: unknown }).body)
const everyChange = (): readonly (readonly [string, Result<unknown>])[] => {
  const { id, revision } = basketNow()
  const context = (): ReturnType<TestRegister['context']> => register.context()
  return [
    ['scan', commands.scan(context(), { barcode: tea })],
    ['scan of what nobody knows', commands.scan(context(), { barcode: '4000000000009' })],
    ['add-item', commands['add-item'](context(), { itemId: 'water' })],
    ['change-quantity', commands['change-quantity'](context(), { lineNo: 1, quantity: 2000 })],
    ['remove-line', commands['remove-line'](context(), { lineNo: 1 })],
    ['discount-line', commands['discount-line'](context(), { lineNo: 1, discount: { kind: 'percent', ppm: 100_000, reason: 'damaged' } } as Input<'discount-line'>)],
    ['discount-basket', commands['discount-basket'](context(), { discount: { kind: 'percent', ppm: 100_000, reason: 'damaged' } } as Input<'discount-basket'>)],
    ['override-price', commands['override-price'](context(), { lineNo: 1, price: { minor: 1, per: 1000 }, reason: 'damaged' } as Input<'override-price'>)],
    ['suspend-basket', commands['suspend-basket'](context(), {})],
    ['cancel-basket', commands['cancel-basket'](context(), { basketId: id })],
    ['another payment', begin()],
    ['complete-sale', commands['complete-sale'](context(), { basketId: id, revision, tenders: [{ type: 'cash' }] })],
  ]
}

describe('a payment at the terminal', () => {
  test('[LOCK-6] keeps an idle seat from locking while its answer is awaited, and no longer', () => {
    const idle = () => value(lockIdleSeat(register.context(), 'counter'))
    const { payment } = value(begin())
    expect([idle(), register.database.seat('counter').operatorId, entries('operator.signedOff')]).toEqual([false, 'op-1', []])
    // Unknown is an answer: it waits for a person, who may be long in coming.
    value(settle(payment.id, { status: 'unknown', reason: 'noAnswer' }))
    expect([idle(), register.database.seat('counter').operatorId, entries('operator.signedOff')]).toEqual([true, undefined, [{ seat: 'counter', reason: 'idle' }]])
    expect(basketNow().id).toBe(payment.basketId)
  })

  test('[PAY-1] is on disk before anybody is asked for money, once however often it is sent, and still there after a power cut: as unknown', () => {
    const before = register.database.journalHead().seq
    const first = value(begin({}, 'request-1'))
    expect([first.payment.state, first.payment.amount, first.repeated, first.view.basket?.payments?.length]).toEqual(['pending', total, false, 1])
    expect(value(begin({}, 'request-1')).repeated).toBe(true)
    expect([register.database.journalHead().seq - before, entries('payment.began').length]).toEqual([1, 1])
    register.reopen()
    expect(register.database.unsettledPayments()).toMatchObject([{ id: 'request-1', state: 'unknown', reason: 'restarted', amount: total }])
    expect(refused(begin())).toEqual(['payment.unknown', { due: total }])
  })

  test.each([
    ['pending', undefined],
    ['unknown', { status: 'unknown', reason: 'lineLost' }],
  ] as const)('[PAY-2] while it is %s nothing about the basket can be done, and the sale is not lost', (state, outcome) => {
    value(begin({}, 'p1'))
    if (outcome !== undefined) value(settle('p1', outcome))
    const { lines, trail } = basketNow()
    for (const [name, result] of everyChange()) expect([name, refused(result)]).toEqual([name, [`payment.${state}`, { due: total }]])
    expect([basketNow().lines, basketNow().trail]).toEqual([lines, trail])
    expect(register.database.saleByBasket(basketNow().id)).toBeUndefined()
  })

  test('[PAY-2] [DB-20] the file itself refuses, should a command forget to', () => {
    value(begin({}, 'p1'))
    const { id } = basketNow()
    const write = (act: () => unknown): unknown => register.database.unitOfWork(() => ({ ok: true, value: act() }))
    expect(() => write(() => register.database.clearBasket(id, 'x'))).toThrow('a payment of this basket')
    expect(() => write(() => register.database.suspendBasket(id, { operatorId: 'op-1', at: 1 }, { at: 1, operator: 'op-1', act: 'suspended' }, 'y'))).toThrow('a payment of this basket')
  })

  test('[PAY-3] approved for all of it, it completes the sale in the same transaction, with where to find it and no card number', () => {
    value(begin({}, 'p1'))
    const after = value(settle('p1', approved('p1'))).view
    expect(after.basket).toBeUndefined()
    expect(after.lastSale).toMatchObject({ total, tenders: [{ type: 'card', amount: total }] })
    const [sale] = entries('sale.completed')
    expect(sale).toMatchObject({ tenders: [{ tenderNo: 1, type: 'card', amount: total, approval: 'approvedOnTerminal', payment: { attemptId: 'p1', terminalId: '68001234', trace: '77', receiptNo: '42', cardType: 'Visa', lastFour: '1234' } }] })
    expect(entries('payment.settled')).toMatchObject([{ paymentId: 'p1', status: 'approved' }])
    const paper = JSON.stringify(papersOf(register, after.lastSale?.id ?? ''))
    for (const shown of ['Visa ....1234', 'Terminal 68001234', 'Slip 42', 'Trace 77']) expect(paper).toContain(shown)
    // The drawer stays shut for a card.
    expect(register.database.effectsToDo(9).map(({ work }) => work.kind)).toEqual(['print'])
  })

  test('[PAY-3] the same answer again, or another one after it, changes nothing', () => {
    value(begin({}, 'p1'))
    value(settle('p1', approved('p1')))
    const head = register.database.journalHead().seq
    value(settle('p1', approved('p1')))
    value(settle('p1', { status: 'declined', reason: 'declined' }))
    expect([register.database.journalHead().seq, entries('sale.completed').length]).toEqual([head, 1])
  })

  test('[PAY-3] the seller is who began it; a seat that was locked meanwhile stays locked', () => {
    value(begin({}, 'p1'))
    view()
    const after = value(settle('p1', approved('p1'))).view
    expect([after.operator, after.lastSale?.total]).toEqual([undefined, total])
    expect(register.database.saleById(after.lastSale?.id ?? '')?.operatorId).toBe('op-1')
  })

  test.each([['declined'], ['cancelled']] as const)('[PAY-4] %s, it leaves the basket free, says why, and another can be asked for', (status) => {
    value(begin({}, 'p1'))
    const after = value(settle('p1', { status, reason: 'notEnough', text: 'Guthaben zu klein' })).view
    expect(after.basket?.payments).toMatchObject([{ state: status, reason: 'notEnough', text: 'Guthaben zu klein' }])
    expect(after.basket?.due).toBeUndefined()
    scan(tea)
    value(begin({}, 'p2'))
    expect(value(settle('p2', approved('p2'))).view.lastSale?.total).toBe(total + 1250)
  })

  test('[PAY-5] of a part, it is a tender on the basket: the rest is due, the goods stand, and cash or a second card completes it', () => {
    value(begin({ amount: 1000 }, 'p1'))
    const part = value(settle('p1', approved('p1'))).view
    expect([part.basket?.due, part.lastSale]).toEqual([450, undefined])
    for (const [name, result] of everyChange().filter(([each]) => each !== 'another payment' && each !== 'complete-sale')) expect([name, refused(result)]).toEqual([name, ['payment.taken', { due: 1000 }]])
  })

  test('[PAY-5] a card for a part and cash for the rest are one sale', () => {
    value(begin({ amount: 1000 }, 'p1'))
    value(settle('p1', approved('p1')))
    const { id, revision } = basketNow()
    const paid = value(commands['complete-sale'](register.context(), { basketId: id, revision, tenders: [{ type: 'cash', received: 500 }] }))
    expect(paid.lastSale).toMatchObject({ change: 50, tenders: [{ type: 'card', amount: 1000 }, { type: 'cash', amount: 450, received: 500 }] })
    expect(entries('sale.completed')).toMatchObject([{ tenders: [{ payment: { attemptId: 'p1' } }, { type: 'cash' }] }])
  })

  test('[PAY-5] cash on the counter and a card for the rest are one sale the moment the card is approved', () => {
    const begun = value(begin({ cashReceived: 450 }, 'p1'))
    expect(begun.payment.amount).toBe(1000)
    expect(value(settle('p1', approved('p1'))).view.lastSale).toMatchObject({ tenders: [{ type: 'cash', amount: 450 }, { type: 'card', amount: 1000 }] })
    expect(register.database.effectsToDo(9).map(({ work }) => work.kind)).toEqual(['kick', 'print'])
  })

  test.each([[{ amount: total + 1 }], [{ cashReceived: total }], [{ cashReceived: 450, amount: 500 }]])('[PAY-5] more than is due, or less than the cash beside it leaves, is not asked for: %j', (more) => {
    expect(refused(begin(more))).toEqual(['tender.over', expect.anything()])
    expect(register.database.unsettledPayments()).toEqual([])
  })

  test('[PAY-6] the answer that comes late is the truth: unknown becomes approved, and the sale', () => {
    value(begin({}, 'p1'))
    value(settle('p1', { status: 'unknown', reason: 'noAnswer' }))
    value(settle('p1', { status: 'unknown', reason: 'noLine' }))
    expect(value(settle('p1', approved('p1'))).view.lastSale?.total).toBe(total)
    expect(entries('payment.settled')).toMatchObject([{ status: 'unknown' }, { status: 'approved' }])
  })

  const resolve = (outcome: 'approved' | 'declined'): Result<CounterView> => commands['resolve-payment'](register.context(), { paymentId: 'p1', outcome, seen: 'terminalSlip', note: 'slip 42' })

  test('[PAY-7] a person may say how it ended, when nobody can be asked: a supervisor, of an unknown one, in the journal', () => {
    value(begin({}, 'p1'))
    expect(refused(resolve('approved'))).toEqual(['payment.pending', { due: total }])
    view()
    value(signOn(register.context(), { operatorId: 'op-9', provenHash: '$argon2id$9' }))
    expect(refused(resolve('approved'))).toEqual(['payment.pending', { due: total }])
    value(settle('p1', { status: 'unknown', reason: 'noAnswer' }))
    const sold = value(resolve('approved')).lastSale
    expect(sold?.total).toBe(total)
    expect(entries('payment.resolved')).toEqual([expect.objectContaining({ paymentId: 'p1', status: 'approved', seen: 'terminalSlip', note: 'slip 42', reference: { attemptId: 'p1', saidBy: 'operator' } })])
    expect(JSON.stringify(papersOf(register, sold?.id ?? ''))).toContain('Outcome confirmed by staff')
    expect(refused(resolve('declined'))).toEqual(['payment.settled', undefined])
  })

  test('[PAY-7] said to be declined, the basket is free again', () => {
    value(begin({}, 'p1'))
    value(settle('p1', { status: 'unknown', reason: 'noAnswer' }))
    view()
    value(signOn(register.context(), { operatorId: 'op-9', provenHash: '$argon2id$9' }))
    value(resolve('declined'))
    expect(scan(tea).basket?.itemCount).toBe(3)
  })

  test('[PAY-8] a basket with an approved payment is dropped only after it was taken back', () => {
    value(begin({ amount: 1000 }, 'p1'))
    value(settle('p1', approved('p1')))
    const cancel = (): Result<unknown> => commands['cancel-basket'](register.context(), { basketId: basketNow().id })
    expect(refused(cancel())).toEqual(['payment.taken', { due: 1000 }])
    value(beginReversal(register.context('r1'), { paymentId: 'p1' }))
    expect(refused(cancel())).toEqual(['payment.pending', { due: 1000 }])
    value(settle('r1', { status: 'declined', reason: 'notPossible' }))
    expect(refused(cancel())).toEqual(['payment.taken', { due: 1000 }])
    value(beginReversal(register.context('r2'), { paymentId: 'p1' }))
    const back = value(settle('r2', approved('r2'))).view
    expect([back.basket?.due, back.basket?.payments?.map(({ state }) => state)]).toEqual([undefined, ['reversed', 'declined', 'reversed']])
    value(cancel() as Result<CounterView>)
    expect(refused(beginReversal(register.context('r3'), { paymentId: 'p1' }))).toEqual(['payment.gone', undefined])
  })

  test('[PAY-8] what was not approved cannot be taken back', () => {
    value(begin({}, 'p1'))
    value(settle('p1', { status: 'declined', reason: 'declined' }))
    expect(refused(beginReversal(register.context('r1'), { paymentId: 'p1' }))).toEqual(['payment.notApproved', undefined])
  })

  test('[PAY-9] what is settled leaves the file with its basket', () => {
    value(begin({}, 'p1'))
    value(settle('p1', approved('p1')))
    register.reopen()
    expect(register.database.paymentById('p1')).toBeUndefined()
  })
})
