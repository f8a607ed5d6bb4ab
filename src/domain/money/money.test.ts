import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, minor, negate, subtract, type Minor, type Money } from './index.ts'

const yuan = (value: number): Money<'CNY'> => ({ minor: minor(value), currency: 'CNY' })
const pounds = (value: number): Money<'GBP'> => ({ minor: minor(value), currency: 'GBP' })

test('[MON-1] an amount that is no safe integer throws', () => {
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1]) {
    expect(() => minor(value)).toThrow(new RangeError(`not an integer amount of minor units: ${value}`))
  }
  expect(minor(1290)).toBe(1290)
})

test('[MON-1] a plain number is no amount to the compiler', () => {
  // @ts-expect-error a number that nobody checked may be a float
  const unchecked: Minor = 12.9
  // @ts-expect-error the result of a bare sum is a number again, and has to be checked
  const summed: Minor = minor(1) + minor(2)
  expect(unchecked + summed).toBe(15.9)
})

test('[MON-2] two currencies do not compile together, and throw where there was no compiler', () => {
  // @ts-expect-error pounds are no yuan
  expect(() => add(yuan(1), pounds(1))).toThrow('cannot combine CNY with GBP')
  // @ts-expect-error pounds are no yuan
  expect(() => subtract(yuan(1), pounds(1))).toThrow(TypeError)
  // @ts-expect-error not even to be compared
  expect(() => compare(pounds(1), yuan(1))).toThrow(TypeError)
  const read = pounds(1) as Money<'CNY' | 'GBP'>
  expect(() => add<'CNY' | 'GBP'>(yuan(1), read)).toThrow(TypeError)
})

test('[MON-2] one currency adds, subtracts, compares and negates', () => {
  expect(add(yuan(1290), yuan(-90))).toEqual(yuan(1200))
  expect(subtract(pounds(100), pounds(101))).toEqual(pounds(-1))
  expect(negate(yuan(5))).toEqual(yuan(-5))
  expect([compare(yuan(1), yuan(2)), compare(yuan(2), yuan(2)), compare(yuan(3), yuan(2))]).toEqual([-1, 0, 1])
})

test('[MON-1] a sum beyond the safe integers throws instead of losing its last digit', () => {
  expect(() => add(yuan(Number.MAX_SAFE_INTEGER), yuan(1))).toThrow(RangeError)
})

test('[MON-9] no operation makes a negative zero', () => {
  expect(Object.is(minor(-0), 0)).toBe(true)
  expect(Object.is(negate(yuan(0)).minor, 0)).toBe(true)
  fc.assert(fc.property(fc.integer(), (value) => Object.is(subtract(yuan(value), yuan(value)).minor, 0)))
})
