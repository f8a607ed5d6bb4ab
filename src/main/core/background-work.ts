import { performance } from 'node:perf_hooks'
import { type RegisterWriter } from '../../db/index.ts'

export interface BackgroundWork {
  /** Something was committed: project it, then fold the log in when nobody works. */
  wake(): void
  stop(): void
}

/** One slice may hold up a scan for so long, and no longer. */
const sliceMs = 10
const idleMs = 500
/** A counter that is never idle still gets its log folded in after so many commits: nothing else would ever shrink it. */
const longestWithout = 256

/**
 * Long writes in slices between commands: each slice is one turn of the event loop, and messages that arrived meanwhile
 * are handled before the next. How much fits in 10 ms is measured as it goes; a shop's disk is not ours.
 */
export function backgroundWork(database: Pick<RegisterWriter, 'project' | 'checkpoint'>, onError: (error: unknown) => void): BackgroundWork {
  let turn: NodeJS.Immediate | undefined
  let idle: NodeJS.Timeout | undefined
  let limit = 16
  let uncheckpointed = 0

  function slice(): void {
    turn = undefined
    try {
      const before = performance.now()
      const applied = database.project(limit)
      limit = nextSize(limit, performance.now() - before)
      if (applied > 0) turn = setImmediate(slice)
      else if (uncheckpointed >= longestWithout) checkpoint()
      else idle = setTimeout(checkpoint, idleMs)
    } catch (error) {
      // Not again by itself: the next commit tries, and until then nothing spins on a broken disk.
      onError(error)
    }
  }

  function checkpoint(): void {
    uncheckpointed = 0
    try {
      database.checkpoint()
    } catch (error) {
      onError(error)
    }
  }

  return {
    wake: () => {
      uncheckpointed += 1
      clearTimeout(idle)
      turn ??= setImmediate(slice)
    },
    stop: () => {
      clearTimeout(idle)
      clearImmediate(turn)
    },
  }
}

/** Half as much after a slice that took too long, twice as much after one that was quick. */
export function nextSize(size: number, tookMs: number): number {
  if (tookMs > sliceMs) return Math.max(1, Math.floor(size / 2))
  return tookMs < sliceMs / 4 ? Math.min(1_024, size * 2) : size
}
