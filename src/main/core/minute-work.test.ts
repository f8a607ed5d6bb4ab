import { expect, test } from 'vitest'
import { everyMinute } from './minute-work.ts'

test('[CORE-19] work of each minute runs once a minute, and not after it was stopped, from within a run either', () => {
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
  let [runs, stopAt] = [0, 3]
  const work = everyMinute({ after }, () => {
    runs += 1
    if (runs === stopAt) work.stop()
  })
  ring()
  ring()
  expect([runs, timer !== undefined, asked]).toEqual([2, true, [60_000, 60_000, 60_000]])
  ring()
  expect([runs, timer]).toEqual([3, undefined])
  stopAt = 0
  const other = everyMinute({ after }, () => undefined)
  other.stop()
  expect(timer).toBeUndefined()
})
