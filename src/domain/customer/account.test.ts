import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aboveLimit, accountMoves, customerOfSale, leftOnAccount } from './index.ts'

const sale = (tenders: readonly object[], liabilities?: readonly object[]): object => ({ saleId: 's', number: '3-1', tenders, ...(liabilities === undefined ? {} : { liabilities }) })

test('[ACC-1] a sale on account adds to what is owed, a refund and a payment take off it, and everything else does nothing', () => {
  const account = { type: 'account', amount: 700, customer: 'c' }
  expect(accountMoves('sale.completed', sale([{ type: 'cash', amount: 300 }, account, account]))).toEqual([{ customer: 'c', documentId: 's', number: '3-1', kind: 'sale', amount: 1400 }])
  expect(accountMoves('refund.completed', { refundId: 'r', number: '3-2', tenders: [{ ...account, of: 1 }] })).toEqual([{ customer: 'c', documentId: 'r', number: '3-2', kind: 'refund', amount: -700 }])
  expect(accountMoves('sale.completed', sale([{ type: 'cash', amount: 500 }], [{ owes: { kind: 'accountPayment', customerId: 'c' }, amount: 500 }, { owes: { kind: 'giftCard', number: 'X' }, amount: 9 }]))).toEqual([{ customer: 'c', documentId: 's', number: '3-1', kind: 'payment', amount: -500 }])
  expect([accountMoves('basket.cancelled', sale([account])), accountMoves('sale.completed', sale([{ type: 'cash', amount: 300 }])), accountMoves('refund.completed', sale([account]))]).toEqual([[], [], []])
})

test('[ACC-2] nothing that somebody may have written throws, and what is no whole amount is none', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom('sale.completed', 'refund.completed', 'x'), (body, type) => {
    expect(accountMoves(type, body).every(({ amount }) => Number.isSafeInteger(amount))).toBe(true)
    expect(['string', 'undefined']).toContain(typeof customerOfSale(body))
  }))
  expect(accountMoves('sale.completed', sale([{ type: 'account', amount: 0.5, customer: 'c' }, { type: 'account', amount: 5 }]))).toEqual([])
})

test('[ACC-3] what may be put on an account is its limit less what is owed and what lies on open baskets, and never below nothing', () => {
  expect(leftOnAccount({ limit: 1000, balance: 400, held: 100 })).toBe(500)
  expect([leftOnAccount({ limit: 1000, balance: 1200, held: 0 }), leftOnAccount({ limit: 0, balance: -50, held: 0 })]).toEqual([0, 50])
})

test('[ACC-4] what is above the limit is counted of the whole debt, so that parts are no way around it', () => {
  const amounts = fc.integer({ min: 0, max: 100_000 })
  fc.assert(fc.property(amounts, fc.integer({ min: -100_000, max: 200_000 }), fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 6 }), (limit, balance, parts) => {
    const total = parts.reduce((sum, part) => sum + part, 0)
    const last = parts.at(-1) ?? 0
    expect(aboveLimit({ limit, balance, held: total - last }, last)).toBe(aboveLimit({ limit, balance, held: 0 }, total))
    // Within what is left nobody is asked, and a unit more is above.
    const left = leftOnAccount({ limit, balance, held: 0 })
    if (balance <= limit) expect([aboveLimit({ limit, balance, held: 0 }, left), aboveLimit({ limit, balance, held: 0 }, left + 1)]).toEqual([0, 1])
  }))
})
