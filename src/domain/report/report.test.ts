import { describe, expect, test } from 'vitest'
import { ledgerRows } from '../ledger/index.ts'
import { reportKinds, reportOf, reportShapes, taxOnTop, unitOfColumn, type PostedRow, type ReportKind } from './index.ts'

const sale = {
  total: 1185,
  subtotal: 1200,
  lines: [{ itemId: 'tea', quantity: 2000, total: 800 }, { itemId: 'cup', quantity: 1000, total: 285, lineDiscount: 115, discountReason: 'staff' }],
  taxes: [{ rate: 100_000, net: 1000, tax: 100 }, { rate: 0, net: 85, tax: 0 }],
  tenders: [{ type: 'card', amount: 500 }, { type: 'cash', amount: 680 }, { type: 'rounding', amount: 5 }],
}
const refund = { kind: 'return', total: 440, lines: [{ itemId: 'tea', quantity: 1000, total: 400 }], taxes: [{ rate: 100_000, net: 400, tax: 40 }], tenders: [{ type: 'card', amount: 440 }] }

function posted(type: string, body: unknown, hour = 9, operator = 'op-1'): PostedRow[] {
  return (ledgerRows({ type, schemaVersion: 1, body }) ?? []).map((row) => ({ ...row, hour, operator }))
}
const day = [...posted('sale.completed', sale), ...posted('refund.completed', refund, 11, 'op-2'), ...posted('refund.completed', { ...refund, kind: 'void' }, 9, 'op-2'), ...posted('basket.cancelled', { total: 70 }), ...posted('drawer.opened', { reason: 'check' }), ...posted('drawer.opened', { reason: 'check' })]
const category = (itemId: string): string => (itemId === 'tea' ? 'category:drinks' : 'none')
const report = (kind: ReportKind, rows: readonly PostedRow[] = day): Record<string, readonly number[]> => Object.fromEntries(reportOf(kind, rows, category).rows.map(({ key, values }) => [key, values]))

describe('reports', () => {
  test('[RPT-1] tell what was sold, came back and was voided apart, by hour, person, goods and category', () => {
    expect(report('hour')).toEqual({ 9: [2, 1185, 0, 440, 745], 11: [1, 0, 440, 0, -440] })
    expect(report('operator')).toEqual({ 'op-1': [1, 1185, 0, 0, 1185], 'op-2': [2, 0, 440, 440, -880] })
    expect(report('item')).toEqual({ 'item:cup': [1000, 285, 0, 0, 285], 'item:tea': [0, 800, 400, 400, 0], [taxOnTop]: [0, 100, 40, 40, 20] })
    expect(report('category')).toEqual({ none: [285, 0, 0, 285], 'category:drinks': [800, 400, 400, 0], [taxOnTop]: [100, 40, 40, 20] })
  })

  test('[RPT-1] tell what was taken and given back in each tender, the tax of each rate, discounts and other prices by reason, acts by person', () => {
    expect(report('tender')).toEqual({ cash: [1, 680, 0, 680], card: [3, 500, 880, -380], rounding: [1, 5, 0, 5] })
    expect(report('tax')).toEqual({ 100000: [200, 20, 220], 0: [85, 0, 85] })
    expect(report('discount')).toEqual({ 'discount:staff': [1, 115] })
    expect(report('void')).toEqual({ 'op-1': [0, 0, 0, 0, 1, 70], 'op-2': [1, 440, 1, 440, 0, 0] })
    expect(report('noSale')).toEqual({ check: [2] })
  })

  test('[RPT-2] every report of money comes to the same: sales less refunds and voids', () => {
    for (const kind of reportKinds) {
      const at = reportShapes[kind].columns.indexOf('net')
      if (at >= 0) expect([kind, reportOf(kind, day, category).totals[at]]).toEqual([kind, 1185 - 440 - 440])
    }
  })

  test('[RPT-2] what is owed stands under the tender it pays by, so that tenders come to what was sold on days with gift cards, deposits and accounts', () => {
    const paid = (tenders: readonly object[]): object => ({ ...sale, tenders })
    const owed = (kind: string, amount: number): PostedRow[] => posted('sale.completed', { total: 0, subtotal: 0, lines: [], taxes: [], liabilities: [{ owes: { kind }, amount }], tenders: [{ type: 'cash', amount }] })
    const days = [
      ...owed('giftCard', 3000), ...posted('sale.completed', paid([{ type: 'giftCard', amount: 1000 }, { type: 'account', amount: 185 }])), ...owed('accountPayment', 100),
      ...posted('refund.completed', { ...refund, tenders: [{ type: 'storeCredit', amount: 440 }] }), ...owed('deposit', 500), ...posted('layAway.cancelled', { amount: 500, tenders: [{ type: 'cash', amount: 500 }] }),
    ]
    expect(report('tender', days)).toEqual({ cash: [4, 3600, 500, 3100], deposit: [2, 500, 500, 0], account: [2, 185, 100, 85], storeCredit: [1, 0, 440, -440], giftCard: [2, 1000, 3000, -2000] })
    expect(reportOf('tender', days, category).totals.at(-1)).toBe(reportOf('hour', days, category).totals.at(-1))
    expect(report('tender', owed('points', 5))).toEqual({ cash: [1, 5, 0, 5], points: [1, 0, 5, -5] })
  })

  test('[RPT-2] goods marked without tax have it in a row of its own, and goods marked with it have no such row', () => {
    const inclusive = posted('sale.completed', { ...sale, total: 1085 })
    expect([taxOnTop in report('item'), taxOnTop in report('item', inclusive), taxOnTop in report('category', inclusive)]).toEqual([true, false, false])
  })

  test('[RPT-2] the rows stand by size, hours and rates in their own order, and what makes the sum whole at the end', () => {
    const keys = (kind: ReportKind): string[] => reportOf(kind, day, category).rows.map(({ key }) => key)
    expect([keys('hour'), keys('tax'), keys('tender'), keys('item')]).toEqual([['9', '11'], ['100000', '0'], ['cash', 'card', 'rounding'], ['item:cup', 'item:tea', taxOnTop]])
  })

  test('[RPT-2] a report reads of the ledger what it names, and has the columns it names', () => {
    for (const kind of reportKinds) {
      const { columns, main, of } = reportShapes[kind]
      expect([kind, columns.includes(main), columns.map(unitOfColumn).every((unit) => ['count', 'quantity', 'amount'].includes(unit))]).toEqual([kind, true, true])
      expect(reportOf(kind, day.filter((row) => of.includes(row.kind)), category)).toEqual(reportOf(kind, day, category))
    }
  })
})
