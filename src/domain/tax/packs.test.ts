import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { datedRateOn, rateOn, stacked, taxOfRate, taxPacks, type TaxPack } from './index.ts'

const all = Object.values(taxPacks)
const named = (id: string): TaxPack => {
  const pack = taxPacks[id]
  if (pack === undefined) throw new Error(`no pack ${id}`)
  return pack
}
const ratesOn = (id: string, classes: readonly string[], date: string): (number | undefined)[] => classes.map((taxClass) => rateOn(named(id), taxClass, date))

test('[TAX-10] every pack is found under its own id, and none is lost or twice', () => {
  expect(Object.keys(taxPacks)).toEqual(['CN-2019', 'GB-2011', 'DE-2007', 'JP-2019', 'JP-2019-BEFORE-TAX', 'US-NY-NYC', 'US-NY-NYC-LINE', 'CA-QC-2012', 'XX-IMPORTED-20'])
  for (const [id, pack] of Object.entries(taxPacks)) expect(pack.id).toBe(id)
})

test('[TAX-10] the rates of a class stand oldest first, and parts come to the rate they make', () => {
  for (const { id, classes } of all) {
    for (const [taxClass, rates] of Object.entries(classes)) {
      const days = rates.map(({ from }) => from)
      expect(days, `${id} ${taxClass}`).toEqual([...new Set(days)].toSorted())
      for (const dated of rates) {
        expect(dated.from).toMatch(/^\d{4}-\d{2}-\d{2}$/)
        if (dated.parts !== undefined) expect(dated).toEqual(stacked(dated.from, dated.parts))
      }
    }
  }
})

test('[TAX-10] XX-IMPORTED-20 has 20 % on every date, inclusive, tax rounded per rate', () => {
  expect(named('XX-IMPORTED-20')).toEqual({ id: 'XX-IMPORTED-20', priceMode: 'inclusive', scope: 'rateBucket', target: 'tax', rounding: 'halfUp', classes: { standard: [{ from: '0001-01-01', rate: 200_000 }] } })
})

test('[TAX-2] [TAX-6] [TAX-10] in every pack on every date, net + tax = gross, parts = tax, and a refund is the mirror', () => {
  const anyRate = fc.constantFrom(...all.flatMap((pack) => Object.values(pack.classes).flatMap((rates) => rates.map((dated) => ({ pack, dated })))))
  fc.assert(
    fc.property(anyRate, fc.integer({ min: -10_000_000, max: 10_000_000 }), ({ pack, dated }, amount) => {
      const { net, tax, gross, parts } = taxOfRate(minor(amount), dated, pack)
      expect([net + tax, pack.priceMode === 'inclusive' ? gross : net]).toEqual([gross, amount])
      expect((parts ?? [tax]).reduce((sum, part) => sum + part, 0)).toBe(tax)
      const back = taxOfRate(minor(-amount), dated, pack)
      expect([back.net + net, back.tax + tax, back.gross + gross]).toEqual([0, 0, 0])
    }),
    { numRuns: 500 },
  )
})

test('[TAX-11] DE-2007: 19 and 7 %, 16 and 5 % from July to December 2020, inclusive, once per rate and document', () => {
  const on = (date: string): unknown => ratesOn('DE-2007', ['standard', 'reduced', 'zero'], date)
  expect(on('2006-12-31')).toEqual([undefined, undefined, undefined])
  for (const date of ['2007-01-01', '2020-06-30', '2021-01-01', '2026-11-21']) expect(on(date)).toEqual([190_000, 70_000, 0])
  for (const date of ['2020-07-01', '2020-12-31']) expect(on(date)).toEqual([160_000, 50_000, 0])
  expect(named('DE-2007')).toMatchObject({ priceMode: 'inclusive', scope: 'rateBucket', target: 'net', rounding: 'halfUp' })
})

test('[TAX-11] at no German rate does it matter whether net or tax is rounded: no cent amount holds an exact half', () => {
  for (const rate of [190_000, 70_000, 160_000, 50_000]) {
    // The amounts repeat after 100 + the rate: whoever tries so many has tried all.
    for (let gross = 0; gross <= 120; gross += 1) {
      const of = (target: 'net' | 'tax'): unknown => taxOfRate(minor(gross), { rate }, { ...named('DE-2007'), target })
      expect(of('net')).toEqual(of('tax'))
    }
  }
})

test('[TAX-12] JP-2019: 10 and 8 % from 1 October 2019, once per rate and document, the fraction of a yen cut off', () => {
  expect(ratesOn('JP-2019', ['standard', 'reduced', 'zero'], '2019-10-01')).toEqual([100_000, 80_000, 0])
  expect(ratesOn('JP-2019', ['standard', 'reduced', 'zero'], '2019-09-30')).toEqual([undefined, undefined, undefined])
  expect(named('JP-2019')).toMatchObject({ priceMode: 'inclusive', scope: 'rateBucket', target: 'tax', rounding: 'down', levy: 'consumptionTax' })
  expect(named('JP-2019-BEFORE-TAX')).toEqual({ ...named('JP-2019'), id: 'JP-2019-BEFORE-TAX', priceMode: 'exclusive' })
})

test('[TAX-12] what is cut off is cut off a refund too, so that it gives back what was taken', () => {
  const tax = (pack: string, amount: number, rate: number): number => taxOfRate(minor(amount), { rate }, named(pack)).tax
  // 198 yen with 8 % in it: 198 x 8 / 108 = 14.67. 99 before tax at 10 %: 9.9.
  expect([tax('JP-2019', 198, 80_000), tax('JP-2019', -198, 80_000)]).toEqual([14, -14])
  expect([tax('JP-2019-BEFORE-TAX', 99, 100_000), tax('JP-2019-BEFORE-TAX', -99, 100_000)]).toEqual([9, -9])
})

test('[TAX-13] US-NY-NYC: 4 + 4.5 + 0.375 % on top from 1 August 2009, rounded as one, by document or by line', () => {
  expect(ratesOn('US-NY-NYC', ['standard', 'cityService', 'zero'], '2009-08-01')).toEqual([88_750, 45_000, 0])
  expect(ratesOn('US-NY-NYC', ['standard', 'cityService', 'zero'], '2009-07-31')).toEqual([undefined, undefined, undefined])
  expect(datedRateOn(named('US-NY-NYC'), 'standard', '2026-11-21')?.parts).toEqual([
    { name: 'New York State', rate: 40_000, on: 'net' },
    { name: 'New York City', rate: 45_000, on: 'net' },
    { name: 'MCTD', rate: 3750, on: 'net' },
  ])
  expect(datedRateOn(named('US-NY-NYC'), 'cityService', '2026-11-21')?.parts).toEqual([{ name: 'New York City', rate: 45_000, on: 'net' }])
  expect(named('US-NY-NYC')).toMatchObject({ priceMode: 'exclusive', scope: 'rateBucket', target: 'tax', rounding: 'halfUp', stacking: 'whole', levy: 'salesTax' })
  expect(named('US-NY-NYC-LINE')).toEqual({ ...named('US-NY-NYC'), id: 'US-NY-NYC-LINE', scope: 'line' })
})

test('[TAX-14] CA-QC-2012: 5 % and 9.5 % on top of it, since 2013 5 % and 9.975 % of the net, each rounded', () => {
  const parts = (date: string): unknown => datedRateOn(named('CA-QC-2012'), 'standard', date)?.parts
  expect(parts('2011-12-31')).toBeUndefined()
  for (const date of ['2012-01-01', '2012-12-31']) expect(parts(date)).toEqual([{ name: 'GST', rate: 50_000, on: 'net' }, { name: 'QST', rate: 95_000, on: 'netAndTax' }])
  expect(parts('2013-01-01')).toEqual([{ name: 'GST', rate: 50_000, on: 'net' }, { name: 'QST', rate: 99_750, on: 'net' }])
  expect(ratesOn('CA-QC-2012', ['standard', 'federal', 'zero'], '2012-01-01')).toEqual([149_750, 50_000, 0])
  expect(ratesOn('CA-QC-2012', ['standard', 'federal', 'zero'], '2013-01-01')).toEqual([149_750, 50_000, 0])
  expect(datedRateOn(named('CA-QC-2012'), 'federal', '2013-01-01')?.parts).toEqual([{ name: 'GST', rate: 50_000, on: 'net' }])
  expect(named('CA-QC-2012')).toMatchObject({ priceMode: 'exclusive', scope: 'rateBucket', target: 'tax', rounding: 'halfUp', stacking: 'each', levy: 'salesTax' })
})
