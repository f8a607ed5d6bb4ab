import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Basket, type ItemLine } from '../basket/index.ts'
import { canonicalValue } from '../journal/index.ts'
import { minor } from '../money/index.ts'
import { priceBasket, type TaxBucket } from '../pricing/index.ts'
import { onePiece, thousandths } from '../quantity/index.ts'
import { taxPacks, type TaxPack } from '../tax/index.ts'
import { settle, type TenderLine, type TenderRequest } from '../tender/index.ts'
import { checkSale, movementsOf, saleBody, type SaleBody, type SaleLine } from './index.ts'

const date = '2026-11-21'
const packs: Readonly<Record<string, TaxPack>> = { ...taxPacks, 'XX-1': { ...taxPacks['CN-2019']!, id: 'XX-1', priceMode: 'exclusive', scope: 'line' } }

function itemLine(lineNo: number, facts: Partial<ItemLine> = {}): ItemLine {
  const price = { minor: minor(350), per: onePiece }
  return { kind: 'item', lineNo, itemId: 'milk', sku: 'M1', names: { en: 'Milk', 'zh-CN': '牛奶' }, quantity: onePiece, unit: 'each', price, taxClass: 'standard', removed: false, ...facts }
}
function basketOf(lines: Basket['lines']): Basket {
  return { id: 'basket-1', openedAt: 5, businessDate: date, currency: 'CNY', catalogueVersion: 1, lines, trail: [{ at: 5, operator: 'op-1', act: 'added', lineNo: 1 }] }
}
function sell(basket: Basket, requests: readonly TenderRequest[], taxPackId = 'CN-2019'): SaleBody {
  const priced = priceBasket(basket.lines, 'CNY', packs[taxPackId]!, date)
  if (!priced.ok) throw new Error(priced.refusal.code)
  const settled = settle(priced.value.total, requests, { confirmed: true })
  if (!settled.ok) throw new Error(settled.refusal.code)
  return saleBody({ saleId: 'sale-1', number: '3-10428', basket, priced: priced.value, ...settled.value, language: 'zh-CN', taxPackId })
}

const anySale = fc
  .record({
    lines: fc.array(
      fc.record({
        itemId: fc.constantFrom('milk', 'bread', 'apples', 'soap'),
        price: fc.record({ minor: fc.nat(20_000).map(minor), per: fc.constantFrom(1000, 3000).map(thousandths) }),
        quantity: fc.integer({ min: 1, max: 30 }).map((pieces) => thousandths(pieces * 1000)),
        taxClass: fc.constantFrom('standard', 'reduced', 'zero'),
        removed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    pack: fc.constantFrom('CN-2019', 'GB-2011', 'XX-1'),
    tender: fc.constantFrom('exact', 'more', 'split'),
  })
  .map(({ lines, pack, tender }) => {
    const basket = basketOf(lines.map((facts, index) => itemLine(index + 1, { ...facts, removed: facts.removed && index > 0 })))
    if (tender === 'exact') return sell(basket, [{ type: 'cash' }], pack)
    const { total } = sell(basket, [{ type: 'cash' }], pack)
    if (tender === 'more' || total < 2) return sell(basket, [{ type: 'cash', received: minor(total + 37) }], pack)
    return sell(basket, [{ type: 'cash', received: minor(1) }, { type: 'card' }], pack)
  })

test('[SAL-1] a sale freezes what was sold, taxed, paid and done', () => {
  const basket = basketOf([itemLine(1, { barcode: '96385074', quantity: thousandths(2000) }), itemLine(2, { removed: true })])
  expect(sell(basket, [{ type: 'cash', received: minor(1000) }])).toEqual({
    saleId: 'sale-1',
    number: '3-10428',
    basketId: 'basket-1',
    openedAt: 5,
    currency: 'CNY',
    taxPack: 'CN-2019',
    lines: [
      { lineNo: 1, itemId: 'milk', sku: 'M1', name: '牛奶', barcode: '96385074', quantity: 2000, unit: 'each', price: { minor: 350, per: 1000 }, gross: 700, discount: 0, total: 700, taxClass: 'standard', rate: 130_000, tax: 81 },
    ],
    taxes: [{ rate: 130_000, net: 619, tax: 81, gross: 700 }],
    subtotal: 700,
    discount: 0,
    tax: 81,
    total: 700,
    tenders: [{ tenderNo: 1, type: 'cash', amount: 700, received: 1000, change: 300 }],
    change: 300,
    movements: [{ itemId: 'milk', quantity: -2000 }],
    trail: basket.trail,
  })
})

test('[SAL-1] every sale has a canonical spelling', () => {
  fc.assert(
    fc.property(anySale, (sale) => {
      expect(canonicalValue(sale)).toBe(sale)
    }),
  )
})

test('[SAL-1] figures of another basket are a bug', () => {
  const priced = priceBasket([itemLine(2)], 'CNY', packs['CN-2019']!, date)
  if (!priced.ok) throw new Error(priced.refusal.code)
  const make = (lines: Basket['lines']) => () => saleBody({ saleId: 's', number: '1-1', basket: basketOf(lines), priced: priced.value, tenders: [], change: minor(0), language: 'en', taxPackId: 'CN-2019' })
  expect(make([itemLine(1)])).toThrow('line 2 was priced')
  expect(make([itemLine(2, { removed: true })])).toThrow('line 2 was priced')
  expect(make([itemLine(2)])).not.toThrow()
})

test('[SAL-2] one movement per item, negative, summed, first seen first', () => {
  const sold = [['b', 1000], ['a', 1284], ['b', 2000]] as const
  expect(movementsOf(sold.map(([itemId, quantity]) => ({ itemId, quantity: thousandths(quantity) })))).toEqual([
    { itemId: 'b', quantity: -3000 },
    { itemId: 'a', quantity: -1284 },
  ])
})

test('[SAL-3] the independent re-adder finds nothing in a sale made here', () => {
  fc.assert(
    fc.property(anySale, (sale) => {
      expect(checkSale(sale, packs)).toEqual([])
    }),
  )
})

type Path = readonly (string | number)[]

/** Paths of every figure that a re-adder can check: not names, times and the trail, which add up to nothing. */
function figures(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'number') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => (['openedAt', 'trail', 'lineNo', 'price'].includes(key) ? [] : figures(part, [...path, key])))
}
function changed(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value)
  const parts = Object.entries(value as object).map(([name, part]): [string, unknown] => [name, name === String(key) ? changed(part, rest, change) : part])
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts)
}
const altered = (sale: SaleBody, path: Path, change: (old: unknown) => unknown): SaleBody => changed(sale, path, change) as SaleBody

test('[SAL-4] each single changed figure of any sale is found', () => {
  fc.assert(
    fc.property(anySale, fc.nat(), fc.integer({ min: -5000, max: 5000 }).filter((by) => by !== 0), (sale, pick, by) => {
      const paths = figures(sale)
      const path = paths[pick % paths.length]!
      expect(checkSale(altered(sale, path, (old) => Number(old) + by), packs), path.join('.')).not.toEqual([])
    }),
    { numRuns: 1500 },
  )
})

const sample = sell(basketOf([itemLine(1, { quantity: thousandths(2000) }), itemLine(2, { itemId: 'soap', taxClass: 'reduced' })]), [{ type: 'cash', received: minor(2000) }])

test.each<[string, Path, unknown]>([
  ['a price', ['lines', 0, 'price', 'minor'], 351],
  ['what the price is for', ['lines', 0, 'price', 'per'], 2000],
  ['a price per nothing', ['lines', 0, 'price', 'per'], 0],
  ['a price past all numbers', ['lines', 0, 'price', 'minor'], Number.MAX_SAFE_INTEGER],
  ['an item of a line', ['lines', 0, 'itemId'], 'soap'],
  ['an item that moved', ['movements', 0, 'itemId'], 'bread'],
  ['an item that moved, to one that moved', ['movements', 0, 'itemId'], 'soap'],
  ['a line number used twice', ['lines', 1, 'lineNo'], 1],
  ['a line number of zero', ['lines', 0, 'lineNo'], 0],
  ['an unknown tax pack', ['taxPack'], 'constructor'],
  ['no lines', ['lines'], []],
  ['no tenders', ['tenders'], []],
  ['no movements', ['movements'], []],
  ['no taxes', ['taxes'], []],
])('[SAL-4] %s is found', (_, path, value) => {
  expect(checkSale(sample)).toEqual([])
  expect(checkSale(altered(sample, path, () => value))).not.toEqual([])
})

test('[SAL-4] a bucket that stands twice, or for nothing, is found', () => {
  const nothing = { rate: 0, net: minor(0), tax: minor(0), gross: minor(0) }
  expect(checkSale({ ...sample, taxes: [...sample.taxes, nothing] })).toEqual(['rate 0: no line has it'])
  expect(checkSale({ ...sample, taxes: [...sample.taxes, sample.taxes[0]!] })).toContain('a rate has two buckets')
})

const [milk, soap] = sample.lines as [SaleLine, SaleLine]
const [cash] = sample.tenders as [TenderLine]
const [standard, reduced] = sample.taxes as [TaxBucket, TaxBucket]
const shifted = (bucket: TaxBucket, by: number): TaxBucket => ({ ...bucket, net: minor(bucket.net + by), gross: minor(bucket.gross + by) })

test.each<[string, Partial<SaleBody>, readonly string[]]>([
  ['a discount off no total', { discount: minor(50), lines: [{ ...milk, discount: minor(50) }, soap] }, ['line 1: gross - discount is not total', 'line 1: its discounts do not add up to discount']],
  ['a free line of a rate of its own', { lines: [...sample.lines, { ...milk, lineNo: 3, rate: 1, gross: minor(0), total: minor(0), tax: minor(0), quantity: thousandths(0) }] }, ['line 3: its rate has no bucket']],
  ['an amount moved between two rates', { taxes: [shifted(standard, 5), shifted(reduced, -5)] }, ['rate 130000: its lines do not add up to it', 'rate 90000: its lines do not add up to it']],
  ['more paid for a higher total', { total: minor(sample.total + 5), tenders: [{ ...cash, amount: minor(cash.amount + 5), ...(cash.type === 'cash' ? { received: minor(cash.received + 5) } : {}) }] }, ['buckets do not add up to total']],
  ['one item in two movements', { movements: [...movementsOf([milk]), ...movementsOf([soap]), { itemId: 'milk', quantity: thousandths(0) }] }, ['an item moved twice']],
  ['a line number between two', { lines: [{ ...milk, lineNo: 1.5 }, soap] }, ['line 1.5: not a line number']],
])('[SAL-4] figures changed to suit each other are found too: %s', (_, more, problems) => {
  expect(checkSale({ ...sample, ...more })).toEqual(problems)
})
