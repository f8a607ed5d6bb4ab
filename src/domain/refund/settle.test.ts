import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor, type Minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { checkSale } from '../sale/index.ts'
import { cashRoundingRules, type TenderRequest } from '../tender/index.ts'
import { returnWindow, settleExchange, settleReturn, type Exchange, type PastRefund, type RefundTenderLine, type ReturnableTender } from './index.ts'
import { codeOf, itemLine, numbersOfSale, packs, refunded, ruleOf, saleFrom, shops, sold, value } from './refund.fixture.ts'

const anySale = fc.array(fc.nat(1_000_000), numbersOfSale).map(saleFrom)
const swiss = { cashRounding: cashRoundingRules['CH-0.05']! }
const card = (tenderNo: number, amount: number): ReturnableTender => ({ tenderNo, type: 'card', amount: minor(amount), payment: { attemptId: `a${tenderNo}`, trace: '17' } })
const cash = (tenderNo: number, amount: number): ReturnableTender => ({ tenderNo, type: 'cash', amount: minor(amount) })
const rounding = (tenderNo: number, amount: number, rule = 'CH-0.05'): ReturnableTender => ({ tenderNo, type: 'rounding', amount: minor(amount), rule })
const past = (...tenders: RefundTenderLine[]): PastRefund => ({ original: { saleId: 's', number: '1-1', soldOn: '2026-11-21', verified: 'known' }, lines: [], taxes: [], tenders })
const source = (tenders: readonly ReturnableTender[], ...refunds: PastRefund[]) => ({ source: { sale: { saleId: 's', tenders }, refunds } })
const given = (amount: number, settling: Parameters<typeof settleReturn>[1]): unknown[] =>
  settleReturn(minor(amount), settling).tenders.map((one) => [one.type, one.amount, ...('of' in one ? [one.of] : []), ...('from' in one ? [one.from] : []), ...('by' in one ? [one.by] : [])])

test('[RET-11] cards and wallets first, in the order they paid, each at most what it took less what went back to it; then cash', () => {
  const tenders: ReturnableTender[] = [card(1, 55), cash(2, 100), { ...card(3, 40), type: 'wallet' }]
  expect(given(60, source(tenders))).toEqual([['card', 55, 1], ['wallet', 5, 3]])
  const first = past({ tenderNo: 1, type: 'card', amount: minor(50), of: 1, approval: 'approvedOnTerminal' }, { tenderNo: 2, type: 'wallet', amount: minor(10), of: 3 })
  expect(given(60, source(tenders, first))).toEqual([['card', 5, 1], ['wallet', 30, 3], ['cash', 25, 'taken']])
  expect(given(60, source(tenders, { ...first, original: { ...first.original!, saleId: 'other' } }))).toEqual([['card', 55, 1], ['wallet', 5, 3]])
})

test('[RET-11] each payment is found again, and what the terminal said stands on its line', () => {
  const settled = settleReturn(minor(95), { ...source([card(1, 55), { tenderNo: 2, type: 'wallet', amount: minor(40) }]), payments: new Map([[1, { attemptId: 'r1' }]]) })
  expect(settled).toStrictEqual({
    tenders: [
      { tenderNo: 1, type: 'card', amount: 55, of: 1, approval: 'approvedOnTerminal', payment: { attemptId: 'r1' } },
      { tenderNo: 2, type: 'wallet', amount: 40, of: 2 },
    ],
    payouts: [{ of: 1, type: 'card', amount: 55, original: { attemptId: 'a1', trace: '17' } }, { of: 2, type: 'wallet', amount: 40 }],
    cash: 0,
    instead: 0,
  })
})

test('[RET-12] cash in the place of a card is a choice, stands apart and is counted', () => {
  const tenders = [card(1, 197), cash(2, 200), rounding(3, -2)]
  expect(settleReturn(minor(395), { ...source(tenders), ...swiss, cashInstead: true })).toStrictEqual({
    tenders: [
      { tenderNo: 1, type: 'cash', amount: 200, from: 'taken' },
      { tenderNo: 2, type: 'rounding', amount: -2, from: 'taken', rule: 'CH-0.05', by: 'paid' },
      { tenderNo: 3, type: 'cash', amount: 195, from: 'instead' },
      { tenderNo: 4, type: 'rounding', amount: 2, from: 'instead', rule: 'CH-0.05', by: 'rule' },
    ],
    payouts: [],
    cash: 395,
    instead: 197,
    payable: 395,
  })
  expect(settleReturn(minor(395), { ...source(tenders), ...swiss }).instead).toBe(0)
  expect(settleReturn(minor(99), { ...swiss })).toMatchObject({ tenders: [{ type: 'cash', amount: 100, from: 'instead' }, { amount: -1 }], instead: 99, cash: 100, payable: 100 })
})

test('[RET-12] cash that went back in the place of a card is none of the cash that was taken', () => {
  const tenders = [card(1, 100), cash(2, 100)]
  const before = past({ tenderNo: 1, type: 'cash', amount: minor(60), from: 'instead' }, { tenderNo: 2, type: 'exchange', amount: minor(10), saleId: 'x' })
  expect(given(130, source(tenders, before))).toEqual([['card', 100, 1], ['cash', 30, 'taken']])
  expect(given(100, { ...source(tenders, before), cashInstead: true })).toEqual([['cash', 100, 'taken']])
})

test('[RET-12] what an exchange paid has no tender to go back to', () => {
  const tenders: ReturnableTender[] = [{ tenderNo: 1, type: 'exchange', amount: minor(300) }, card(2, 100)]
  expect(given(400, source(tenders))).toEqual([['card', 100, 2], ['cash', 300, 'instead']])
})

test('[RET-5] a part is rounded for itself, the last is what is left of the coins, and no part is more than those', () => {
  const tenders = [cash(1, 1000), rounding(2, -1)]
  expect(given(502, { ...source(tenders), ...swiss })).toEqual([['cash', 500, 'taken'], ['rounding', 2, 'taken', 'rule']])
  const first = past({ tenderNo: 1, type: 'cash', amount: minor(500), from: 'taken' }, { tenderNo: 2, type: 'rounding', amount: minor(2), from: 'taken', rule: 'CH-0.05', by: 'rule' })
  expect(given(497, { ...source(tenders, first), ...swiss })).toEqual([['cash', 500, 'taken'], ['rounding', -3, 'taken', 'paid']])
  expect(given(999, { ...source(tenders) })).toEqual([['cash', 1000, 'taken'], ['rounding', -1, 'taken', 'paid']])
  // 0.09 in three of 0.03: 0.05 each would be 0.15 for the 0.10 that was paid.
  const small = [cash(1, 10), rounding(2, -1)]
  const each = (...refunds: PastRefund[]): readonly RefundTenderLine[] => settleReturn(minor(3), { ...source(small, ...refunds), ...swiss }).tenders
  const [one, two] = [past(...each()), past(...each(past(...each())))]
  expect([each(), each(one), each(one, two)].map((all) => all[0]?.amount)).toEqual([5, 5, 0])
  expect(each(one, two)).toMatchObject([{ type: 'cash', amount: 0 }, { type: 'rounding', amount: 3, by: 'paid' }])
})

test('[RET-5] a rule that came after the sale is undone with the last of it', () => {
  const tenders = [cash(1, 999)]
  const first = past(...settleReturn(minor(502), { ...source(tenders), ...swiss }).tenders)
  expect(given(497, source(tenders, first))).toEqual([['cash', 499, 'taken'], ['rounding', -2, 'taken', 'paid']])
  expect(settleReturn(minor(0), source(tenders)).tenders).toEqual([])
})

test('[RET-13] an exchange that it cannot hold is a bug', () => {
  expect(() => settleReturn(minor(5), { exchange: { saleId: 's', amount: minor(6) } })).toThrow(RangeError)
  expect(() => settleReturn(minor(5), { exchange: { saleId: 's', amount: minor(-1) } })).toThrow(RangeError)
})

function exchange(total: number, back: number, requests: readonly TenderRequest[] = [], settling: Exchange['settling'] = source([card(1, 900)]), options: Exchange['options'] = {}): ReturnType<typeof settleExchange> {
  return settleExchange({ sale: { saleId: 'new', total: minor(total) }, refund: { refundId: 'r', total: minor(back) }, requests, settling, options })
}
const tendersOf = (result: ReturnType<typeof settleExchange>): unknown => {
  const { sale, refund, net } = value(result)
  return { sale: sale.tenders.map(({ type, amount }) => [type, amount]), refund: refund.tenders.map(({ type, amount }) => [type, amount]), net }
}

test('[RET-13] up, down, even, and where one side is free', () => {
  expect(tendersOf(exchange(500, 300, [{ type: 'cash', received: minor(250) }]))).toEqual({ sale: [['exchange', 300], ['cash', 200]], refund: [['exchange', 300]], net: 200 })
  expect(tendersOf(exchange(300, 500))).toEqual({ sale: [['exchange', 300]], refund: [['exchange', 300], ['card', 200]], net: -200 })
  expect(tendersOf(exchange(300, 300))).toEqual({ sale: [['exchange', 300]], refund: [['exchange', 300]], net: 0 })
  expect(tendersOf(exchange(0, 300))).toEqual({ sale: [['cash', 0]], refund: [['card', 300]], net: -300 })
  expect(tendersOf(exchange(300, 0, [{ type: 'card' }]))).toEqual({ sale: [['card', 300]], refund: [], net: 300 })
  const both = value(exchange(500, 300, [{ type: 'card', amount: minor(50) }, { type: 'cash' }], undefined, swiss))
  expect(both.sale.tenders).toMatchObject([{ tenderNo: 1, type: 'exchange', refundId: 'r' }, { tenderNo: 2, type: 'card' }, { tenderNo: 3, type: 'cash', amount: 150 }])
  expect(both.refund.tenders).toEqual([{ tenderNo: 1, type: 'exchange', amount: 300, saleId: 'new' }])
})

test('[RET-13] only the difference is rounded, and it has to be paid in full', () => {
  expect(value(exchange(502, 300, [{ type: 'cash' }], undefined, swiss)).sale).toMatchObject({ tenders: [{ amount: 300 }, { type: 'cash', amount: 200 }, { type: 'rounding', amount: 2 }], payable: 500 })
  expect(value(exchange(300, 502, [], { ...source([cash(1, 900)]), ...swiss })).refund).toMatchObject({ tenders: [{ amount: 300 }, { type: 'cash', amount: 200 }, { type: 'rounding', amount: 2, by: 'rule' }], payable: 500 })
  expect(exchange(500, 300)).toEqual({ ok: false, refusal: { code: 'tender.short', params: { due: 200 } } })
  expect(exchange(500, 300, [{ type: 'cash', received: minor(199) }])).toEqual({ ok: false, refusal: { code: 'tender.short', params: { due: 1 } } })
  expect(codeOf(exchange(300, 300, [{ type: 'cash' }]))).toBe('tender.over')
  expect(codeOf(exchange(300, 500, [{ type: 'card', amount: minor(1) }]))).toBe('tender.over')
})

test('[RET-13] the two documents add up to what moved, whatever is exchanged for whatever', () => {
  fc.assert(
    fc.property(anySale, fc.nat(6000), fc.boolean(), ({ shop, sale }, price, inCash) => {
      const back = refunded(sale, sale.lines.map(({ lineNo, quantity }) => ({ lineNo, quantity })))
      const next = sold(shop, [itemLine(1, { price: { minor: minor(price), per: thousandths(1000) } })], undefined, undefined, 'new')
      const requests: TenderRequest[] = next.total > back.total ? [inCash ? { type: 'cash' } : { type: 'card' }] : []
      const { sale: up, refund: down, net } = value(settleExchange({ sale: next, refund: back, requests, settling: { source: { sale, refunds: [] }, ...ruleOf(shop) }, options: { confirmed: true, ...ruleOf(shop) } }))
      const total = (all: readonly { readonly amount: Minor }[]): number => all.reduce((sum, { amount }) => sum + amount, 0)
      const moved = (all: readonly { readonly type: string; readonly amount: Minor }[]): number => total(all.filter(({ type }) => type !== 'exchange' && type !== 'rounding'))
      const rounded = (all: readonly { readonly type: string; readonly amount: Minor }[]): number => total(all.filter(({ type }) => type === 'rounding'))
      expect([total(up.tenders), total(down.tenders), net]).toEqual([next.total, back.total, next.total - back.total])
      expect(moved(up.tenders) + rounded(up.tenders) - moved(down.tenders) - rounded(down.tenders)).toBe(net)
      expect(moved(up.tenders) === 0 || moved(down.tenders) === 0).toBe(true)
      const { payable: _, ...plain } = next
      expect(checkSale({ ...plain, ...up }, packs)).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('[RET-13] the re-adder of sales finds an exchange that is not the first tender, or of nothing', () => {
  const next = sold(shops[0]!, [itemLine(1)])
  const exchanged = { tenderNo: 1, type: 'exchange', amount: minor(100), refundId: 'r' } as const
  const rest = { tenderNo: 2, type: 'cash', amount: minor(250), received: minor(250), change: minor(0) } as const
  expect(checkSale({ ...next, tenders: [exchanged, rest] })).toEqual([])
  expect(checkSale({ ...next, tenders: [{ ...rest, tenderNo: 1 }, { ...exchanged, tenderNo: 2 }] })).toEqual(['tender 2: an exchange that is not the first, or of nothing'])
  expect(checkSale({ ...next, tenders: [{ ...exchanged, amount: minor(0) }, { ...rest, amount: minor(350), received: minor(350) }] })).toEqual(['tender 1: an exchange that is not the first, or of nothing'])
})

test('[RET-14] a return window is judged by business dates, the item before the store', () => {
  const window = (today: string, returnDays?: number, storeDays?: number) => returnWindow({ soldOn: '2028-02-15', today, returnDays, storeDays })
  expect(window('2028-02-29', 14)).toEqual({ standing: 'inside', lastDay: '2028-02-29' })
  expect(window('2028-03-01', 14)).toEqual({ standing: 'outside', lastDay: '2028-02-29' })
  expect(window('2028-02-20', 3, 30).standing).toBe('outside')
  expect(window('2028-02-20', undefined, 30)).toEqual({ standing: 'inside', lastDay: '2028-03-16' })
  expect(window('2028-02-15', 0, 30)).toEqual({ standing: 'outside' })
  expect(window('2099-01-01')).toEqual({ standing: 'inside' })
  expect(window('2028-02-14', 14).standing).toBe('inside')
  expect(returnWindow({ soldOn: '2026-12-31', today: '2027-01-01', returnDays: 1 })).toEqual({ standing: 'inside', lastDay: '2027-01-01' })
})

test('[RET-12] a whole sale by card back in cash is rounded by the rule of the store', () => {
  const sale = sold({ ...shops[5]!, classes: [] }, [itemLine(1, { price: { minor: minor(197), per: thousandths(1000) } })], () => [{ type: 'card' }])
  const body = refunded(sale, [{ lineNo: 1, quantity: 1000 }], [], { ...swiss, cashInstead: true })
  expect(body).toMatchObject({ total: 197, payable: 195, tenders: [{ type: 'cash', amount: 195, from: 'instead' }, { type: 'rounding', amount: 2 }] })
  expect(Object.hasOwn(refunded(sale, [{ lineNo: 1, quantity: 1000 }]), 'payable')).toBe(false)
})
