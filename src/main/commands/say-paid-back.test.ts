import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { counterView, type CounterView } from '../../contracts/ipc/index.ts'
import { approvalMs } from '../../domain/authority/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { commands } from './index.ts'
import { code, value } from './register.fixture.ts'
import { returnsDesk, tea } from './returns-desk.fixture.ts'

const desk = returnsDesk()
beforeEach(desk.open)
afterEach(desk.close)
const { sold, standing, counter, complete, back, bodies, approved } = desk

const say = (paid: boolean, approvals?: readonly string[], request?: string): Result<CounterView> =>
  commands['say-paid-back'](desk.register.context(request), { ...standing(), of: 1, paid, ...(approvals === undefined ? {} : { approvals: [...approvals] }) })
const inCash = (chosen: boolean): Result<CounterView> => commands['choose-pay-back'](desk.register.context(), { ...standing(), inCash: chosen })
const payout = () => counter().basket?.returned?.payBack?.payouts[0]

/** A card sale of so many teas at 12.50 comes back; the cashier's limit is 50.00. */
function comesBack(pieces: number): void {
  const saleId = sold(Array.from({ length: pieces }, () => tea), [{ type: 'card' }])
  value(back(saleId, 1, pieces * 1000))
}

describe('money paid back by hand', () => {
  test('[RETC-25] is kept with the basket through a power cut, and completes it as a card that has its money', () => {
    comesBack(1)
    const view = value(say(true))
    expect(counterView.parse(view)).toEqual(view)
    desk.register.reopen()
    expect(payout()).toMatchObject({ of: 1, paid: true, byHand: true })
    expect(counter().basket?.payments, 'no device was asked').toBeUndefined()
    const done = value(complete())
    expect(done.lastRefund?.tenders).toEqual([{ type: 'card', amount: 1250 }])
    expect(bodies()[0]?.body.tenders[0]).not.toHaveProperty('payment')
    expect(bodies<{ readonly amount: number }>('payment.paidByHand')).toMatchObject([{ operator: 'op-1', body: { amount: 1250, givesBack: { of: 1, paid: 1250 } } }])
    expect(desk.register.database.verifyChain()).toBeUndefined()
  })

  test('[RETC-25] the basket stands still until the word is taken back, which is written down', () => {
    comesBack(1)
    value(say(true))
    const acts = [commands.scan(desk.register.context(), { barcode: tea }), commands['remove-line'](desk.register.context(), { lineNo: 1 }), commands['cancel-basket'](desk.register.context(), { basketId: standing().basketId }), inCash(true), complete({ cashInstead: true })]
    expect(acts.map(code)).toEqual(Array(5).fill('return.paidBack'))
    expect(code(say(true)), 'not twice').toBe('payment.settled')
    value(say(false))
    expect([payout()?.paid, payout()?.byHand]).toEqual([false, undefined])
    expect(bodies('payment.notPaidByHand')).toHaveLength(1)
    expect(code(say(false))).toBe('payment.gone')
    expect(code(complete())).toBe('return.notPaidBack')
    value(commands['cancel-basket'](desk.register.context(), { basketId: standing().basketId }))
  })

  test('[RETC-25] the same request twice is one word', () => {
    comesBack(1)
    const input = { ...standing(), of: 1, paid: true }
    const request = randomUUID()
    for (const time of [1, 2]) expect(code(commands['say-paid-back'](desk.register.context(request), input)), String(time)).toBe('accepted')
    expect(bodies('payment.paidByHand')).toHaveLength(1)
  })

  test('[RETC-26] is approved when it is said, and not asked for again when that minute is over', () => {
    comesBack(5)
    const needed = say(true)
    expect(needed).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'refund', amount: 6250 } } })
    expect(payout()?.paid).toBe(false)
    value(say(true, [approved(needed)]))
    expect(bodies('payment.paidByHand')).toMatchObject([{ approver: 'op-s' }])
    desk.later(approvalMs + 1)
    value(complete())
    expect(bodies()).toMatchObject([{ operator: 'op-1', approver: 'op-s', body: { total: 6250 } }])
  })

  test('[RETC-26] an approval past its minute says nothing', () => {
    comesBack(5)
    const approval = approved(say(true))
    desk.later(approvalMs + 1)
    expect(code(say(true, [approval]))).toBe('approval.invalid')
    expect(payout()?.paid).toBe(false)
  })
})

describe('all of it in cash', () => {
  test('[RETC-27] is chosen for the basket, stays through a power cut, and is what the completion gives', () => {
    comesBack(1)
    expect(counter().basket?.returned?.inCash).toBeUndefined()
    expect(value(inCash(true)).basket?.returned).toMatchObject({ inCash: true, payBackInCash: { cash: 1250 } })
    desk.register.reopen()
    expect(counter().basket?.returned?.inCash).toBe(true)
    expect(code(say(true)), 'no card gets anything').toBe('payment.gone')
    const needed = complete()
    expect(needed).toMatchObject({ refusal: { params: { permission: 'refundToOtherTender', amount: 1250 } } })
    value(inCash(false))
    expect(code(complete())).toBe('return.notPaidBack')
    value(inCash(true))
    value(complete({ approvals: [approved(complete())] }))
    expect(bodies()[0]?.body.tenders).toMatchObject([{ type: 'cash', from: 'instead', amount: 1250 }])
  })
})
