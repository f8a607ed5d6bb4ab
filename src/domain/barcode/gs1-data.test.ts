import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Result } from '../errors/index.ts'
import { dateOf, fullYear } from './civil-date.ts'
import { groupSeparator as gs, isGs1Carrier, readGs1, splitAim, type Gs1Data } from './index.ts'

const gtin = '06901234567892'
const data = (text: string, year = 2026): Gs1Data => {
  const parsed = readGs1(text, year)
  if (parsed?.ok !== true) throw new Error(parsed?.refusal.code ?? 'plain')
  return parsed.value
}
const code = (parsed: Result<unknown> | undefined): string => (parsed === undefined ? 'plain' : parsed.ok ? 'accepted' : parsed.refusal.code)

test('[GS1-6] two digits of a year are the nearest: fifty years back, forty-nine on', () => {
  expect([26, 76, 75, 77, 0, 99].map((year) => fullYear(year, 2026))).toEqual([2026, 2076, 2075, 1977, 2000, 1999])
  expect([49, 50, 0, 48, 51].map((year) => fullYear(year, 2099))).toEqual([2149, 2050, 2100, 2148, 2051])
  fc.assert(
    fc.property(fc.nat(99), fc.integer({ min: 1970, max: 2200 }), (twoDigits, thisYear) => {
      const year = fullYear(twoDigits, thisYear)
      expect(year % 100).toBe(twoDigits)
      expect(year - thisYear).toBeGreaterThanOrEqual(-49)
      expect(year - thisYear).toBeLessThanOrEqual(50)
    }),
  )
})

test('[GS1-6] day 00 is the last of its month, leap years included, and no other day is made up', () => {
  expect(['261200', '280200', '270200', '260400', '260131'].map((digits) => dateOf(digits, 2026, true))).toEqual(['2026-12-31', '2028-02-29', '2027-02-28', '2026-04-30', '2026-01-31'])
  expect(dateOf('000229', 2026, true)).toBe('2000-02-29')
  for (const digits of ['260001', '261301', '260230', '270229', '260431', '260132']) expect(dateOf(digits, 2026, true), digits).toBeUndefined()
  expect(dateOf('261200', 2026, false)).toBeUndefined()
  expect(dateOf('000229', 2099, true)).toBeUndefined()
})

test('[GS1-7] a label is told as a shop reads it', () => {
  expect(data(`01${gtin}17261200${'10L/7'}${gs}21S-1${gs}15261130`)).toMatchObject({ gtin, expiry: '2026-12-31', bestBefore: '2026-11-30', lot: 'L/7', serial: 'S-1', measures: {} })
  expect(data(`01${gtin}11260102${'13260103'}1626113020${'07'}30${'6'}`)).toMatchObject({ produced: '2026-01-02', packed: '2026-01-03', sellBy: '2026-11-30', variant: '07', count: 6 })
  expect(data(`01${gtin}70032612311830`).expiry).toBe('2026-12-31')
  expect(data(`01${gtin}7003261231183017261130`.replace('1830', `1830${gs}`)).expiry).toBe('2026-11-30')
})

test('[GS1-7] a measure is thousandths, whatever decimals the label has, and a price keeps its own', () => {
  expect([0, 1, 2, 3, 4, 5].map((n) => data(`01${gtin}310${n}001285`).measures.kg)).toEqual([1_285_000, 128_500, 12_850, 1285, 129, 13])
  expect(data(`01${gtin}3153000500`).measures).toEqual({ l: 500 })
  expect(data(`01${gtin}3112000250`).measures).toEqual({ m: 2500 })
  expect(data(`01${gtin}39221299`).price).toEqual({ value: 1299, decimals: 2 })
  expect(data(`01${gtin}39311561299`).price).toEqual({ value: 1299, decimals: 1, currency: '156' })
  expect(data(`01${gtin}3920999999999999999`).price).toEqual({ value: 999_999_999_999_999, decimals: 0 })
})

test('[GS1-7] a label with two weights or two prices is one that contradicts itself', () => {
  expect(code(readGs1(`]e001${gtin}31030015003102000150`, 2026))).toBe('gs1.repeated')
  expect(code(readGs1(`01${gtin}39221299${gs}3921130`, 2026))).toBe('gs1.repeated')
  expect(code(readGs1(`01${gtin}39221299${gs}39321561299`, 2026))).toBe('gs1.repeated')
})

test('[GS1-8] the scanner\'s prefix says what a symbol holds, and comes off', () => {
  expect(splitAim(`]C101${gtin}`)).toEqual({ aim: ']C1', data: `01${gtin}` })
  expect(splitAim('6901234567892')).toEqual({ data: '6901234567892' })
  expect([']C1', ']e0', ']d2', ']Q3', ']C0', ']E0', ']d1', ']Q1', undefined].map(isGs1Carrier)).toEqual([true, true, true, true, false, false, false, false, false])
  expect(data(`]d21726123101${gtin}`)).toMatchObject({ gtin, expiry: '2026-12-31' })
  expect(data(`]C1${gs}01${gtin}`).gtin).toBe(gtin)
})

test('[GS1-8] without a prefix, element strings are told by a separator or by a GTIN that checks and reads whole', () => {
  expect(data(`01${gtin}10A`)).toMatchObject({ gtin, lot: 'A' })
  expect(data(`01${gtin}`).gtin).toBe(gtin)
  for (const plain of ['6901234567892', '', '4011', 'SHELF-4711', `01${gtin}XY`, '0106901234567893', `17261231`, 'https://example.com/offer', ']E06901234567892', 'tw1:3-1:00']) expect(code(readGs1(plain, 2026)), plain).toBe('plain')
  expect(code(readGs1(`]C101${gtin}XY`, 2026))).toBe('gs1.unknownIdentifier')
  expect(code(readGs1(`01${gtin}${gs}XY`, 2026))).toBe('gs1.unknownIdentifier')
  expect(code(readGs1(']C1', 2026))).toBe('gs1.malformed')
})

test('[GS1-4] no scan throws, in any year', () => {
  const parts = fc.constantFrom(']C1', ']d2', gs, '01', gtin, '3103', '001284', '3922', '393', '15', '17', '10', 'AB', 'https://a.b/', '/10/', '?17=', '%', '%2F', '&', '0', '9')
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(parts, { maxLength: 15 }).map((all) => all.join(''))), fc.integer({ min: 1970, max: 2200 }), (text, year) => void readGs1(text, year)), { numRuns: 5000 })
})
