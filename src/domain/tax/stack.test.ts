import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { sharedToParts, stacked, taxGroupOf, taxOfGroup, taxOfRate, type TaxPack, type TaxPart } from './index.ts'

const onNet = (name: string, rate: number): TaxPart => ({ name, rate, on: 'net' })
const compound = (name: string, rate: number): TaxPart => ({ name, rate, on: 'netAndTax' })
const newYork = stacked('2009-08-01', [onNet('S', 40_000), onNet('C', 45_000), onNet('M', 3750)])
const quebec = stacked('2012-01-01', [onNet('G', 50_000), compound('Q', 95_000)])
type Choices = Pick<TaxPack, 'priceMode' | 'target' | 'rounding' | 'stacking'>
const exclusive = (choices: Partial<Choices> = {}): Choices => ({ priceMode: 'exclusive', target: 'tax', rounding: 'halfUp', ...choices })

const anyChoices = fc.record({
  priceMode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
  target: fc.constantFrom('net' as const, 'tax' as const),
  rounding: fc.constantFrom('halfUp' as const, 'halfEven' as const, 'down' as const),
  stacking: fc.constantFrom('whole' as const, 'each' as const),
})
const anyStack = fc
  .array(fc.record({ rate: fc.integer({ min: 1, max: 200 }).map((tenth) => tenth * 1000), on: fc.constantFrom('net' as const, 'netAndTax' as const) }), { minLength: 1, maxLength: 2 })
  .map((parts) => stacked('2020-01-01', parts.map((part, index) => ({ ...part, name: `P${index}` }))))
const amounts = fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -(2 ** 50), max: 2 ** 50 }))
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

test('[TAX-8] parts on the net come to their sum, 4 + 4.5 + 0.375 to 8.875 %', () => {
  expect(newYork).toMatchObject({ from: '2009-08-01', rate: 88_750 })
})

test('[TAX-8] as a whole, the tax is that of the rates together, and the parts share it', () => {
  // 0.57 x 8.875 % = 0.0505875: 0.05. Its parts are 2.2535, 2.5352 and 0.2113 cents of five: 2, 2, 0 and one over, for the 0.5352.
  expect(taxOfRate(minor(57), newYork, exclusive())).toEqual({ net: 57, tax: 5, gross: 62, parts: [2, 3, 0] })
  // 10.00 x 8.875 % = 0.8875: 0.89 = 0.40 + 0.45 + 0.04 (40.11, 45.13 and 3.76 of 89).
  expect(taxOfRate(minor(1000), newYork, exclusive()).parts).toEqual([40, 45, 4])
  expect(taxOfRate(minor(1000), newYork, exclusive({ stacking: 'whole' })).parts).toEqual([40, 45, 4])
})

test('[TAX-8] each for itself, the tax is the sum of the rounded parts', () => {
  // 0.57: 2.28, 2.565 and 0.21375 cents are 2, 3 and 0. 0.30: 1.2, 1.35 and 0.1125 are 1, 1 and 0, where 8.875 % is 2.6625.
  expect(taxOfRate(minor(57), newYork, exclusive({ stacking: 'each' }))).toEqual({ net: 57, tax: 5, gross: 62, parts: [2, 3, 0] })
  expect(taxOfRate(minor(30), newYork, exclusive({ stacking: 'each' })).tax).toBe(2)
  expect(taxOfRate(minor(30), newYork, exclusive({ stacking: 'whole' })).tax).toBe(3)
})

test('[TAX-8] within a gross too, whatever amount the pack rounds', () => {
  // 1.06 with 9 % in it as 4.5 + 4.5: 1.06 x 4.5 / 109 = 0.04376 each.
  const halves = stacked('2020-01-01', [onNet('A', 45_000), onNet('B', 45_000)])
  for (const target of ['net', 'tax'] as const) expect(taxOfRate(minor(106), halves, { priceMode: 'inclusive', target, rounding: 'halfUp', stacking: 'each' })).toEqual({ net: 98, tax: 8, gross: 106, parts: [4, 4] })
  expect(taxOfRate(minor(106), halves, { priceMode: 'inclusive', target: 'tax', rounding: 'halfUp' })).toEqual({ net: 97, tax: 9, gross: 106, parts: [5, 4] })
})

test('[TAX-8] [TAX-2] [TAX-6] parts add up to the tax, net + tax to gross, and a refund is the mirror', () => {
  fc.assert(
    fc.property(amounts, anyStack, anyChoices, (amount, dated, choices) => {
      const { net, tax, gross, parts = [] } = taxOfRate(minor(amount), dated, choices)
      expect(sum(parts)).toBe(tax)
      expect(net + tax).toBe(gross)
      expect(choices.priceMode === 'inclusive' ? gross : net).toBe(amount)
      expect(parts).toHaveLength(dated.parts?.length ?? 0)
      const back = taxOfRate(minor(-amount), dated, choices)
      expect([back.net, back.tax, back.gross, ...(back.parts ?? [])].map((value) => minor(0 - value))).toEqual([net, tax, gross, ...parts])
    }),
  )
})

test('[TAX-8] a rate without parts is taxed as ever, and has none', () => {
  fc.assert(
    fc.property(amounts, fc.nat(1_000_000), anyChoices, (amount, rate, choices) => {
      expect(taxOfRate(minor(amount), { rate }, choices)).toEqual(taxOfGroup(minor(amount), rate, choices))
    }),
  )
})

test('[TAX-9] a compound part is on the net and the tax before it', () => {
  expect(quebec.rate).toBe(149_750)
  // 9.99: GST 0.4995 is 0.50, QST 9.5 % of 10.49 is 0.99655.
  expect(taxOfRate(minor(999), quebec, exclusive({ stacking: 'each' }))).toEqual({ net: 999, tax: 150, gross: 1149, parts: [50, 100] })
  // 1.10: GST 0.055 is 0.06, QST 9.5 % of 1.16 is 0.1102.
  expect(taxOfRate(minor(110), quebec, exclusive({ stacking: 'each' })).parts).toEqual([6, 11])
  // 1.53: GST 0.0765 is 0.08, QST 9.5 % of 1.61 is 0.15295. 0.89: 0.0445 is 0.04, and 9.5 % of 0.93 is 0.08835.
  expect([153, 89].map((net) => taxOfRate(minor(net), quebec, exclusive({ stacking: 'each' })).parts)).toEqual([[8, 15], [4, 9]])
})

test('[TAX-9] the base of a compound part is the tax as it was rounded, for the paper is added up', () => {
  // 0.10 at 5 % is half a cent, charged as 0.01; 50 % of 0.11 is 0.055: 0.06. On the unrounded 0.105 it would be 0.05.
  const steep = stacked('2020-01-01', [onNet('A', 50_000), compound('B', 500_000)])
  expect(taxOfRate(minor(10), steep, exclusive({ stacking: 'each' })).parts).toEqual([1, 6])
  expect(taxOfRate(minor(10), steep, exclusive({ stacking: 'each', rounding: 'down' })).parts).toEqual([0, 5])
})

test('[TAX-9] as a whole, a compound part has its weight on the net', () => {
  // 14.975 % of 100.00 is 14.98 (halves up from 14.975): 5.0017 and 9.9783 of it.
  expect(taxOfRate(minor(10_000), quebec, exclusive())).toEqual({ net: 10_000, tax: 1498, gross: 11_498, parts: [500, 998] })
  expect(sharedToParts(minor(3), quebec.parts ?? [])).toEqual([1, 2])
})

test('[TAX-9] a stack that comes to no whole parts per million is no rate', () => {
  expect(() => stacked('2020-01-01', [onNet('A', 45_000), compound('B', 37_500)])).toThrow('B has no whole rate')
  expect(stacked('2020-01-01', [compound('A', 45_001)]).rate).toBe(45_001)
  expect(() => stacked('2020-01-01', [onNet('A', 1), compound('B', 1)])).toThrow(RangeError)
})

test('[TAX-9] a combination is named by its parts, their rates and what they are on', () => {
  expect(taxGroupOf(newYork)).toBe('S:40000+C:45000+M:3750')
  expect(taxGroupOf(quebec)).toBe('G:50000*Q:95000')
  expect(taxGroupOf({})).toBeUndefined()
})
