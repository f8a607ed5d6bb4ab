import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, minor, parseAmount } from './index.ts'

test('[MON-7] what a person types is read', () => {
  const read = ['12', '12.', '12.9', '12.90', '.5', '0', ' 7 ', '007.10'].map((text) => parseAmount(text, 'CNY'))
  expect(read).toEqual([1200, 1200, 1290, 1290, 50, 0, 700, 710])
})

test('[MON-7] full-width digits and the Chinese full stop are read', () => {
  expect(parseAmount('１２．９', 'CNY')).toBe(1290)
  expect(parseAmount('12。9', 'CNY')).toBe(1290)
})

test.each(['', ' ', '.', '-1', '+1', '1,234', '1.234', '1.2.3', '1e3', '¥5', '12 50', 'NaN', '0x10', '90071992547409.92'])('[MON-7] %j is no amount', (text) => {
  expect(parseAmount(text, 'GBP')).toBeUndefined()
})

test('[MON-8] amounts are written with the decimals of their currency', () => {
  expect([1290, 5, 0, -5, -1290, 100].map((value) => decimalText(minor(value), 'GBP'))).toEqual(['12.90', '0.05', '0.00', '-0.05', '-12.90', '1.00'])
})

test('[MON-8] what is written reads as the same amount', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.constantFrom('CNY' as const, 'GBP' as const), (value, currency) => {
      expect(parseAmount(decimalText(minor(value), currency), currency)).toBe(value)
    }),
  )
})
