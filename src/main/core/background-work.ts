import { performance } from 'node:perf_hooks'
import { type RegisterWriter } from '../../db/index.ts'

export interface BackgroundWork {
  /** Something was committed: project it, let search know new items, then fold the log in when nobody works. */
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
export function backgroundWork(database: Pick<RegisterWriter, 'project' | 'rebuildSearch' | 'restartSearchOn' | 'checkpoint'>, onError: (error: unknown) => void, today: () => string): BackgroundWork {
  let turn: NodeJS.Immediate | undefined
  let idle: NodeJS.Timeout | undefined
  /** Sales first: stock and receipts are looked at sooner than a new item is searched for. */
  const works = [sized((limit) => database.project(limit)), sized((limit) => database.rebuildSearch(limit))]
  let uncheckpointed = 0

  function slice(): void {
    turn = undefined
    try {
      if (works.some((work) => work())) turn = setImmediate(slice)
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
      // Once a day what sells now comes to the front, also on a till that is never switched off. Like all of it, in slices.
      if (database.restartSearchOn(today())) turn ??= setImmediate(slice)
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

/** One slice of some work, as long as the last ones taught; false when nothing was left to do. */
function sized(work: (limit: number) => number): () => boolean {
  let limit = 16
  return () => {
    const before = performance.now()
    const done = work(limit)
    limit = nextSize(limit, performance.now() - before)
    return done > 0
  }
}

/** Half as much after a slice that took too long, twice as much after one that was quick. */
export function nextSize(size: number, tookMs: number): number {
  if (tookMs > sliceMs) return Math.max(1, Math.floor(size / 2))
  return tookMs < sliceMs / 4 ? Math.min(1_024, size * 2) : size
}
