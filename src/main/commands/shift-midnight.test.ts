import { afterEach, beforeEach, expect, test } from 'vitest'
import { businessDateOf } from '../../domain/business-date/index.ts'
import { summed } from '../../domain/ledger/index.ts'
import { type RefundBody } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { commands } from './index.ts'
import { startOfTest, value } from './register.fixture.ts'
import { pieces, shiftTest, type TestShift } from './shift.fixture.ts'

const minute = 60_000
const [tea, water] = ['6901234567908', '6901234567892']
let till: TestShift
beforeEach(() => {
  till = shiftTest()
  value(till.register.database.unitOfWork(() => {
    for (const permission of ['refund', 'voidSale', 'refundToOtherTender', 'payOut', 'declareShift', 'closeShift', 'manageShift'] as const) till.register.database.saveGrant('cashier', permission, 'yes')
    return { ok: true, value: undefined }
  }))
})
afterEach(() => till.register.remove())

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0)

test('[Z-5] a whole night from eight in the evening past midnight and past the cut-off: each document has the date of its first line, and days, X, Z and documents come to the same', () => {
  const { database } = till.register
  const { cutOffHour } = database.facts()
  // 14:00 at the store, where the test begins.
  const clock = (hour: number, minutes = 0): number => startOfTest + ((hour - 14) * 60 + minutes) * minute
  const at = (when: number): void => void (till.register.now = when)
  at(clock(20))
  value(till.open({ counts: pieces(20_000) }))
  // A basket that is put aside before midnight and paid after the cut-off keeps the date it began on.
  value(commands.scan(till.register.context(), { barcode: tea }))
  const held = database.seat('counter').basketId ?? ''
  value(commands['suspend-basket'](till.register.context(), {}))
  let sold = 0
  for (let when = clock(20, 10); when < clock(24 + cutOffHour + 1); when += 20 * minute) {
    at(when)
    till.sell(sold % 3 === 0 ? [tea, water] : [water], [{ type: sold % 2 === 0 ? 'cash' : 'card' }])
    sold += 1
    if (sold % 9 !== 0) continue
    const { saleId = '', lines = [] } = till.entries<SaleBody>('sale.completed').findLast(({ body }) => body.tenders.some(({ type }) => type === 'cash'))?.body ?? {}
    value(commands['add-return'](till.register.context(), { saleId, lineNo: lines[0]?.lineNo ?? 0, quantity: 1000, condition: 'stock', reason: 'changedMind' }))
    till.sell([], [])
  }
  at(clock(24, 30))
  value(till.move({ kind: 'payOut', amount: 700, reason: 'cleaning' }))
  at(clock(24 + cutOffHour + 1, 5))
  value(commands['resume-basket'](till.register.context(), { basketId: held }))
  till.sell([])

  const sales = till.entries<SaleBody>('sale.completed')
  const refunds = till.entries<RefundBody>('refund.completed')
  expect([sales.length, refunds.length > 1]).toEqual([sold + 1, true])
  for (const { businessDate, body } of sales) expect([body.number, businessDate]).toEqual([body.number, businessDateOf(body.openedAt, 480, cutOffHour)])
  const dates = ['2026-11-21', '2026-11-22']
  expect([...new Set(sales.map(({ businessDate }) => businessDate))]).toEqual(dates)
  const heldSale = sales.at(-1)
  expect([heldSale?.businessDate, heldSale?.body.lines.length]).toEqual(['2026-11-21', 1])

  const soldOn = (date?: string): number => total(sales.filter(({ businessDate }) => date === undefined || businessDate === date).map(({ body }) => body.total))
  const backOn = (date?: string): number => total(refunds.filter(({ businessDate }) => date === undefined || businessDate === date).map(({ body }) => body.total))
  for (const date of dates) {
    const rows = database.ledgerNow((now) => summed(now.sumsOfDays(date, date)))
    const amount = (kind: string): number => total(rows.filter((row) => row.kind === kind).map((row) => row.amount))
    expect([date, amount('sale'), amount('refund')]).toEqual([date, soldOn(date), backOn(date)])
  }
  till.signOnAs('op-m')
  const x = till.shift().shift
  till.closeEven()
  const [z] = till.zs()
  expect(z).toMatchObject({ businessDate: '2026-11-21', sales: { count: sales.length, amount: soldOn() }, refunds: { count: refunds.length, amount: backOn() }, net: soldOn() - backOn(), carriedBaskets: [] })
  expect(x?.number).toBe(z?.shift)
  const cash = total([...sales.map(({ body }) => total(body.tenders.flatMap((tender) => (tender.type === 'cash' ? [tender.amount] : [])))), ...refunds.map(({ body }) => -total(body.tenders.flatMap((tender) => (tender.type === 'cash' ? [tender.amount] : []))))])
  expect(z?.tenders[0]).toEqual({ tender: 'cash', expected: 20_000 + cash - 700, counted: 20_000 + cash - 700, overShort: 0 })
  // The day before the cut-off is over and closed with this Z; the one after it stays open.
  expect(till.entries<{ kind: string; period: string; sales: { amount: number } }>('period.closed').map(({ body }) => [body.kind, body.period, body.sales.amount])).toEqual([['day', '2026-11-21', soldOn('2026-11-21')]])
})
