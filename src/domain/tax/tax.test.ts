import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { rateOn, taxOfGroup, taxPacks, type TaxPack } from './index.ts'

const pack = (choices: Partial<TaxPack>): TaxPack => ({
  id: 'XX-2020',
  priceMode: 'inclusive',
  scope: 'rateBucket',
  target: 'net',
  rounding: 'halfUp',
  classes: {
    standard: [
      { from: '2018-05-01', rate: 160_000 },
      { from: '2019-04-01', rate: 130_000 },
    ],
  },
  ...choices,
})
const packs = fc.record({
  priceMode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
  target: fc.constantFrom('net' as const, 'tax' as const),
  rounding: fc.constantFrom('halfUp' as const, 'halfEven' as const),
})
const rates = fc.oneof(fc.constantFrom(0, 50_000, 130_000, 200_000), fc.nat(1_000_000))
const amounts = fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -(2 ** 51), max: 2 ** 51 }))

test('[TAX-1] the rate is the one in force on the business date', () => {
  expect(['2018-05-01', '2019-03-31', '2019-04-01', '2026-11-21'].map((date) => rateOn(pack({}), 'standard', date))).toEqual([160_000, 160_000, 130_000, 130_000])
})

test('[TAX-1] before its first day, and for a class nobody knows, there is none', () => {
  expect(rateOn(pack({}), 'standard', '2018-04-30')).toBeUndefined()
  expect(rateOn(pack({}), 'luxury', '2026-11-21')).toBeUndefined()
  expect(rateOn(pack({}), 'constructor', '2026-11-21')).toBeUndefined()
})

test('[TAX-2] net + tax = gross, and the amount given is one of them', () => {
  fc.assert(
    fc.property(amounts, rates, packs, (amount, rate, choices) => {
      const { net, tax, gross } = taxOfGroup(minor(amount), rate, choices)
      expect(net + tax).toBe(gross)
      expect(choices.priceMode === 'inclusive' ? gross : net).toBe(amount)
    }),
  )
})

test('[TAX-3] inclusive tax is at most half a unit from the exact fraction of the gross', () => {
  fc.assert(
    fc.property(amounts, rates, packs, (amount, rate, choices) => {
      const { tax } = taxOfGroup(minor(amount), rate, { ...choices, priceMode: 'inclusive' })
      const whole = 1_000_000n + BigInt(rate)
      const off = 2n * (BigInt(tax) * whole - BigInt(amount) * BigInt(rate))
      expect(off <= whole && off >= -whole).toBe(true)
    }),
  )
})

test('[TAX-3] a gross that no net can be marked up to keeps its own tax', () => {
  // 0.03 at 19 %: net 0.03 marked up is 0.04, net 0.02 is 0.02.
  expect(taxOfGroup(minor(3), 190_000, pack({}))).toEqual({ net: 3, tax: 0, gross: 3 })
  // 1.00 at 13 %: 0.88 x 1.13 = 0.9944, which rounds to 0.99.
  expect(taxOfGroup(minor(100), 130_000, pack({}))).toEqual({ net: 88, tax: 12, gross: 100 })
})

test('[TAX-4] the pack says which amount is rounded', () => {
  // 0.03 at 20 % is net 0.025 and tax 0.005: both are halves, so the one that is rounded gets the cent.
  expect(taxOfGroup(minor(3), 200_000, pack({ target: 'net' }))).toEqual({ net: 3, tax: 0, gross: 3 })
  expect(taxOfGroup(minor(3), 200_000, pack({ target: 'tax' }))).toEqual({ net: 2, tax: 1, gross: 3 })
  expect(taxOfGroup(minor(299), 40_000, pack({ target: 'net' }))).toEqual({ net: 288, tax: 11, gross: 299 })
})

test('[TAX-4] the pack says what becomes of a half', () => {
  expect(taxOfGroup(minor(3), 200_000, pack({ target: 'tax', rounding: 'halfEven' })).tax).toBe(0)
  expect(taxOfGroup(minor(9), 200_000, pack({ target: 'tax', rounding: 'halfEven' })).tax).toBe(2)
})

test('[TAX-5] exclusive tax is rounded and put on top', () => {
  expect(taxOfGroup(minor(1000), 88_750, pack({ priceMode: 'exclusive' }))).toEqual({ net: 1000, tax: 89, gross: 1089 })
  expect(taxOfGroup(minor(10), 50_000, pack({ priceMode: 'exclusive', target: 'tax' }))).toEqual({ net: 10, tax: 1, gross: 11 })
  expect(taxOfGroup(minor(10), 50_000, pack({ priceMode: 'exclusive', rounding: 'halfEven' }))).toEqual({ net: 10, tax: 0, gross: 10 })
})

test('[TAX-6] a negative amount has the mirrored tax', () => {
  fc.assert(
    fc.property(amounts, rates, packs, (amount, rate, choices) => {
      const taken = taxOfGroup(minor(amount), rate, choices)
      const given = taxOfGroup(minor(-amount), rate, choices)
      expect([taken.net + given.net, taken.tax + given.tax, taken.gross + given.gross]).toEqual([0, 0, 0])
    }),
  )
})

test('[TAX-7] CN-2019: 13, 9, 6 and 0 % from 1 April 2019, inclusive, net rounded per rate', () => {
  const china = taxPacks['CN-2019']!
  const on = (date: string): (number | undefined)[] => ['standard', 'reduced', 'service', 'zero'].map((taxClass) => rateOn(china, taxClass, date))
  expect(on('2019-04-01')).toEqual([130_000, 90_000, 60_000, 0])
  expect(on('2019-03-31')).toEqual([undefined, undefined, undefined, undefined])
  expect(china).toMatchObject({ id: 'CN-2019', priceMode: 'inclusive', scope: 'rateBucket', target: 'net', rounding: 'halfUp' })
})

test('[TAX-7] GB-2011: 20, 5 and 0 % from 4 January 2011, inclusive, tax rounded per rate', () => {
  const kingdom = taxPacks['GB-2011']!
  const on = (date: string): (number | undefined)[] => ['standard', 'reduced', 'zero'].map((taxClass) => rateOn(kingdom, taxClass, date))
  expect(on('2011-01-04')).toEqual([200_000, 50_000, 0])
  expect(on('2011-01-03')).toEqual([undefined, undefined, undefined])
  expect(kingdom).toMatchObject({ id: 'GB-2011', priceMode: 'inclusive', scope: 'rateBucket', target: 'tax', rounding: 'halfUp' })
})
