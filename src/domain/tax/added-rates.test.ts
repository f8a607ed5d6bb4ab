import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Result } from '../errors/index.ts'
import { datedRateOn, rateOn, rateToAdd, ratesToKeep, rateWord, taxPacks, withAddedRates, withoutRate, withRatesOfHeadOffice, type AddedRate, type TaxPack } from './index.ts'

const china = taxPacks['CN-2019']!
const quebec = taxPacks['CA-QC-2012']!
const today = '2026-11-22'
const code = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.refusal.code)
function kept(pack: TaxPack, taxClass: string, from: string, rate: number): AddedRate {
  const answer = rateToAdd(pack, { taxClass, from, rate }, today)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value
}

test('[RAT-1] a rate counts from its business date on, the one before it until the day before', () => {
  const pack = withAddedRates(china, [kept(china, 'standard', '2027-01-01', 110_000)])
  expect(['2026-12-31', '2027-01-01', '2030-06-01'].map((date) => rateOn(pack, 'standard', date))).toEqual([130_000, 110_000, 110_000])
  expect([rateOn(pack, 'reduced', '2027-01-01'), pack.id, rateOn(china, 'standard', '2027-01-01')]).toEqual([90_000, 'CN-2019', 130_000])
})

test('[RAT-1] in whatever order rates were added, each date has the latest that has begun', () => {
  const dates = ['2026-11-23', '2026-12-01', '2027-01-01', '2027-07-01', '2028-02-29']
  fc.assert(
    fc.property(fc.shuffledSubarray(dates, { minLength: 1 }), fc.constantFrom(...dates), (order, date) => {
      const pack = withAddedRates(china, order.map((from) => kept(china, 'standard', from, dates.indexOf(from) + 1)))
      const begun = order.filter((from) => from <= date).toSorted().at(-1)
      return rateOn(pack, 'standard', date) === (begun === undefined ? 130_000 : dates.indexOf(begun) + 1)
    }),
  )
})

test('[RAT-2] only a later business date than today\'s, once for each class, and one that the calendar has', () => {
  const add = (from: string, taxClass = 'standard', rate = 110_000, pack = china): string => code(rateToAdd(pack, { taxClass, from, rate }, today))
  expect(['2026-11-23', '2028-02-29'].map((from) => add(from))).toEqual(['accepted', 'accepted'])
  expect([today, '2026-11-21', '2019-04-01'].map((from) => add(from))).toEqual(['tax.ratePast', 'tax.ratePast', 'tax.ratePast'])
  expect(['2027-02-29', '2027-04-31', '2027-13-01', '2027-00-10', '2027-01-00', '27-01-01', '', '2100-02-29'].map((from) => add(from))).toEqual(Array.from({ length: 8 }, () => 'tax.rateInvalid'))
  expect([add('2027-01-01', 'luxury'), add('2027-01-01', 'constructor'), add('2027-01-01', 'standard', -1), add('2027-01-01', 'standard', 1_000_001), add('2027-01-01', 'standard', 0.5)]).toEqual(Array.from({ length: 5 }, () => 'tax.rateInvalid'))
  const once = withAddedRates(china, [kept(china, 'standard', '2027-01-01', 110_000)])
  expect([add('2027-01-01', 'standard', 100_000, once), add('2027-01-01', 'reduced', 80_000, once), add('2027-01-01', 'zero', 0, once)]).toEqual(['tax.rateTwice', 'accepted', 'accepted'])
})

test('[RAT-3] parts keep their names, come to one rate, and a part of nothing is left out', () => {
  const parts = [{ name: 'GST', rate: 50_000, on: 'net' }, { name: 'QST', rate: 100_000, on: 'net' }] as const
  const added = rateToAdd(quebec, { taxClass: 'standard', from: '2027-01-01', rate: 0, parts }, today)
  expect(added).toEqual({ ok: true, value: { pack: 'CA-QC-2012', taxClass: 'standard', from: '2027-01-01', rate: 150_000, parts } })
  if (!added.ok) return
  expect(datedRateOn(withAddedRates(quebec, [added.value]), 'standard', '2027-01-01')).toEqual({ from: '2027-01-01', rate: 150_000, parts })
  expect(rateWord(added.value)).toBe('GST:50000+QST:100000')
  const compound = rateToAdd(quebec, { taxClass: 'standard', from: '2027-01-01', rate: 0, parts: [{ name: 'GST', rate: 0, on: 'net' }, { name: 'QST', rate: 95_000, on: 'netAndTax' }] }, today)
  expect(compound).toMatchObject({ ok: true, value: { rate: 95_000, parts: [{ name: 'QST', rate: 95_000, on: 'net' }] } })
  const refused = [
    [{ name: 'GST', rate: 50_000, on: 'net' }, { name: 'GST', rate: 1, on: 'net' }],
    [{ name: ' ', rate: 50_000, on: 'net' }],
    [{ name: 'A', rate: 600_000, on: 'net' }, { name: 'B', rate: 600_000, on: 'net' }],
    [{ name: 'A', rate: 33_333, on: 'net' }, { name: 'B', rate: 33_333, on: 'netAndTax' }],
  ] as const
  expect(refused.map((some) => code(rateToAdd(quebec, { taxClass: 'standard', from: '2027-01-01', rate: 0, parts: some }, today)))).toEqual(refused.map(() => 'tax.rateInvalid'))
  expect(rateToAdd(quebec, { taxClass: 'standard', from: '2027-01-01', rate: 0, parts: [{ name: 'GST', rate: 0, on: 'net' }] }, today)).toMatchObject({ ok: true, value: { rate: 0 } })
})

test('[RAT-4] what was added is taken back until it counts, and never a rate the pack came with', () => {
  const added = [kept(china, 'standard', '2027-01-01', 110_000), kept(china, 'reduced', '2027-01-01', 80_000)]
  const it = { pack: 'CN-2019', taxClass: 'standard', from: '2027-01-01' }
  expect(withoutRate(added, it, '2026-12-31')).toEqual({ ok: true, value: [added[1]] })
  expect([code(withoutRate(added, it, '2027-01-01')), code(withoutRate(added, { ...it, from: '2019-04-01' }, today)), code(withoutRate(added, { ...it, pack: 'GB-2011' }, today))]).toEqual(['tax.ratePast', 'tax.rateUnknown', 'tax.rateUnknown'])
})

test('[RAT-5] another pack does not take them over, nor a class it does not have', () => {
  const added = [kept(china, 'standard', '2027-01-01', 110_000), { ...kept(china, 'standard', '2027-01-01', 1), taxClass: 'constructor' }]
  expect(withAddedRates(taxPacks['GB-2011']!, added)).toBe(taxPacks['GB-2011'])
  expect(Object.keys(withAddedRates(china, added).classes)).toEqual(Object.keys(china.classes))
})

test('[RAT-7] head office’s rates of a class are all that is to come of it, and what the store added and has begun stays', () => {
  const own = [{ pack: 'CN-2019', taxClass: 'standard', from: '2026-01-01', rate: 120_000 }, { pack: 'CN-2019', taxClass: 'standard', from: '2027-03-01', rate: 110_000 }, { pack: 'CN-2019', taxClass: 'reduced', from: '2027-03-01', rate: 80_000 }, { pack: 'GB-2011', taxClass: 'standard', from: '2027-03-01', rate: 210_000 }]
  const fed = [{ pack: 'CN-2019', taxClass: 'standard', from: '2027-01-01', rate: 100_000 }]
  const merged = withRatesOfHeadOffice(own, { pack: 'CN-2019', taxClass: 'standard' }, fed, today)
  expect(merged).toEqual([own[2], own[3], own[0], fed[0]])
  // Said again, and on a later day, it is the same; taken back before its day, it is gone, and after that it stays.
  expect(withRatesOfHeadOffice(merged, { pack: 'CN-2019', taxClass: 'standard' }, fed, '2027-02-01')).toEqual(merged)
  expect(withRatesOfHeadOffice(merged, { pack: 'CN-2019', taxClass: 'standard' }, [], today)).toEqual([own[2], own[3], own[0]])
  expect(withRatesOfHeadOffice(merged, { pack: 'CN-2019', taxClass: 'standard' }, [], '2027-01-01')).toEqual(merged)
  // Its word on the same day is the one that holds.
  expect(withRatesOfHeadOffice(own, { pack: 'CN-2019', taxClass: 'standard' }, [{ ...own[0]!, rate: 130_000 }], today).filter(({ taxClass, pack }) => taxClass === 'standard' && pack === 'CN-2019')).toEqual([{ ...own[0]!, rate: 130_000 }])
})

test('[RAT-7] head office adds and takes back what is to come, once for each day, and leaves alone what has begun', () => {
  const before = [{ from: '2026-01-01', rate: 120_000 }, { from: '2027-01-01', rate: 110_000 }]
  const keep = (...after: readonly { readonly from: string; readonly rate: number }[]): string => code(ratesToKeep(china, 'standard', before, after.map((rate) => ({ ...rate, taxClass: 'standard' })), today))
  const [begun, coming] = [before[0]!, before[1]!]
  expect([keep(begun, coming), keep(begun), keep(begun, { from: '2026-11-23', rate: 1 }), keep(begun, { ...coming, rate: 90_000 })]).toEqual(Array.from({ length: 4 }, () => 'accepted'))
  expect([keep(coming), keep({ ...begun, rate: 110_000 }, coming), keep(begun, { from: today, rate: 1 }), keep(begun, { from: '2026-05-01', rate: 1 })]).toEqual(Array.from({ length: 4 }, () => 'tax.ratePast'))
  expect([keep(begun, coming, { ...coming, rate: 1 }), keep(begun, { from: '2019-04-01', rate: 1 })]).toEqual(['tax.rateTwice', 'tax.rateTwice'])
  expect([keep(begun, { from: '2027-02-29', rate: 1 }), keep(begun, { from: '2027-02-01', rate: 2_000_000 }), code(ratesToKeep(china, 'luxury', [], [{ taxClass: 'luxury', from: '2027-02-01', rate: 1 }], today))]).toEqual(Array.from({ length: 3 }, () => 'tax.rateInvalid'))
})
