import { expect, test } from 'vitest'
import { everyMinute } from './minute-work.ts'

test('[CORE-19] work of each minute runs at the beginning of each minute of the clock, and not after it was stopped, from within a run either', () => {
  let timer: (() => void) | undefined
  const asked: number[] = []
  const after = (ms: number, run: () => void): (() => void) => {
    asked.push(ms)
    timer = run
    return () => (timer = undefined)
  }
  const ring = (): void => {
    const due = timer
    timer = undefined
    due?.()
  }
  // It stands in the middle of one first, and is turned later.
  const clock = [Date.UTC(2026, 10, 23, 18, 22, 17), Date.UTC(2026, 10, 23, 18, 23), Date.UTC(2026, 10, 23, 9, 59, 59, 990)]
  let [runs, stopAt] = [0, 3]
  const work = everyMinute({ after }, () => clock.shift() ?? 0, () => {
    runs += 1
    if (runs === stopAt) work.stop()
  })
  ring()
  ring()
  expect([runs, timer !== undefined, asked]).toEqual([2, true, [43_000, 60_000, 10]])
  ring()
  expect([runs, timer]).toEqual([3, undefined])
  stopAt = 0
  const other = everyMinute({ after }, () => 0, () => undefined)
  other.stop()
  expect(timer).toBeUndefined()
})
