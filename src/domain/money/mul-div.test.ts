import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mulDiv, type Rounding } from './index.ts'

/** The definition, written for BigInt and by comparing distances: nothing shared with the code it checks. */
function oracle(a: bigint, b: bigint, divisor: bigint, rounding: Rounding): bigint {
  const product = divisor < 0n ? -(a * b) : a * b
  const size = divisor < 0n ? -divisor : divisor
  const below = product >= 0n ? product / size : -((-product + size - 1n) / size)
  const above = below * size === product ? below : below + 1n
  if (below === above) return below
  const toBelow = product - below * size
  const toAbove = above * size - product
  const outer = product < 0n ? below : above
  const inner = product < 0n ? above : below
  if (rounding === 'floor') return below
  if (rounding === 'ceiling') return above
  if (rounding === 'up') return outer
  if (rounding === 'down') return inner
  if (toBelow !== toAbove) return toBelow < toAbove ? below : above
  if (rounding === 'halfUp') return outer
  if (rounding === 'halfDown') return inner
  return below % 2n === 0n ? below : above
}

const roundings: readonly Rounding[] = ['halfUp', 'halfEven', 'halfDown', 'up', 'down', 'floor', 'ceiling']
const wide = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.maxSafeInteger())
const divisors = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.maxSafeInteger()).filter((divisor) => divisor !== 0)

describe.each(roundings)('%s', (rounding) => {
  test('[MON-3] equals exact arithmetic, or throws where the result is no safe integer', () => {
    fc.assert(
      fc.property(wide, wide, divisors, (a, b, divisor) => {
        const expected = oracle(BigInt(a), BigInt(b), BigInt(divisor), rounding)
        const safe = expected <= BigInt(Number.MAX_SAFE_INTEGER) && expected >= -BigInt(Number.MAX_SAFE_INTEGER)
        if (safe) expect(BigInt(mulDiv(a, b, divisor, rounding))).toBe(expected)
        else expect(() => mulDiv(a, b, divisor, rounding)).toThrow(RangeError)
      }),
      { numRuns: 2000 },
    )
  })

  test('[MON-9] never answers negative zero', () => {
    fc.assert(fc.property(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), (a, b) => !Object.is(mulDiv(a, b, 7, rounding), -0)))
  })
})

test('[MON-3] one short of a whole quotient stays below it, up to the largest product there is', () => {
  const largest = Number.MAX_SAFE_INTEGER
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 2, max: 1_000 }), fc.integer({ min: 2, max: largest })), fc.nat(1_000), (divisor, below) => {
      const quotient = Math.max(1, Math.floor(largest / divisor) - below)
      expect(mulDiv(quotient * divisor - 1, 1, divisor, 'floor')).toBe(quotient - 1)
      expect(mulDiv(quotient * divisor, 1, divisor, 'floor')).toBe(quotient)
    }),
    { numRuns: 5_000 },
  )
})

test('[MON-4] each rounding does what its name says', () => {
  const of = (rounding: Rounding): number[] => [25, 15, 14, 16, -25, -15, -14, -16].map((value) => mulDiv(value, 1, 10, rounding))
  expect(of('halfUp')).toEqual([3, 2, 1, 2, -3, -2, -1, -2])
  expect(of('halfEven')).toEqual([2, 2, 1, 2, -2, -2, -1, -2])
  expect(of('halfDown')).toEqual([2, 1, 1, 2, -2, -1, -1, -2])
  expect(of('up')).toEqual([3, 2, 2, 2, -3, -2, -2, -2])
  expect(of('down')).toEqual([2, 1, 1, 1, -2, -1, -1, -1])
  expect(of('floor')).toEqual([2, 1, 1, 1, -3, -2, -2, -2])
  expect(of('ceiling')).toEqual([3, 2, 2, 2, -2, -1, -1, -1])
})

test('[MON-4] a refund undoes its sale under every rounding by halves', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(2_000_000), fc.integer({ min: 1, max: 2_000_000 }), fc.constantFrom<Rounding>('halfUp', 'halfEven', 'halfDown'), (a, b, divisor, rounding) => {
      expect(mulDiv(a, b, divisor, rounding) + mulDiv(-a, b, divisor, rounding)).toBe(0)
    }),
  )
})

test('[MON-3] nothing is divided by zero, and no float gets in', () => {
  expect(() => mulDiv(7, 3, 0, 'halfUp')).toThrow(new RangeError('division by zero: 7 * 3 / 0'))
  expect(() => mulDiv(1.5, 2, 3, 'halfUp')).toThrow(new RangeError('not safe integers: 1.5 * 2 / 3'))
  expect(() => mulDiv(1, 2.5, 3, 'halfUp')).toThrow(RangeError)
  expect(() => mulDiv(1, 2, 0.5, 'halfUp')).toThrow(RangeError)
  expect(() => mulDiv(Number.MAX_SAFE_INTEGER, 2, 1, 'halfUp')).toThrow(new RangeError('beyond the safe integers: 9007199254740991 * 2 / 1'))
})
