import { expect, test } from 'vitest'
import { isClockDoubtful } from './index.ts'

const day = 86_400_000
const started = { at: Date.parse('2026-11-23T08:00:00Z'), monoMs: 5_000 }
/** After an hour, with a wall clock that is so far off. */
const after = (offMs: number, newest?: number): boolean => isClockDoubtful({ at: started.at + 3_600_000 + offMs, monoMs: started.monoMs + 3_600_000 }, started, newest)

test('[CLK-1] a clock that went back, or ahead by more than a machine sleeps, is doubted; small steps and a night’s sleep are not', () => {
  expect([0, 119_000, -119_000, 12 * 3_600_000, 14 * day].map((off) => after(off))).toEqual([false, false, false, false, false])
  expect([-121_000, -7 * day, 22 * day, 400 * day].map((off) => after(off))).toEqual([true, true, true, true])
})

test('[CLK-1] a clock before what was written last is doubted, also right after a start', () => {
  expect(after(0, started.at + 3_600_000 + 119_000)).toBe(false)
  expect(after(0, started.at + 3_600_000 + 121_000)).toBe(true)
  expect(isClockDoubtful({ at: 0, monoMs: 0 }, undefined, day)).toBe(true)
  expect(isClockDoubtful({ at: 0, monoMs: 0 }, undefined, undefined)).toBe(false)
})
