import { expect, test } from 'vitest'
import { codeWaitMs, isClockSuspect, isFresh, isStrong, permissions, secondFactorMs } from './index.ts'

test('[FAC-5] settings and admin work ask for a second factor, selling never', () => {
  expect(permissions.filter(isStrong)).toEqual(['setDevices', 'setStore', 'changeTaxRates', 'moveRegister', 'manageBackups', 'managePeople'])
})

test('[FAC-6] four wrong codes cost nothing, the fifth five minutes, each one after it twice as long, up to an hour', () => {
  expect([0, 1, 4, 5, 6, 7, 8, 9, 99].map((wrong) => codeWaitMs(wrong) / 60_000)).toEqual([0, 0, 0, 5, 10, 20, 40, 60, 60])
})

test('[FAC-7] a proof counts for ten minutes of the same start, and never before it was given', () => {
  const then = { bootId: 'a', monoMs: 1000 }
  const at = (monoMs: number, bootId = 'a'): boolean => isFresh(then, { bootId, monoMs }, secondFactorMs)
  expect([at(1000), at(601_000), at(601_001), at(999), at(1000, 'b')]).toEqual([true, true, false, false, false])
})

test('[FAC-8] the clock is suspect when it went another way than the monotonic one, or is before the last entry of the run before', () => {
  const started = { at: 5_000_000, monoMs: 100 }
  const suspect = (at: number, newest?: number): boolean => isClockSuspect({ at, monoMs: 60_100 }, started, newest)
  expect([5_060_000, 5_090_000, 5_030_000].map((at) => suspect(at))).toEqual([false, false, false])
  expect([5_090_001, 5_029_999].map((at) => suspect(at))).toEqual([true, true])
  expect([suspect(5_060_000, 5_090_000), suspect(5_060_000, 5_090_001)]).toEqual([false, true])
  expect(isClockSuspect({ at: 0, monoMs: 0 }, undefined, undefined)).toBe(false)
})
