import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAmount } from '../../domain/money/index.ts'
import { formatDenomination, formatMinor, formatMoney, formatQuantity, parseQuantity } from './format.ts'

describe('amounts and quantities on the screen', () => {
  test('[UI-1] an amount is cut from its integer, with its sign before its symbol', () => {
    expect(formatMinor(5, 'CNY')).toBe('0.05')
    expect(formatMinor(123_456_789, 'GBP')).toBe('1,234,567.89')
    expect(formatMoney(-16_601, 'CNY')).toBe('−¥166.01')
    expect(formatDenomination(2000, 'GBP')).toBe('20')
    expect(formatDenomination(50, 'GBP')).toBe('0.50')
  })

  test('[UI-1] a currency without decimals shows none, one of three shows three', () => {
    expect([formatMinor(1_234_567, 'JPY'), formatMoney(-1290, 'KRW'), formatMinor(0, 'JPY'), formatDenomination(10_000, 'JPY')]).toEqual(['1,234,567', '−₩1,290', '0', '10,000'])
    expect([formatMinor(1_234_567, 'KWD'), formatMoney(-5, 'BHD'), formatDenomination(20_000, 'KWD'), formatDenomination(250, 'KWD')]).toEqual(['1,234.567', '−BD 0.005', '20', '0.250'])
  })

  test('[UI-1] what is formatted reads back as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), fc.constantFrom('CNY' as const, 'JPY' as const, 'KWD' as const), (amount, currency) => {
        expect(parseAmount(formatMinor(amount, currency).replaceAll(',', ''), currency)).toBe(amount)
      }),
    )
  })

  test('[UI-2] pieces have no decimals, measures have three', () => {
    expect(formatQuantity(2000, 'each')).toBe('2')
    expect(formatQuantity(1284, 'kg')).toBe('1.284')
    expect(formatQuantity(40, 'kg')).toBe('0.040')
    expect(parseQuantity('1.284')).toBe(1284)
    expect(parseQuantity('0')).toBeUndefined()
    expect(parseQuantity('1.2345')).toBeUndefined()
  })
})
