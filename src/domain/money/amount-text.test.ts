import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencies, decimalText, minor, parseAmount, type CurrencyCode } from './index.ts'

const codes = Object.keys(currencies) as CurrencyCode[]

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
    fc.property(fc.maxSafeNat(), fc.constantFrom(...codes), (value, currency) => {
      expect(parseAmount(decimalText(minor(value), currency), currency)).toBe(value)
    }),
  )
})

test('[MON-10] a currency without decimals takes none and writes none', () => {
  expect(['1290', '0', ' 7 ', '1290.', '１２９０'].map((text) => parseAmount(text, 'JPY'))).toEqual([1290, 0, 7, 1290, 1290])
  expect(['12.9', '.5', '1290.0', '.', '1,290'].map((text) => parseAmount(text, 'JPY'))).toEqual([undefined, undefined, undefined, undefined, undefined])
  expect([1290, 5, 0, -5, -1290].map((value) => decimalText(minor(value), 'KRW'))).toEqual(['1290', '5', '0', '-5', '-1290'])
})

test('[MON-10] a currency of three decimals takes up to three and writes three', () => {
  expect(['1.29', '1.295', '12', '.005', '1.2955'].map((text) => parseAmount(text, 'KWD'))).toEqual([1290, 1295, 12_000, 5, undefined])
  expect([1290, 5, 0, -5, -12_000, 999].map((value) => decimalText(minor(value), 'BHD'))).toEqual(['1.290', '0.005', '0.000', '-0.005', '-12.000', '0.999'])
})

test('[MON-10] every currency has its ISO 4217 exponent, and a symbol that can stand before digits', () => {
  const withExponent = (exponent: number): CurrencyCode[] => codes.filter((code) => currencies[code].exponent === exponent)
  expect(withExponent(0)).toEqual(['JPY', 'KRW'])
  expect(withExponent(3)).toEqual(['KWD', 'BHD'])
  expect(withExponent(2)).toEqual(['CNY', 'GBP', 'USD', 'EUR', 'CHF', 'AUD', 'CAD', 'NZD', 'SEK'])
  expect(Object.fromEntries(codes.map((code) => [code, currencies[code].symbol]))).toEqual({
    CNY: '¥', GBP: '£', USD: '$', EUR: '€', CHF: 'CHF ', AUD: '$', CAD: '$', NZD: '$', SEK: 'kr ', JPY: '¥', KRW: '₩', KWD: 'KD ', BHD: 'BD ',
  })
})
