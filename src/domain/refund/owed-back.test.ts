import { expect, test } from 'vitest'
import { liabilityLine, takenBackLine } from '../basket/index.ts'
import { ledgerRows } from '../ledger/index.ts'
import { goneOf } from '../liability/index.ts'
import { minor } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { saleBody, type SaleBody } from '../sale/index.ts'
import { taxPacks } from '../tax/index.ts'
import { settle } from '../tender/index.ts'
import { checkRefund, moneyOf, owedLeft, priceReturns, refundBody, settleReturn, type PastRefund, type RefundBody } from './index.ts'
import { act, basketOf, codeOf, date, itemLine, value } from './refund.fixture.ts'

const pack = taxPacks['GB-2011']!
const card = { kind: 'giftCard', number: '636400001234' } as const
const back = { soldOn: date, language: 'en', reason: 'wrongItem' } as const

/** Goods, a card and a payment on account in one sale: only the card's money is anybody's to take back. */
const sale: SaleBody = (() => {
  let basket = basketOf([itemLine(1)], 'GBP')
  for (const [owes, amount] of [[card, 5000], [{ kind: 'accountPayment', customerId: 'c' } as const, 700]] as const) basket = { ...basket, lines: [...basket.lines, value(liabilityLine(basket, owes, minor(amount), act)).line] }
  const priced = value(priceBasket(basket.lines, 'GBP', pack, date))
  return saleBody({ saleId: 'sale-1', number: '3-1', basket, priced, ...value(settle(priced.total, [{ type: 'cash' }])), language: 'en', taxPackId: 'GB-2011' })
})()
const takenBack = (refunds: readonly PastRefund[] = []): RefundBody => {
  const basket = basketOf([value(takenBackLine(basketOf([], 'GBP'), value(moneyOf(sale, 2, refunds, back)), act)).line], 'GBP')
  const priced = value(priceReturns(basket, { sale, refunds }))
  return refundBody({ refundId: 'refund-1', number: '3-2', basket, priced, settled: settleReturn(priced.total, { source: { sale, refunds } }), language: 'en', taxPackId: 'GB-2011' })
}
const body = takenBack()
const of = { sale, refunds: [] }
const owed = body.liabilities![0]!

test('[OWE-6] a card\u2019s money comes back whole and once, without goods, tax or turnover', () => {
  expect(body).toMatchObject({ total: 0, tax: 0, lines: [], taxes: [], movements: [], owed: 5000, liabilities: [{ lineNo: 1, saleLineNo: 2, owes: card, amount: 5000 }], tenders: [{ type: 'cash', amount: 5000, from: 'taken' }], original: { saleId: 'sale-1' } })
  expect(checkRefund(body, taxPacks, of)).toEqual([])
  expect(ledgerRows({ type: 'refund.completed', schemaVersion: 1, body })).toEqual(expect.arrayContaining([{ kind: 'liability', key: 'giftCard:given', count: 1, amount: 5000 }, { kind: 'tender', key: 'cash', count: 1, amount: -5000 }, { kind: 'refund', key: '', count: 1, amount: 0 }]))
  expect([codeOf(moneyOf(sale, 2, [body], back)), codeOf(moneyOf(sale, 1, [], back)), codeOf(moneyOf(sale, 3, [], back))]).toEqual(['return.tooMany', 'return.lineUnknown', 'return.lineUnknown'])
  expect([owedLeft(sale, []), owedLeft(sale, [body])].map((all) => all.map(({ line, isLeft }) => [line.lineNo, isLeft]))).toEqual([[[2, true]], [[2, false]]])
  const again = basketOf([value(takenBackLine(basketOf([], 'GBP'), value(moneyOf(sale, 2, [], back)), act)).line], 'GBP')
  expect(codeOf(priceReturns(again, { sale, refunds: [body] }))).toBe('return.tooMany')
})

test.each<[string, RefundBody, string]>([
  ['nothing at all', (({ liabilities: _lines, owed: _sum, ...rest }) => rest)(body), 'nothing came back'],
  ['a sum without its lines', (({ liabilities: _lines, ...rest }) => rest)(body), 'something owed no longer without its lines, or lines without their sum'],
  ['lines without their sum', (({ owed: _sum, ...rest }) => rest)(body), 'something owed no longer without its lines, or lines without their sum'],
  ['no lines', { ...body, liabilities: [] }, 'no line is taken back, or one twice'],
  ['a line twice', { ...body, liabilities: [owed, owed] }, 'no line is taken back, or one twice'],
  ['another sum', { ...body, owed: minor(4999) }, 'what is owed no longer does not add up'],
  ['an amount of nothing', { ...body, liabilities: [{ ...owed, amount: minor(0) }] }, 'taken back on line 1: not an amount'],
  ['money of no sale', (({ original: _sale, ...rest }) => rest)(body), 'money of no sale was taken back'],
  ['turnover that is undone', { ...body, total: minor(5000) }, 'tenders do not add up to total'],
  ['another amount than was put there', { ...body, liabilities: [{ ...owed, amount: minor(1) }] }, 'taken back on line 1: not what the sale owed'],
  ['another card', { ...body, liabilities: [{ ...owed, owes: { ...card, number: '999900001111' } }] }, 'taken back on line 1: not what the sale owed'],
  ['what was no card', { ...body, liabilities: [{ ...owed, saleLineNo: 1 }] }, 'taken back on line 1: not what the sale owed'],
])('[OWE-6] the re-adder finds %s', (_what, changed, problem) => {
  expect(checkRefund(changed, taxPacks, of)).toContain(problem)
})

test('[OWE-6] the re-adder finds a card that was taken back before', () => {
  expect(checkRefund(body, taxPacks, { sale, refunds: [body] })).toContain('taken back on line 1: more than was left')
})

test('[OWE-7] all of it has to be there, by what this register saw, and by the less of it and what head office said', () => {
  const ours = { own: 5000, isOurs: true } as const
  expect([goneOf(ours, 5000), goneOf({ ...ours, own: 4300 }, 5000), goneOf({ ...ours, own: 0 }, 5000), goneOf({ ...ours, own: 9000 }, 5000)]).toEqual([0, 700, 5000, 0])
  const told = (available: number, isHeld = false) => ({ ...ours, told: { available, unsent: 0, isHeld } })
  expect([goneOf(told(4000), 5000), goneOf(told(4000, true), 5000), goneOf(told(5000, true), 5000), goneOf(told(-300), 5000), goneOf(told(9000), 5000)]).toEqual([1000, 1000, 0, 5000, 0])
  // What this register moved since head office knew of it is counted on top, the sale that put it there too.
  expect(goneOf({ own: 5000, isOurs: true, told: { available: 0, unsent: 5000, isHeld: false } }, 5000)).toBe(0)
  // Of another's, without anybody to ask, nothing is certain.
  expect(goneOf({ own: 0, isOurs: false }, 5000)).toBe(5000)
})
