import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { isPastLayAway, layAwayBalance, layAwayCode, layAwayNumber, layAwayNumberIn, layAwayRegister, leastDeposit } from './index.ts'

test('[LAY-1] the number names its register, and is found in the code of a slip and as it is typed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 999_999_999 }), (register, counter) => {
      const number = layAwayNumber(register, counter)
      expect([layAwayNumberIn(layAwayCode(number)), layAwayNumberIn(` ${number.toLowerCase()} `), layAwayRegister(number)]).toEqual([number, number, register])
    }),
  )
  expect(['6901234567892', 'L3', 'L0-1', 'L3-0', 'tl1:3-1', 'tl2:L3-1', 'tw1:3-1:x', 'L3-1 L3-2'].map(layAwayNumberIn)).toEqual(Array.from({ length: 8 }))
})

test('[LAY-2] the least is the share of all the goods, up to the next minor unit, and never more than they come to', () => {
  expect([[99, 20], [100, 20], [101, 20], [1250, 0], [1250, 100], [1, 1]].map(([total = 0, percent = 0]) => leastDeposit(minor(total), percent))).toEqual([20, 20, 21, 0, 1250, 1])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.integer({ min: 0, max: 100 }), (total, percent) => {
      const least = leastDeposit(minor(total), percent)
      expect(least * 100 >= total * percent && (least - 1) * 100 < total * percent && least <= total).toBe(true)
    }),
  )
})

test('[LAY-3] what is paid and what is due are all of it', () => {
  fc.assert(fc.property(fc.nat(100_000), fc.array(fc.nat(1000)), (total, deposits) => { const { paid, due } = layAwayBalance(total, deposits); expect(paid + due).toBe(total) }))
})

test('[LAY-7] the last day is a day they are kept', () => {
  expect([isPastLayAway('2026-12-21', '2026-12-21'), isPastLayAway('2026-12-21', '2026-12-22'), isPastLayAway('2026-12-21', '2026-11-30')]).toEqual([false, true, false])
})
