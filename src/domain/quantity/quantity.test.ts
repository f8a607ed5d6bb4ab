import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { extend, isSaleable, pieceCount, quantityText, shortQuantityText, thousandths, wholePieces, type Thousandths } from './index.ts'

const price = (amount: number, per = 1000) => ({ minor: minor(amount), per: thousandths(per) })

test('[QTY-1] a price for several is exact for as many', () => {
  expect(extend(price(100, 3000), thousandths(3000))).toBe(100)
  expect(extend(price(100, 3000), thousandths(1000))).toBe(33)
  expect(extend(price(100, 3000), thousandths(2000))).toBe(67)
  expect(extend(price(1459, 10_000), thousandths(31_234))).toBe(4557)
})

test('[QTY-1] a half goes up, unless another rounding is named', () => {
  expect(extend(price(1), thousandths(500))).toBe(1)
  expect(extend(price(1), thousandths(-500))).toBe(-1)
  expect(extend(price(1), thousandths(500), 'down')).toBe(0)
})

test('[QTY-1] the result is never half a unit or more away from the exact product', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.nat(9_999_000), fc.integer({ min: 1, max: 100_000 }), (amount, quantity, per) => {
      const twice = 2n * (BigInt(extend(price(amount, per), thousandths(quantity))) * BigInt(per) - BigInt(amount) * BigInt(quantity))
      expect(twice <= BigInt(per) && twice > -BigInt(per)).toBe(true)
    }),
  )
})

test('[QTY-2] a quantity is whole pieces, above nothing and at most 9,999', () => {
  expect([1000, 9_999_000, 1500, 0, -1000, 10_000_000].map((quantity) => isSaleable(thousandths(quantity), 'each'))).toEqual([true, true, false, false, false, false])
  expect([1, 1284, 9_999_000, 0, 9_999_001].map((quantity) => isSaleable(thousandths(quantity), 'kg'))).toEqual([true, true, true, false, false])
  expect([wholePieces(thousandths(2000)), wholePieces(thousandths(1284))]).toEqual([2, undefined])
})

test('[QTY-2] a quantity is an integer of thousandths, to the compiler too', () => {
  expect(() => thousandths(1.284)).toThrow(RangeError)
  expect(Object.is(thousandths(-0), 0)).toBe(true)
  // @ts-expect-error a number that nobody checked may be 1.284
  const unchecked: Thousandths = 1.284
  // @ts-expect-error an amount of money is no quantity
  const money: Thousandths = minor(1000)
  expect(unchecked + money).toBe(1001.284)
})

test('[QTY-3] measures have three decimals, pieces none', () => {
  expect([quantityText(thousandths(1284), 'kg'), quantityText(thousandths(1500), 'l'), quantityText(thousandths(5), 'm'), quantityText(thousandths(-1284), 'kg')]).toEqual(['1.284', '1.500', '0.005', '-1.284'])
  expect([quantityText(thousandths(2000), 'each'), quantityText(thousandths(12_000), 'each'), quantityText(thousandths(-1000), 'each')]).toEqual(['2', '12', '-1'])
})

test('[QTY-3] "per" is as short as it can be', () => {
  expect([1000, 100, 10_000, 2500, 100_000].map((per) => shortQuantityText(thousandths(per)))).toEqual(['1', '0.1', '10', '2.5', '100'])
})

test('[QTY-4] pieces count, measures count one', () => {
  expect(pieceCount([])).toBe(0)
  expect(
    pieceCount([
      { quantity: thousandths(3000), unit: 'each' },
      { quantity: thousandths(4000), unit: 'kg' },
      { quantity: thousandths(1000), unit: 'each' },
    ]),
  ).toBe(5)
})
