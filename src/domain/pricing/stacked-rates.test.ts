import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Discount, type ItemLine } from '../basket/index.ts'
import { currencies, minor, type CurrencyCode } from '../money/index.ts'
import { onePiece } from '../quantity/index.ts'
import { stacked, taxPacks, type TaxPack } from '../tax/index.ts'
import { priceBasket, type PricedBasket } from './index.ts'

const date = '2026-11-21'
const line = (lineNo: number, price: number, taxClass = 'standard'): ItemLine => ({
  kind: 'item', lineNo, itemId: `i${lineNo}`, sku: `s${lineNo}`, names: { en: 'x' }, quantity: onePiece, unit: 'each', price: { minor: minor(price), per: onePiece }, taxClass, removed: false,
})
function priced(lines: readonly ItemLine[], pack: TaxPack | undefined, discount?: Discount, currency: CurrencyCode = 'USD'): PricedBasket {
  if (pack === undefined) throw new Error('no such pack')
  const result = priceBasket(lines, currency, pack, date, discount)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const city = 'New York City:45000'
const standard = 'New York State:40000+New York City:45000+MCTD:3750'

test('[PRC-15] each combination of parts has its bucket, its parts and its lines', () => {
  // 10.00 + 5.00 at 8.875 % is 1.33125; 20.00 at 4.5 % is 0.90. Of 133: 59.94, 67.44 and 5.62.
  expect(priced([line(1, 1000), line(2, 2000, 'cityService'), line(3, 500), line(4, 300, 'zero')], taxPacks['US-NY-NYC'])).toEqual({
    currency: 'USD',
    lines: [
      { lineNo: 1, gross: 1000, discount: 0, total: 1000, rate: 88_750, tax: 89, taxGroup: standard },
      { lineNo: 2, gross: 2000, discount: 0, total: 2000, rate: 45_000, tax: 90, taxGroup: city },
      { lineNo: 3, gross: 500, discount: 0, total: 500, rate: 88_750, tax: 44, taxGroup: standard },
      { lineNo: 4, gross: 300, discount: 0, total: 300, rate: 0, tax: 0 },
    ],
    taxes: [
      { rate: 88_750, net: 1500, tax: 133, gross: 1633, taxGroup: standard, parts: [{ name: 'New York State', rate: 40_000, tax: 60 }, { name: 'New York City', rate: 45_000, tax: 67 }, { name: 'MCTD', rate: 3750, tax: 6 }] },
      { rate: 45_000, net: 2000, tax: 90, gross: 2090, taxGroup: city, parts: [{ name: 'New York City', rate: 45_000, tax: 90 }] },
      { rate: 0, net: 300, tax: 0, gross: 300 },
    ],
    subtotal: 3800, discount: 0, tax: 223, total: 4023, itemCount: 4,
  })
})

const part = (name: string, rate: number) => ({ name, rate, on: 'net' as const })
const twins: TaxPack = {
  id: 'XX-TWINS', priceMode: 'exclusive', scope: 'rateBucket', target: 'tax', rounding: 'halfUp',
  classes: {
    shop: [stacked('2020-01-01', [part('State', 50_000), part('County', 20_000)])],
    hotel: [stacked('2020-01-01', [part('City', 70_000)])],
    plain: [{ from: '2020-01-01', rate: 70_000 }],
  },
}

test('[PRC-15] equal rates made of other parts are not mixed, and stand in one order whatever came first', () => {
  const lines = [line(1, 107, 'shop'), line(2, 107, 'hotel'), line(3, 107, 'plain')]
  const { taxes } = priced(lines, twins)
  // 7 % of 1.07 is 0.0749 in each; of 3.21 together it would be 0.22.
  expect(taxes.map(({ taxGroup, tax }) => [taxGroup, tax])).toEqual([[undefined, 7], ['City:70000', 7], ['State:50000+County:20000', 7]])
  expect(priced(lines.toReversed(), twins).taxes).toEqual(taxes)
  // One unit of discount between them falls on the same one: it is settled by rate and parts, then size, then place.
  const off: Discount = { kind: 'amount', minor: minor(1), reason: 'goodwill' }
  expect(priced(lines.toReversed(), twins, off).taxes).toEqual(priced(lines, twins, off).taxes)
})

test('[PRC-7] [PRC-15] by line each line is rounded, and the whole is shared to the parts once', () => {
  // 0.06 at 8.875 % is 0.005325: a cent on each of ten lines, 0.10 in all; the document would take 0.05 of 0.60.
  const pennies = Array.from({ length: 10 }, (_, index) => line(index + 1, 6))
  expect(priced(pennies, taxPacks['US-NY-NYC-LINE']).taxes).toEqual([
    { rate: 88_750, net: 60, tax: 10, gross: 70, taxGroup: standard, parts: [{ name: 'New York State', rate: 40_000, tax: 5 }, { name: 'New York City', rate: 45_000, tax: 5 }, { name: 'MCTD', rate: 3750, tax: 0 }] },
  ])
  expect(priced(pennies, taxPacks['US-NY-NYC'])).toMatchObject({ tax: 5, total: 65 })
})

test('[PRC-7] [PRC-15] by line with each part rounded, a part is the sum of its lines', () => {
  const quebec = taxPacks['CA-QC-2012']!
  // 0.11: GST 0.0055 is 0.01 and QST 0.0109725 is 0.01, three times; of 0.33 at once it is 0.0165 and 0.0329.
  const lines = [line(1, 11), line(2, 11), line(3, 11)]
  expect(priced(lines, { ...quebec, scope: 'line' }).taxes[0]?.parts).toEqual([{ name: 'GST', rate: 50_000, tax: 3 }, { name: 'QST', rate: 99_750, tax: 3 }])
  expect(priced(lines, quebec).taxes[0]?.parts).toEqual([{ name: 'GST', rate: 50_000, tax: 2 }, { name: 'QST', rate: 99_750, tax: 3 }])
})

test('[PRC-1] [PRC-16] in every pack, scope and currency lines, buckets and parts add up, and a shuffle changes no total', () => {
  const packs = Object.values(taxPacks).flatMap((pack) => [pack, { ...pack, scope: 'line' as const }])
  const anyBasket = fc.constantFrom(...packs).chain((pack) =>
    fc.record({
      pack: fc.constant(pack),
      currency: fc.constantFrom(...(Object.keys(currencies) as CurrencyCode[])),
      lines: fc.array(fc.tuple(fc.nat(100_000), fc.constantFrom(...Object.keys(pack.classes))), { maxLength: 15 }).map((all) => all.map(([price, taxClass], index) => line(index + 1, price, taxClass))),
      discount: fc.option(fc.oneof(fc.integer({ min: 1, max: 1_000_000 }).map((ppm): Discount => ({ kind: 'percent', ppm, reason: 'staff' })), fc.integer({ min: 1, max: 5000 }).map((value): Discount => ({ kind: 'amount', minor: minor(value), reason: 'staff' }))), { nil: undefined }),
    }),
  )
  fc.assert(
    fc.property(anyBasket, ({ pack, currency, lines, discount }) => {
      const basket = priced(lines, pack, discount, currency)
      expect(basket.currency).toBe(currency)
      expect(sum(basket.lines.map(({ tax }) => tax))).toBe(basket.tax)
      expect(sum(basket.taxes.map(({ tax }) => tax))).toBe(basket.tax)
      expect(sum(basket.taxes.map(({ gross }) => gross))).toBe(basket.total)
      expect(sum(basket.lines.map(({ total }) => total)) + (pack.priceMode === 'exclusive' ? basket.tax : 0)).toBe(basket.total)
      for (const { net, tax, gross, parts, taxGroup, rate } of basket.taxes) {
        expect(net + tax).toBe(gross)
        if (parts !== undefined) expect(sum(parts.map((one) => one.tax))).toBe(tax)
        const own = basket.lines.filter((one) => one.rate === rate && one.taxGroup === taxGroup)
        expect(sum(own.map((one) => one.tax))).toBe(tax)
        expect(sum(own.map(({ total }) => total))).toBe(pack.priceMode === 'exclusive' ? net : gross)
      }
      const { lines: _, ...totals } = basket
      const { lines: __, ...others } = priced(lines.toReversed(), pack, discount, currency)
      expect(others).toEqual(totals)
    }),
    { numRuns: 300 },
  )
})
