import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Discount, type ItemLine } from '../basket/index.ts'
import { minor } from '../money/index.ts'
import { onePiece, thousandths } from '../quantity/index.ts'
import { taxPacks, type TaxPack } from '../tax/index.ts'
import { priceBasket, type PricedBasket } from './index.ts'

const china = taxPacks['CN-2019']!
const line = (lineNo: number, price: number, more: Partial<ItemLine> = {}): ItemLine => ({
  kind: 'item', lineNo, itemId: `i${lineNo}`, sku: `s${lineNo}`, names: { en: 'x' }, quantity: onePiece, unit: 'each', price: { minor: minor(price), per: onePiece }, taxClass: 'standard', removed: false, ...more,
})
const percent = (ppm: number): Discount => ({ kind: 'percent', ppm, reason: 'goodwill' })
const amount = (value: number): Discount => ({ kind: 'amount', minor: minor(value), reason: 'goodwill' })
function priced(lines: readonly ItemLine[], discount?: Discount, pack: TaxPack = china): PricedBasket {
  const result = priceBasket(lines, 'CNY', pack, '2026-11-21', discount)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const anyDiscount = fc.oneof(fc.integer({ min: 1, max: 1_000_000 }).map(percent), fc.integer({ min: 1, max: 60_000 }).map(amount))
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 })
const anyLines = fc
  .array(
    fc.record({
      price: fc.nat(20_000),
      pieces: fc.integer({ min: 1, max: 12 }),
      taxClass: fc.constantFrom('standard', 'reduced', 'zero'),
      discount: maybe(anyDiscount),
      override: maybe(fc.nat(20_000)),
      fixedGross: maybe(fc.integer({ min: 1, max: 20_000 })),
      removed: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((all) =>
    all.map(({ price, pieces, discount, override, fixedGross, ...more }, index) =>
      line(index + 1, price, {
        ...more,
        quantity: thousandths(pieces * 1000),
        ...(discount === undefined ? {} : { discount }),
        ...(fixedGross === undefined ? {} : { fixedGross: minor(fixedGross) }),
        ...(override === undefined ? {} : { override: { price: { minor: minor(override), per: onePiece }, reason: 'other' as const } }),
      }),
    ),
  )
const anyPack = fc
  .record({
    priceMode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
    scope: fc.constantFrom('line' as const, 'rateBucket' as const),
    target: fc.constantFrom('net' as const, 'tax' as const),
  })
  .map((choices): TaxPack => ({ ...china, ...choices }))

test('[PRC-9] first the lines\' own discounts, then the basket\'s off what they leave', () => {
  // 10 % of 1000, then 50 % of the 900 left and of the 500 beside it: 450 and 250.
  const basket = priced([line(1, 1000, { discount: percent(100_000) }), line(2, 500)], percent(500_000))
  expect(basket.lines).toMatchObject([
    { gross: 1000, lineDiscount: 100, basketDiscount: 450, discount: 550, total: 450 },
    { gross: 500, basketDiscount: 250, discount: 250, total: 250 },
  ])
  expect(basket).toMatchObject({ subtotal: 1500, discount: 800, basketDiscount: 700, total: 700 })
})

test('[PRC-9] a basket without discounts has no field of one', () => {
  const basket = priced([line(1, 1000), line(2, 0, { discount: percent(500_000) })])
  expect([...Object.keys(basket), ...basket.lines.flatMap((one) => Object.keys(one))].filter((key) => key === 'lineDiscount' || key === 'basketDiscount')).toEqual([])
})

test('[PRC-10] a percentage is rounded once, halves up: per line for a line, on the sum for a basket', () => {
  expect(priced([line(1, 5, { discount: percent(100_000) })]).discount).toBe(1)
  expect(priced([line(1, 4, { discount: percent(100_000) })]).discount).toBe(0)
  // Three times 0.5 would be 3 line by line; 10 % of 15 is 1.5, so 2.
  expect(priced([line(1, 5), line(2, 5), line(3, 5)], percent(100_000)).discount).toBe(2)
})

test('[PRC-11] an amount takes no more than there is, also when the line shrank after it was given', () => {
  expect(priced([line(1, 300, { discount: amount(500) }), line(2, 100)])).toMatchObject({ discount: 300, total: 100, lines: [{ total: 0 }, { total: 100 }] })
  expect(priced([line(1, 300, { discount: amount(100) })], amount(500))).toMatchObject({ discount: 300, basketDiscount: 200, total: 0 })
})

test('[PRC-11] whatever is given, no line and no total is below nothing', () => {
  fc.assert(
    fc.property(anyLines, maybe(anyDiscount), anyPack, (lines, discount, pack) => {
      const basket = priced(lines, discount, pack)
      for (const one of basket.lines) {
        expect(one.total).toBeGreaterThanOrEqual(0)
        expect(one.discount).toBeGreaterThanOrEqual(0)
        expect(one.tax).toBeGreaterThanOrEqual(0)
      }
      expect(basket.total).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('[PRC-12] the basket\'s discount is shared by largest remainder, and free lines bear none of it', () => {
  const shares = (prices: readonly number[], value: number): (number | undefined)[] => priced(prices.map((price, index) => line(index + 1, price)), amount(value)).lines.map((one) => one.basketDiscount)
  expect(shares([100, 200, 300], 100)).toEqual([17, 33, 50])
  expect(shares([333, 0, 334, 333], 2)).toEqual([1, undefined, 1, undefined])
  // 0.02 off 0.01 and 0.03 is half a cent and one and a half: of equal remainders the larger line bears the one left over.
  expect([shares([1, 3], 2), shares([3, 1], 2)]).toEqual([[undefined, 2], [2, undefined]])
})

test('[PRC-12] each share is within one unit of its exact part, and together they are the discount', () => {
  fc.assert(
    fc.property(anyLines, anyDiscount, (lines, discount) => {
      const basket = priced(lines, discount)
      const lefts = basket.lines.map((one) => one.gross - (one.lineDiscount ?? 0))
      const left = sum(lefts)
      expect(basket.basketDiscount ?? 0).toBe(discount.kind === 'amount' ? Math.min(discount.minor, left) : Math.floor((left * discount.ppm + 500_000) / 1_000_000))
      basket.lines.forEach((one, index) => {
        expect(one.basketDiscount ?? 0).toBeLessThanOrEqual(lefts[index]!)
        expect(Math.abs((one.basketDiscount ?? 0) * left - (basket.basketDiscount ?? 0) * lefts[index]!)).toBeLessThan(Math.max(left, 1))
      })
    }),
  )
})

test('[PRC-13] a person\'s price is charged instead of the catalogue\'s', () => {
  const override = { price: { minor: minor(300), per: thousandths(3000) }, reason: 'priceMatch' as const }
  expect(priced([line(1, 350, { override, quantity: thousandths(2000) })])).toMatchObject({ subtotal: 200, total: 200 })
  expect(priced([line(1, 350, { override: { ...override, price: { minor: minor(0), per: onePiece } } })])).toMatchObject({ total: 0, tax: 0 })
})

test('[PRC-14] a label\'s price is the gross, whatever price times quantity would be, and is limited like any other', () => {
  expect(priced([line(1, 1290, { unit: 'kg', quantity: thousandths(1284), fixedGross: minor(1650) })])).toMatchObject({ subtotal: 1650, total: 1650, lines: [{ gross: 1650 }] })
  expect(priceBasket([line(1, 1, { fixedGross: minor(Number.MAX_SAFE_INTEGER) })], 'CNY', china, '2026-11-21').ok).toBe(false)
})

test('[PRC-1] [PRC-9] with overrides and discounts lines, discounts and taxes still add up in every direction', () => {
  fc.assert(
    fc.property(anyLines, maybe(anyDiscount), anyPack, (lines, discount, pack) => {
      const basket = priced(lines, discount, pack)
      expect(sum(basket.lines.map(({ gross }) => gross))).toBe(basket.subtotal)
      expect(sum(basket.lines.map((one) => one.discount))).toBe(basket.discount)
      expect(sum(basket.lines.map((one) => one.basketDiscount ?? 0))).toBe(basket.basketDiscount ?? 0)
      for (const one of basket.lines) expect([(one.lineDiscount ?? 0) + (one.basketDiscount ?? 0), one.gross - one.discount]).toEqual([one.discount, one.total])
      const onTop = pack.priceMode === 'exclusive' ? basket.tax : 0
      expect(sum(basket.lines.map(({ total }) => total)) + onTop).toBe(basket.total)
      expect(sum(basket.lines.map(({ tax }) => tax))).toBe(basket.tax)
      expect(sum(basket.taxes.map(({ tax }) => tax))).toBe(basket.tax)
      expect(sum(basket.taxes.map(({ gross }) => gross))).toBe(basket.total)
      for (const bucket of basket.taxes) expect(bucket.net + bucket.tax).toBe(bucket.gross)
    }),
  )
})

test('[PRC-4] [PRC-12] the order of lines changes no total and no tax, discounts or not', () => {
  const shuffled = anyLines.chain((lines) => fc.record({ lines: fc.constant(lines), others: fc.shuffledSubarray(lines, { minLength: lines.length }) }))
  fc.assert(
    fc.property(shuffled, anyDiscount, anyPack, ({ lines, others }, discount, pack) => {
      const { lines: _, ...totals } = priced(lines, discount, pack)
      const { lines: __, ...again } = priced(others, discount, pack)
      expect(again).toEqual(totals)
    }),
  )
  // One unit to share between two rates: it falls on the same one whichever was scanned first.
  const [high, low] = [line(1, 100), line(2, 100, { taxClass: 'zero' })]
  expect(priced([low, high], amount(1)).taxes).toEqual(priced([high, low], amount(1)).taxes)
})
