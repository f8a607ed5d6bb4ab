import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasRatesSwapped, ownTaxPackId, rateOn, taxPackById, taxPacks } from './index.ts'

test('[TAX-15] a shop\'s own rates are read back from their name, on every date', () => {
  const ppm = fc.integer({ min: 0, max: 999_999 })
  fc.assert(
    fc.property(fc.constantFrom('inclusive' as const, 'exclusive' as const), ppm, ppm, (priceMode, standard, reduced) => {
      const id = ownTaxPackId({ priceMode, standard, reduced })
      const pack = taxPackById(id)
      if (pack === undefined) throw new Error(id)
      expect([pack.id, pack.priceMode]).toEqual([id, priceMode])
      expect(['standard', 'reduced', 'zero', 'other'].map((taxClass) => rateOn(pack, taxClass, '1999-12-31'))).toEqual([standard, reduced, 0, undefined])
    }),
  )
})

test('[TAX-15] a reduced rate above the standard one is told, of a shop\'s own rates alone', () => {
  for (const [id, swapped] of [['OWN-IN-50000-200000', true], ['OWN-EX-0-1', true], ['OWN-IN-200000-50000', false], ['OWN-IN-200000-200000', false], ['GB-2011', false], ['OWN-IN-5', false]] as const) expect(hasRatesSwapped(id), id).toBe(swapped)
  // One that sells by such rates already goes on: its sales name the pack.
  expect(taxPackById('OWN-IN-50000-200000')?.id).toBe('OWN-IN-50000-200000')
})

test('[TAX-15] what is no such name is no pack', () => {
  for (const id of ['', 'OWN', 'OWN-IN-200000', 'OWN-IN-1000000-0', 'OWN-IN-007-0', 'OWN-AT-1-1', 'own-IN-1-1', ' OWN-IN-1-1', 'constructor', 'GB-1999']) expect(taxPackById(id), id).toBeUndefined()
})

test('[TAX-15] a law goes by its own name', () => {
  for (const [id, pack] of Object.entries(taxPacks)) expect(taxPackById(id)).toBe(pack)
})
