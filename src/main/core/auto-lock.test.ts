import { expect, test } from 'vitest'
import { autoLock } from './auto-lock.ts'

/** A clock of its own, whose timers ring when the test lets time pass. */
function rig(lockAfterSeconds: number) {
  let now = 0
  let next = 0
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>()
  const facts = { lockAfterSeconds }
  const seats = new Set(['counter'])
  const locked: number[] = []
  const allowed = { now: true }
  const lock = autoLock(
    { facts: () => facts as never, seat: (seat) => ({ seat, ...(seats.has(seat) && { operatorId: 'li' }) }) },
    {
      monotonic: () => now,
      after: (ms, run) => {
        const id = (next += 1)
        timers.set(id, { at: now + ms, run })
        return () => void timers.delete(id)
      },
    },
    (seat) => {
      if (!allowed.now) return false
      locked.push(now)
      seats.delete(seat)
      return true
    },
  )
  const pass = (ms: number): void => {
    const until = now + ms
    for (;;) {
      const [due] = [...timers].filter(([, { at }]) => at <= until).toSorted(([, a], [, b]) => a.at - b.at)
      if (due === undefined) break
      timers.delete(due[0])
      now = due[1].at
      due[1].run()
    }
    now = until
  }
  return { lock, pass, locked, facts, seats, allowed, waiting: () => timers.size }
}

test('[LOCK-1] a seat locks when nobody did anything for that long, and not a millisecond before', () => {
  const { lock, pass, locked } = rig(180)
  lock.touched('counter')
  pass(100_000)
  lock.touched('counter')
  pass(179_999)
  expect(locked).toEqual([])
  pass(1)
  expect(locked).toEqual([280_000])
})

test('[LOCK-2] a hundred scans set one timer', () => {
  const { lock, waiting } = rig(180)
  for (let scan = 0; scan < 100; scan += 1) lock.touched('counter')
  expect(waiting()).toBe(1)
})

test('[LOCK-3] where it cannot be locked now, it is once it can', () => {
  const { lock, pass, locked, allowed } = rig(60)
  allowed.now = false
  lock.touched('counter')
  pass(150_000)
  allowed.now = true
  pass(60_000)
  expect(locked).toEqual([180_000])
})

test('[LOCK-4] a shorter time counts from the command that set it; none at all locks nothing', () => {
  const { lock, pass, locked, facts, waiting } = rig(3600)
  lock.touched('counter')
  facts.lockAfterSeconds = 60
  lock.touched('counter')
  pass(60_000)
  expect(locked).toEqual([60_000])
  const never = rig(0)
  never.lock.touched('counter')
  expect([never.waiting(), waiting()]).toEqual([0, 0])
})

test('[LOCK-5] nobody signed on, and a core that ends, set no timer', () => {
  const { lock, seats, waiting } = rig(60)
  seats.clear()
  lock.touched('counter')
  expect(waiting()).toBe(0)
  seats.add('counter')
  lock.touched('counter')
  lock.stop()
  lock.touched('counter')
  expect(waiting()).toBe(0)
})
