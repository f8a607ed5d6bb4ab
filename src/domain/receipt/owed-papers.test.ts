import fc from 'fast-check'
import { expect, test } from 'vitest'
import { liabilityLine, type Basket, type ItemLine } from '../basket/index.ts'
import { ledgerRows, summed, type LedgerRow } from '../ledger/index.ts'
import { type Liability } from '../liability/index.ts'
import { minor } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { onePiece } from '../quantity/index.ts'
import { saleBody, type SaleBody } from '../sale/index.ts'
import { shiftFigures, type ShiftReport } from '../shift/index.ts'
import { taxPacks } from '../tax/index.ts'
import { cashRoundingRules, settle } from '../tender/index.ts'
import { receiptOf, xPaper, type ReceiptDocument, type ReceiptWords, type ShiftWords } from './index.ts'

const date = '2026-11-21'
const kinds: readonly Liability[] = [{ kind: 'giftCard', number: '63640000123456' }, { kind: 'deposit', layAwayId: 'lay-1', number: 'L-17' }, { kind: 'accountPayment', customerId: 'customer-1' }]
/** Words that say which word they are: what stands on the paper is found whatever it is called. */
function wordsOf<T extends object>(): T {
  return new Proxy<object>({}, { get: (_target, name) => (name === 'carriedKinds' ? new Proxy<object>({}, { get: (_kinds, kind) => `.carried.${String(kind)}` }) : `.${String(name)}`) }) as T
}
const words = wordsOf<ReceiptWords>()
const shiftWords = wordsOf<ShiftWords>()

function sell(goods: readonly number[], owed: readonly (readonly [number, number])[]): SaleBody {
  const lines = goods.map((price, index): ItemLine => ({ kind: 'item', lineNo: index + 1, itemId: 'milk', sku: 'M1', names: { en: 'Milk' }, quantity: onePiece, unit: 'each', price: { minor: minor(price), per: onePiece }, taxClass: index % 2 === 0 ? 'standard' : 'reduced', removed: false }))
  let basket: Basket = { id: 'b', openedAt: 5, businessDate: date, currency: 'CNY', catalogueVersion: 1, lines, trail: [] }
  for (const [kind, amount] of owed) {
    const added = liabilityLine(basket, kinds[kind] ?? kinds[0]!, minor(amount), { at: 6, operator: 'op-1' })
    if (added.ok) basket = { ...basket, lines: [...basket.lines, added.value.line] }
  }
  const priced = priceBasket(basket.lines, 'CNY', taxPacks['CN-2019']!, date)
  if (!priced.ok) throw new Error(priced.refusal.code)
  const settled = settle(priced.value.total, [{ type: 'cash' }], { confirmed: true, cashRounding: cashRoundingRules['CN-1.00-down']! })
  if (!settled.ok) throw new Error(settled.refusal.code)
  return saleBody({ saleId: 's', number: '3-1', basket, priced: priced.value, ...settled.value, language: 'en', taxPackId: 'CN-2019' })
}

/** A part of it paid with what was owed before, as a later sale has it: in the ledger's eyes a tender is its type and amount. */
function spending(sale: SaleBody, part: number): object {
  const [cash, ...rest] = sale.tenders
  if (cash?.type !== 'cash' || part === 0) return sale
  const given = Math.min(part, cash.amount)
  return { ...sale, tenders: [{ tenderNo: 1, type: 'giftCard', amount: given }, { ...cash, tenderNo: 2, amount: cash.amount - given }, ...rest] }
}

const sumOf = (rows: readonly LedgerRow[], kind: string, key?: RegExp): number => rows.reduce((sum, row) => (row.kind === kind && (key === undefined || key.test(row.key)) ? sum + row.amount : sum), 0)

const anyDay = fc.array(
  fc.record({
    goods: fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 4 }),
    owed: fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 90_000 })), { maxLength: 3 }),
    part: fc.nat(3000),
  }).filter(({ goods, owed }) => goods.length + owed.length > 0),
  { minLength: 1, maxLength: 12 },
)

test('[OWE-4] money and rounding are turnover, and what was taken less what was given, on any day', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const sales = day.map(({ goods, owed }) => sell(goods, owed))
      const rows = summed(sales.flatMap((sale, index) => ledgerRows({ type: 'sale.completed', schemaVersion: 1, body: spending(sale, day[index]?.part ?? 0) }) ?? []))
      const money = sumOf(rows, 'tender') + sumOf(rows, 'rounding')
      expect(money).toBe(sumOf(rows, 'sale') + sumOf(rows, 'liability', /:taken$/) - sumOf(rows, 'liability', /:given$/))
      // Added up beside the ledger: neither turnover nor tax knows of it.
      const goods = day.reduce((sum, one) => sum + one.goods.reduce((total, price) => total + price, 0), 0)
      expect(sumOf(rows, 'sale')).toBe(goods)
      expect(sumOf(rows, 'taxBase') + sumOf(rows, 'tax')).toBe(goods)
      expect(sumOf(rows, 'liability', /:taken$/)).toBe(sales.reduce((sum, { owed = 0 }) => sum + owed, 0))
      const figures = shiftFigures({ float: 0 }, rows)
      const owedOf = (figures.liabilities ?? []).reduce((sum, { taken, given }) => sum + taken.amount - given.amount, 0)
      expect(figures.expected.reduce((sum, { amount }) => sum + amount, 0) + figures.rounding).toBe(figures.net + owedOf)
    }),
  )
})

test('[OWE-4] given back to what it was paid with, it is owed again', () => {
  const refund = { kind: 'return', total: 300, lines: [], taxes: [], tenders: [{ tenderNo: 1, type: 'giftCard', amount: 300, of: 1 }] }
  expect(ledgerRows({ type: 'refund.completed', schemaVersion: 1, body: refund })).toContainEqual({ kind: 'liability', key: 'giftCard:taken', count: 1, amount: 300 })
})

test('[OWE-4] a kind of a later program is counted as it calls itself', () => {
  const body = { ...sell([100], [[0, 500]]), liabilities: [{ lineNo: 9, name: '?', owes: { kind: 'lottery' }, amount: 500 }] }
  expect(ledgerRows({ type: 'sale.completed', schemaVersion: 1, body })).toContainEqual({ kind: 'liability', key: 'lottery:taken', count: 1, amount: 500 })
})

const plain = ({ blocks }: ReceiptDocument): string[] => blocks.flatMap((block) => (block.kind === 'columns' ? [`${String(block.left)}|${block.right}`] : block.kind === 'text' ? [String(block.text)] : []))
const paper = { at: 0, tzOffset: 0, operatorName: 'Li', words, language: 'en', marks: [] as const }

test('[OWE-5] the receipt has the goods, what is owed and the total, and they add up', () => {
  const said = plain(receiptOf({ ...paper, sale: sell([250, 100], [[0, 5000], [1, 700], [2, 50]]), store: { chainName: 'Shop', storeName: 'Shop', storeLines: [] } }))
  expect(said).toContain('.subtotal|3.50')
  expect(said).toContain('Gift card ....3456|50.00')
  expect(said).toContain('Deposit L-17|7.00')
  expect(said).toContain('Payment on account|0.50')
  expect(said).toContain('.total|¥61.00')
})

test('[OWE-5] no two rules stand together where a receipt has no goods', () => {
  const { blocks } = receiptOf({ ...paper, sale: sell([], [[1, 5000]]), store: { chainName: 'Shop', storeName: 'Shop', storeLines: [] } })
  expect(blocks.filter(({ kind }, at) => kind === 'rule' && blocks[at + 1]?.kind === 'rule')).toEqual([])
  expect(blocks.some(({ kind }) => kind === 'rule')).toBe(true)
})

test('[OWE-5] the receipt of a card alone counts no goods', () => {
  const said = plain(receiptOf({ ...paper, sale: sell([], [[0, 5000]]), store: { chainName: 'Shop', storeName: 'Shop', storeLines: [] } }))
  expect(said).toContain('.total|¥50.00')
  expect(said.some((line) => line.startsWith('.subtotal') || line.startsWith('.itemCount'))).toBe(false)
})

const report = (more: Partial<ShiftReport>): ShiftReport => {
  const none = { count: 0, amount: 0 }
  const turnover = { sales: none, refunds: none, voids: none, taxes: [] }
  return {
    ...turnover, gross: 0, discounts: [], net: 0, cancelled: none, noSales: 0, overrides: none, reprints: 0, rounding: 0, shift: 1, registerNumber: 3, currency: 'CNY', businessDate: date, openedAt: 0, until: 9, operators: [], float: 0, floatCounted: 1,
    gaps: [], tenders: [], movements: [], carriedPayments: [], carriedBaskets: [], unread: 0, day: turnover, month: turnover, year: turnover, grandTotal: { sales: 0, refunds: 0 }, ...more,
  }
}
const xOf = (more: Partial<ShiftReport>): string[] => plain(xPaper(report(more), { ...paper, store: { chainName: 'Shop', storeName: 'Shop' }, shiftWords, nameOf: (id) => id, voucherName: (kind) => (kind === 'lunch' ? 'Luncheon voucher' : kind) }, true))

test('[OWE-5] a report names what was owed by its kind, and has no section for it where there was none', () => {
  const said = xOf({ liabilities: [{ key: 'giftCard', taken: { count: 2, amount: 7000 }, given: { count: 1, amount: 250 } }, { key: 'lottery', taken: { count: 1, amount: 5 }, given: { count: 0, amount: 0 } }] })
  const from = said.indexOf('.liabilities')
  expect(said.slice(from, from + 6)).toEqual(['.liabilities', 'Gift card', '  .taken (2)|70.00', '  .given (1)|-2.50', 'lottery', '  .taken (1)|0.05'])
  expect(xOf({})).not.toContain('.liabilities')
})

test('[VOUCH-3] a voucher is called on X and Z as it is on receipts, and one that is taken no more by its id', () => {
  const others = (key: string): Partial<ShiftReport> => ({ others: [{ type: 'voucher', key, count: 2, amount: 1_500 }] })
  expect(xOf(others('lunch')).find((line) => line.includes('Luncheon voucher (2)'))).toMatch(/15\.00$/u)
  expect(xOf(others('gone')).some((line) => line.includes('gone (2)'))).toBe(true)
})

test('[SHF-10] a report names the shifts that are put aside, and has no line for them where there are none', () => {
  expect(xOf({ suspendedShifts: [1, 3] })).toContain('.suspendedShifts|1, 3')
  expect(xOf({}).some((line) => line.startsWith('.suspendedShifts'))).toBe(false)
})

test('[OWE-5] what was given back stands beside what was used, whichever of them there was', () => {
  const sold = { ...sell([300], []), tenders: [{ tenderNo: 1, type: 'deposit', amount: 256, layAwayId: 'l', number: 'L-1' }, { tenderNo: 2, type: 'cash', amount: 44, received: 44, change: 0 }] }
  const cancelled = { amount: 2611, tenders: [{ type: 'cash', amount: 2611 }] }
  const takenOff = { kind: 'void', total: 0, lines: [], taxes: [], tenders: [{ tenderNo: 1, type: 'cash', amount: 500 }], liabilities: [{ lineNo: 1, saleLineNo: 1, owes: { kind: 'giftCard', number: '1' }, amount: 500 }] }
  const rows = ([['sale.completed', sold], ['layAway.cancelled', cancelled], ['refund.completed', takenOff]] as const).flatMap(([type, body]) => ledgerRows({ type, schemaVersion: 1, body }) ?? [])
  const { liabilities = [] } = shiftFigures({ float: 0 }, rows)
  expect(liabilities).toEqual([
    { key: 'deposit', taken: { count: 0, amount: 0 }, given: { count: 2, amount: 2867 }, back: { count: 1, amount: 2611 } },
    { key: 'giftCard', taken: { count: 0, amount: 0 }, given: { count: 1, amount: 500 }, back: { count: 1, amount: 500 } },
  ])
  const said = xOf({ liabilities })
  expect(said.slice(said.indexOf('.liabilities'))).toEqual(expect.arrayContaining(['Deposit', '  .given (1)|-2.56', '  .givenBack (1)|-26.11', 'Gift card', '  .givenBack (1)|-5.00']))
  expect(said.filter((line) => line.startsWith('  .given '))).toEqual(['  .given (1)|-2.56'])
})

test('[SHF-11] what is carried over is named by time, person and kind as far as they are known, and by its id where a Z of before knows no more', () => {
  const at = 13 * 3_600_000 + 5 * 60_000
  const said = xOf({
    carriedPayments: [{ id: 'p-7d216519c6f8', amount: 1280, at, operator: 'Dmitri', kind: 'card' }, { id: 'p-7d216519c6f9', amount: 100 }, { id: 'p', amount: 300, at, operator: 'Dmitri', kind: 'refund' }],
    carriedBaskets: [{ id: 'b', amount: 500, at, operator: 'Mei', kind: 'held' }, { id: 'c', amount: 1, at: 30 * 3_600_000, kind: 'open' }],
  })
  const from = said.indexOf('.carriedPayments (3)')
  expect(said.slice(from, from + 10)).toEqual([
    '.carriedPayments (3)', '.carried.card|12.80', '  13:05 Dmitri', '..7d216519c6f9|1.00', '.carried.refund|3.00', '  13:05 Dmitri',
    '.carriedBaskets (2)', '.carried.held|5.00', '  13:05 Mei', '.carried.open|0.01',
  ])
  // Another day's says which.
  expect(said[from + 10]).toBe('  1970-01-02 06:00')
})

test('[OWE-8] what customers owe is no debt of the shop: it stands by itself, as sold on account and as paid off', () => {
  const said = xOf({ liabilities: [{ key: 'account', taken: { count: 1, amount: 1000 }, given: { count: 2, amount: 5960 } }, { key: 'giftCard', taken: { count: 1, amount: 700 }, given: { count: 0, amount: 0 } }] })
  const from = said.indexOf('.accounts')
  expect(said.slice(from, from + 3)).toEqual(['.accounts', '.soldOnAccount (2)|59.60', '.offAccount (1)|-10.00'])
  expect(said.slice(said.indexOf('.liabilities'), said.indexOf('.liabilities') + 3)).toEqual(['.liabilities', 'Gift card', '  .taken (1)|7.00'])
  expect(said.filter((line) => line.startsWith('Payment on account'))).toEqual([])
  const alone = xOf({ liabilities: [{ key: 'account', taken: { count: 0, amount: 0 }, given: { count: 1, amount: 100 } }] })
  expect([alone.includes('.liabilities'), alone.some((line) => line.startsWith('.offAccount'))]).toEqual([false, false])
})
