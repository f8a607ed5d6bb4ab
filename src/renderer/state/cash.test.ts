import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likelyAmounts, splitChange } from './cash.ts'

describe('cash at the counter', () => {
  test('[CASH-1] the next notes are the amounts people hand over', () => {
    expect(likelyAmounts(16_601, 'CNY', 3)).toEqual([17_000, 18_000, 20_000])
    expect(likelyAmounts(1299, 'GBP', 3)).toEqual([1500, 2000, 5000])
    expect(likelyAmounts(20_000, 'CNY', 3)).toEqual([])
  })

  test('[CASH-2] the pieces of the change add up to the change, largest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), fc.constantFrom('CNY' as const, 'GBP' as const), (amount, currency) => {
        const pieces = splitChange(amount, currency)
        expect(pieces.reduce((sum, piece) => sum + piece.minor * piece.count, 0)).toBe(amount)
        expect(pieces.map((piece) => piece.minor)).toEqual(pieces.map((piece) => piece.minor).toSorted((a, b) => b - a))
      }),
    )
    expect(splitChange(3399, 'CNY')).toEqual([
      { minor: 2000, count: 1 }, { minor: 1000, count: 1 }, { minor: 100, count: 3 }, { minor: 50, count: 1 }, { minor: 10, count: 4 },
      { minor: 5, count: 1 }, { minor: 2, count: 2 },
    ])
  })
})
