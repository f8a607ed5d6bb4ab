import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BasketLine, type ItemLine } from '../basket/index.ts'
import { minor } from '../money/index.ts'
import { onePiece, thousandths } from '../quantity/index.ts'
import { taxOfGroup, taxPacks, type TaxPack } from '../tax/index.ts'
import { priceBasket, type PricedBasket } from './index.ts'

const china = taxPacks['CN-2019']!
const date = '2026-11-21'

function line(lineNo: number, facts: Partial<ItemLine> = {}): ItemLine {
  const price = { minor: minor(350), per: onePiece }
  return { kind: 'item', lineNo, itemId: `i${lineNo}`, sku: `s${lineNo}`, names: { en: 'x' }, quantity: onePiece, unit: 'each', price, taxClass: 'standard', removed: false, ...facts }
}
function priced(lines: readonly BasketLine[], pack: TaxPack = china): PricedBasket {
  const result = priceBasket(lines, 'CNY', pack, date)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const code = (lines: readonly BasketLine[]): string => {
  const result = priceBasket(lines, 'CNY', china, date)
  return result.ok ? 'accepted' : result.refusal.code
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const anyPack = fc
  .record({
    priceMode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
    scope: fc.constantFrom('line' as const, 'rateBucket' as const),
    target: fc.constantFrom('net' as const, 'tax' as const),
    rounding: fc.constantFrom('halfUp' as const, 'halfEven' as const),
  })
  .map((choices): TaxPack => ({ ...china, ...choices }))
const anyLines = fc
  .array(
    fc.record({
      price: fc.record({ minor: fc.nat(100_000).map(minor), per: fc.constantFrom(1000, 3000, 10_000).map(thousandths) }),
      measured: fc.boolean(),
      quantity: fc.integer({ min: 1, max: 9999 }),
      taxClass: fc.constantFrom('standard', 'reduced', 'service', 'zero'),
      removed: fc.boolean(),
    }),
    { maxLength: 25 },
  )
  .map((all) =>
    all.map(({ measured, quantity, ...facts }, index) =>
      line(index + 1, { ...facts, unit: measured ? 'kg' : 'each', quantity: thousandths(measured ? quantity : (1 + (quantity % 20)) * 1000) }),
    ),
  )

test('[PRC-1] a basket of two rates adds up in every direction', () => {
  const basket = priced([line(1, { quantity: thousandths(2000) }), line(2, { taxClass: 'reduced', unit: 'kg', quantity: thousandths(1284), price: { minor: minor(1290), per: onePiece } })])
  // Strictly: a basket of plain rates has no field of a stacked one, not even an undefined one.
  expect(basket).toStrictEqual({
    currency: 'CNY',
    lines: [
      { lineNo: 1, gross: 700, discount: 0, total: 700, rate: 130_000, tax: 81 },
      { lineNo: 2, gross: 1656, discount: 0, total: 1656, rate: 90_000, tax: 137 },
    ],
    taxes: [
      { rate: 130_000, net: 619, tax: 81, gross: 700 },
      { rate: 90_000, net: 1519, tax: 137, gross: 1656 },
    ],
    subtotal: 2356,
    discount: 0,
    tax: 218,
    total: 2356,
    itemCount: 3,
  })
})

test('[PRC-1] lines add up to subtotal, discount and tax, buckets to total and tax', () => {
  fc.assert(
    fc.property(anyLines, anyPack, (lines, pack) => {
      const basket = priced(lines, pack)
      expect(sum(basket.lines.map(({ gross }) => gross))).toBe(basket.subtotal)
      expect(sum(basket.lines.map(({ discount }) => discount))).toBe(basket.discount)
      expect(sum(basket.lines.map(({ tax }) => tax))).toBe(basket.tax)
      expect(sum(basket.taxes.map(({ tax }) => tax))).toBe(basket.tax)
      expect(sum(basket.taxes.map(({ gross }) => gross))).toBe(basket.total)
      for (const { net, tax, gross } of basket.taxes) expect(net + tax).toBe(gross)
      for (const { gross, discount, total } of basket.lines) expect(gross - discount).toBe(total)
    }),
  )
})

test('[PRC-2] what is struck through or unresolved costs nothing and counts nothing', () => {
  const counted = [line(1), line(4, { taxClass: 'zero' })]
  const others: BasketLine[] = [line(2, { removed: true }), { kind: 'unresolved', lineNo: 3, barcode: 'x', reason: 'unknown', removed: false }]
  expect(priced([counted[0]!, ...others, counted[1]!])).toEqual(priced(counted))
  expect(priced(others)).toMatchObject({ lines: [], taxes: [], subtotal: 0, tax: 0, total: 0, itemCount: 0 })
})

test('[PRC-3] the tax of a rate is rounded once for all its lines', () => {
  // 0.04 at 13 % holds 0.0046 of tax: none line by line, 0.05 in ten of them.
  const pennies = Array.from({ length: 10 }, (_, index) => line(index + 1, { price: { minor: minor(4), per: onePiece } }))
  const basket = priced(pennies)
  expect(basket.tax).toBe(5)
  expect(basket.lines.map(({ tax }) => tax)).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
})

test('[PRC-3] each bucket is the tax of its sum, and its lines share exactly that', () => {
  fc.assert(
    fc.property(anyLines, anyPack, (lines, pack) => {
      const basket = priced(lines, { ...pack, scope: 'rateBucket' })
      for (const { rate, ...amounts } of basket.taxes) {
        const own = basket.lines.filter((other) => other.rate === rate)
        expect(amounts).toEqual(taxOfGroup(minor(sum(own.map(({ total }) => total))), rate, pack))
        expect(sum(own.map(({ tax }) => tax))).toBe(amounts.tax)
      }
    }),
  )
})

test('[PRC-4] the order of lines changes no total', () => {
  fc.assert(
    fc.property(anyLines.chain((lines) => fc.record({ lines: fc.constant(lines), shuffled: fc.shuffledSubarray(lines, { minLength: lines.length }) })), anyPack, ({ lines, shuffled }, pack) => {
      const { lines: _, ...totals } = priced(lines, pack)
      const { lines: __, ...others } = priced(shuffled, pack)
      expect(others).toEqual(totals)
    }),
  )
})

test('[PRC-5] a line, or a sum of lines, beyond half of the safe integers is refused', () => {
  const half = Math.floor(Number.MAX_SAFE_INTEGER / 2)
  const rich = (lineNo: number, amount: number, quantity = 1): ItemLine => line(lineNo, { price: { minor: minor(amount), per: onePiece }, quantity: thousandths(quantity * 1000) })
  expect(code([rich(1, half)])).toBe('accepted')
  expect(code([rich(1, half), rich(2, 1)])).toBe('amount.tooLarge')
  expect(code([rich(1, half), rich(2, half), rich(3, half)])).toBe('amount.tooLarge')
  expect(code([rich(1, Number.MAX_SAFE_INTEGER, 9999)])).toBe('amount.tooLarge')
})

test('[PRC-5] the line that is too large, or makes the sum so, is named', () => {
  const half = Math.floor(Number.MAX_SAFE_INTEGER / 2)
  const rich = (lineNo: number, amount: number): ItemLine => line(lineNo, { price: { minor: minor(amount), per: onePiece } })
  for (const lines of [[rich(1, 1), rich(7, half + 1)], [rich(1, half), rich(7, 1)]]) {
    expect(priceBasket(lines, 'CNY', china, date)).toEqual({ ok: false, refusal: { code: 'amount.tooLarge', params: { lineNo: 7 } } })
  }
})

test('[PRC-5] tax on top counts towards the limit', () => {
  const rich = line(1, { price: { minor: minor(Math.floor(Number.MAX_SAFE_INTEGER / 2)), per: onePiece } })
  const result = priceBasket([rich], 'CNY', { ...china, priceMode: 'exclusive' }, date)
  expect(result).toEqual({ ok: false, refusal: { code: 'amount.tooLarge' } })
})

test('[PRC-6] a class without a rate on the date is refused by name', () => {
  expect(priceBasket([line(1, { taxClass: 'luxury' })], 'CNY', china, date)).toEqual({ ok: false, refusal: { code: 'tax.noRate', params: { taxClass: 'luxury', businessDate: date } } })
  expect(priceBasket([line(1)], 'CNY', china, '2019-03-31').ok).toBe(false)
  expect(code([line(1, { taxClass: 'luxury', removed: true })])).toBe('accepted')
})

test('[PRC-7] in line scope each line is rounded for itself, and the bucket is their sum', () => {
  const pennies = Array.from({ length: 10 }, (_, index) => line(index + 1, { price: { minor: minor(4), per: onePiece } }))
  expect(priced(pennies, { ...china, scope: 'line' }).taxes).toEqual([{ rate: 130_000, net: 40, tax: 0, gross: 40 }])
  fc.assert(
    fc.property(anyLines, anyPack, (lines, pack) => {
      for (const { total, rate, tax } of priced(lines, { ...pack, scope: 'line' }).lines) expect(tax).toBe(taxOfGroup(total, rate, pack).tax)
    }),
  )
})

test('[PRC-8] exclusive tax is in the total and not in the lines', () => {
  const basket = priced([line(1), line(2)], { ...china, priceMode: 'exclusive' })
  expect(basket).toMatchObject({ subtotal: 700, tax: 91, total: 791, taxes: [{ net: 700, tax: 91, gross: 791 }] })
  expect(basket.lines.map(({ total, tax }) => [total, tax])).toEqual([[350, 46], [350, 45]])
})
