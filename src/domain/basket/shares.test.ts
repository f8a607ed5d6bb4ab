import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { discountShare, overrideShare, takenOff, type Discount } from './index.ts'

const price = (value: number, per = 1000) => ({ minor: minor(value), per: thousandths(per) })
const amount = (value: number): Discount => ({ kind: 'amount', minor: minor(value), reason: 'other' })

test('[BSK-38] an amount off counts as the share it is, rounded up', () => {
  expect(discountShare(amount(1), minor(3))).toBe(333_334)
  expect(discountShare({ kind: 'percent', ppm: 5, reason: 'other' }, minor(3))).toBe(5)
  expect([discountShare(undefined, minor(3)), discountShare(amount(9), minor(3)), discountShare(amount(1), minor(0))]).toEqual([0, 1_000_000, 1_000_000])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (of, off) => {
      const ppm = discountShare(amount(off), minor(of))
      return takenOff(minor(of), { kind: 'percent', ppm, reason: 'other' }) >= Math.min(off, of) - Math.ceil(of / 2_000_000)
    }),
  )
})

test('[BSK-38] another price counts as how far it is from the catalogue\'s, up or down', () => {
  expect(overrideShare(price(90), price(100))).toBe(100_000)
  expect(overrideShare(price(110), price(100))).toBe(100_000)
  expect(overrideShare(price(2), price(3))).toBe(333_334)
  expect(overrideShare(price(100, 3000), price(100))).toBe(666_667)
  expect([overrideShare(undefined, price(3)), overrideShare(price(3), price(3)), overrideShare(price(6, 2000), price(3)), overrideShare(price(1), price(0)), overrideShare(price(0), price(0))]).toEqual([0, 0, 0, 1_000_000, 0])
  expect(overrideShare(price(Number.MAX_SAFE_INTEGER, 1), price(1, 9_999_000))).toBe(Number.MAX_SAFE_INTEGER)
})
