import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, minor } from './index.ts'

const weights = fc.array(fc.oneof(fc.nat(5), fc.nat(1_000_000_000_000)), { minLength: 1, maxLength: 40 })
const total = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.maxSafeInteger())

test('[MON-5] the parts add up to the total, each within one unit of its exact share', () => {
  fc.assert(
    fc.property(total, weights, (amount, shares) => {
      const parts = allocate(minor(amount), shares)
      expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount))
      const sum = shares.reduce((all, share) => all + BigInt(share), 0n)
      if (sum === 0n) return
      parts.forEach((part, index) => {
        const off = BigInt(part) * sum - BigInt(amount) * BigInt(shares[index]!)
        expect(off > -sum && off < sum).toBe(true)
      })
    }),
  )
})

test('[MON-5] the largest remainders are raised, the first of equals first', () => {
  expect(allocate(minor(100), [1, 1, 1])).toEqual([34, 33, 33])
  expect(allocate(minor(5), [3, 7])).toEqual([2, 3])
  expect(allocate(minor(10), [1, 2, 4])).toEqual([1, 3, 6])
  expect(allocate(minor(0), [1, 2])).toEqual([0, 0])
  expect(allocate(minor(0), [])).toEqual([])
})

test('[MON-6] a weight of zero gets nothing, unless all are zero', () => {
  expect(allocate(minor(7), [0, 1, 0, 1])).toEqual([0, 4, 0, 3])
  expect(allocate(minor(7), [0, 0, 0])).toEqual([3, 2, 2])
  fc.assert(
    fc.property(total, weights, (amount, shares) => {
      if (shares.every((share) => share === 0)) return
      allocate(minor(amount), shares).forEach((part, index) => {
        if (shares[index] === 0) expect(part).toBe(0)
      })
    }),
  )
})

test('[MON-6] a negative total splits as the mirror of the positive one', () => {
  fc.assert(
    fc.property(total, weights, (amount, shares) => {
      expect(allocate(minor(-amount), shares)).toEqual(allocate(minor(amount), shares).map((part) => minor(0 - part)))
    }),
  )
})

test('[MON-5] nobody to give to, and weights that are none, throw', () => {
  expect(() => allocate(minor(7), [])).toThrow(new RangeError('nobody to allocate 7 to'))
  expect(() => allocate(minor(1), [1, -1])).toThrow(new RangeError('not a weight: -1'))
  expect(() => allocate(minor(1), [0.5])).toThrow(new RangeError('not a weight: 0.5'))
  expect(() => allocate(minor(1), [Number.MAX_SAFE_INTEGER, 1])).toThrow(new RangeError('weights add up beyond the safe integers: 9007199254740992'))
})
