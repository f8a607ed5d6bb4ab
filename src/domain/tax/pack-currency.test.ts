import { expect, test } from 'vitest'
import { currencies, type CurrencyCode } from '../money/index.ts'
import { fitsCurrency, taxPacks } from './index.ts'

const codes = Object.keys(currencies) as readonly CurrencyCode[]

test('[TAX-16] every law fits one currency, and a shop\'s own rates fit any', () => {
  for (const id of Object.keys(taxPacks).filter((one) => !one.startsWith('XX-'))) expect(codes.filter((code) => fitsCurrency(id, code)), id).toHaveLength(1)
  for (const code of codes) expect(fitsCurrency('OWN-IN-200000-50000', code), code).toBe(true)
  expect([fitsCurrency('GB-2011', 'GBP'), fitsCurrency('CN-2019', 'GBP'), fitsCurrency('DE-2007', 'EUR'), fitsCurrency('US-NY-NYC', 'CAD')]).toEqual([true, false, true, false])
})
