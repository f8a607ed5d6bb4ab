import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { checkSale, type SaleBody } from '../sale/index.ts'
import { settle } from '../tender/index.ts'
import { settleReturn, type PastRefund, type ReturnableTender } from './index.ts'

const account = (tenderNo: number, amount: number): ReturnableTender => ({ tenderNo, type: 'account', amount: minor(amount), customer: 'c' })
const past = (tenders: PastRefund['tenders']): PastRefund => ({ original: { saleId: 's', number: '3-1', soldOn: '2026-11-22', verified: 'known' }, taxes: [], lines: [], tenders })

test('[ACC-5] a part goes back to the account before the card and before cash, and with cash chosen it does too', () => {
  const sale = { saleId: 's', tenders: [{ tenderNo: 1, type: 'card', amount: minor(300) }, account(2, 500), { tenderNo: 3, type: 'cash', amount: minor(200) }] satisfies ReturnableTender[] }
  const part = settleReturn(minor(600), { source: { sale, refunds: [] } })
  expect([part.account, part.payouts.map(({ amount }) => amount), part.cash, part.instead]).toEqual([500, [100], 0, 0])
  expect(part.tenders[0]).toEqual({ tenderNo: 1, type: 'account', amount: 500, of: 2, customer: 'c' })
  const inCash = settleReturn(minor(600), { source: { sale, refunds: [] }, cashInstead: true })
  expect([inCash.account, inCash.cash]).toEqual([500, 100])
  const rest = settleReturn(minor(400), { source: { sale, refunds: [past(part.tenders)] } })
  expect([rest.account ?? 0, rest.payouts.map(({ amount }) => amount), rest.cash]).toEqual([0, [200], 200])
})

test('[ACC-5] whatever comes back in whatever parts, the account gets what was put on it and no more', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 4 })
  fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), amounts, fc.boolean(), (owed, cash, parts, cashInstead) => {
    const sale = { saleId: 's', tenders: [account(1, owed), ...(cash === 0 ? [] : [{ tenderNo: 2, type: 'cash' as const, amount: minor(cash) }])] }
    const refunds: PastRefund[] = []
    let left = owed + cash
    let back = 0
    for (const part of parts) {
      const amount = Math.min(part, left)
      if (amount === 0) break
      const settled = settleReturn(minor(amount), { source: { sale, refunds }, cashInstead })
      back += settled.account ?? 0
      left -= amount
      refunds.push(past(settled.tenders))
      expect(settled.tenders.reduce((sum, tender) => sum + tender.amount, 0)).toBe(amount)
    }
    expect(back).toBe(Math.min(owed, owed + cash - left))
  }))
})

test('[ACC-6] an account pays at most what is due and is never rounded, before or after cash', () => {
  const cashRounding = { id: 'CH-0.05', currency: 'CHF', increment: minor(5), mode: 'nearest' } as const
  const over = settle(minor(1000), [{ type: 'account', customer: 'c', amount: minor(1001) }])
  expect(over).toEqual({ ok: false, refusal: { code: 'tender.over', params: { due: 1000 } } })
  expect(settle(minor(1003), [{ type: 'account', customer: 'c', amount: minor(1003) }], { cashRounding })).toEqual({ ok: true, value: { tenders: [{ tenderNo: 1, type: 'account', amount: 1003, customer: 'c' }], change: 0 } })
  expect(settle(minor(1003), [{ type: 'account', customer: 'c', amount: minor(500) }, { type: 'cash', received: minor(505) }], { cashRounding })).toMatchObject({ ok: true, value: { tenders: [{ type: 'account', amount: 500 }, { type: 'cash', amount: 505 }, { type: 'rounding', amount: -2 }] } })
})

test('[ACC-6] the re-adder finds an account of somebody who did not buy', () => {
  const empty = { saleId: 's', number: '3-1', basketId: 'b', openedAt: 1, currency: 'CNY', taxPack: 'CN-2019', lines: [], taxes: [], subtotal: minor(0), discount: minor(0), tax: minor(0), total: minor(500), change: minor(0), movements: [], trail: [] } satisfies Omit<SaleBody, 'tenders'>
  const tenders = [{ tenderNo: 1, type: 'account', amount: minor(500), customer: 'c' }] as const
  const told = (sale: SaleBody): readonly string[] => checkSale(sale).filter((problem) => problem.includes('account'))
  expect(told({ ...empty, tenders, customer: 'c' })).toEqual([])
  expect(told({ ...empty, tenders, customer: 'd' })).toHaveLength(1)
  expect(told({ ...empty, tenders })).toHaveLength(1)
})
