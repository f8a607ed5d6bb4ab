import { performance } from 'node:perf_hooks'
import { type RegisterReader } from '../../db/index.ts'

/** The same shape as the drivers': `after` runs once, its answer calls it off. */
export interface LockTimer {
  readonly after: (ms: number, run: () => void) => () => void
  /** Milliseconds of a clock that never steps back. */
  readonly monotonic: () => number
}

export const systemLockTimer: LockTimer = {
  after: (ms, run) => {
    const handle = setTimeout(run, ms)
    handle.unref()
    return () => clearTimeout(handle)
  },
  monotonic: () => performance.now(),
}

export interface AutoLock {
  /** Somebody did something at the seat just now. */
  touched(seat: string): void
  stop(): void
}

/**
 * Locks a seat where nobody did anything for the time that the register's facts say. One timer for a seat, set again only
 * when it rings: a scan is not to cost a timer. `lock` answers false where it cannot be locked now, and then it waits once more.
 */
export function autoLock(database: Pick<RegisterReader, 'facts' | 'seat'>, { after, monotonic }: LockTimer, lock: (seat: string) => boolean): AutoLock {
  const last = new Map<string, number>()
  const timers = new Map<string, { readonly limit: number; readonly cancel: () => void }>()
  let stopped = false
  const limit = (): number => database.facts().lockAfterSeconds * 1000

  function ring(seat: string): void {
    timers.delete(seat)
    if (stopped) return
    const left = (last.get(seat) ?? 0) + limit() - monotonic()
    if (limit() > 0 && left <= 0 && lock(seat)) return
    wait(seat, left > 0 ? left : limit())
  }

  function wait(seat: string, ms: number): void {
    // A shorter time counts from now on, not from when the longer one is over.
    if (timers.get(seat)?.limit === limit()) return
    timers.get(seat)?.cancel()
    timers.delete(seat)
    if (stopped || limit() === 0 || database.seat(seat).operatorId === undefined) return
    timers.set(seat, { limit: limit(), cancel: after(ms, () => ring(seat)) })
  }

  return {
    touched(seat) {
      last.set(seat, monotonic())
      wait(seat, limit())
    },
    stop() {
      stopped = true
      for (const { cancel } of timers.values()) cancel()
      timers.clear()
    },
  }
}
