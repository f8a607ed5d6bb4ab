import { expect, test } from 'vitest'
import { termsBegunUnder, type TermsBefore } from './index.ts'

const terms = (below: number, upTo: string): TermsBefore => ({ below, upTo, taxRates: [], cashRounding: '' })

test('[RAT-6] a basket is of the terms it was begun under, and one of a later business date, or begun after all of them, of those of now', () => {
  const [first, second] = [terms(5, '2026-11-21'), terms(9, '2026-11-23')]
  const of = (catalogueVersion: number, businessDate: string): TermsBefore | undefined => termsBegunUnder([first, second], { catalogueVersion, businessDate })
  expect([of(4, '2026-11-21'), of(5, '2026-11-21'), of(8, '2026-11-23'), of(4, '2026-11-22'), of(9, '2026-11-21'), of(4, '2026-11-24')]).toEqual([first, second, second, second, undefined, undefined])
  expect(termsBegunUnder([], { catalogueVersion: 1, businessDate: '2026-11-21' })).toBeUndefined()
})
