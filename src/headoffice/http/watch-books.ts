import { type Clock, type Log } from '../log.ts'

/** Whether the books can be read and written just now. */
export interface BooksWatch {
  /** When they last could, by head office's clock; undefined: they can. */
  awaySince(): number | undefined
  close(): void
}

export interface WatchTimes {
  /** Between two looks. */
  readonly everyMs: number
  /** So long without a good one they are away: another program's short write is no reason for words. */
  readonly graceMs: number
}

export const usualWatch: WatchTimes = { everyMs: 1_000, graceMs: 3_000 }

/** Nobody is told by a figure that does not change that it no longer can: so head office looks by itself, and says so when that begins and ends. */
export function watchBooks({ look, clock, log, changed, times = usualWatch }: { readonly look: () => Promise<void>; readonly clock: Clock; readonly log: Log; readonly changed: () => void; readonly times?: WatchTimes }): BooksWatch {
  let good = { at: clock(), tick: performance.now() }
  let away: number | undefined
  let looking = false
  let closed = false

  function judge(): void {
    if (closed || away !== undefined || performance.now() - good.tick < times.graceMs) return
    away = good.at
    log('books.away')
    changed()
  }
  function found(): void {
    good = { at: clock(), tick: performance.now() }
    if (closed || away === undefined) return
    away = undefined
    log('books.back')
    changed()
  }
  const timer = setInterval(() => {
    // A server that hangs answers nothing, not even that it fails.
    if (looking) return judge()
    looking = true
    look()
      .then(found, judge)
      .finally(() => (looking = false))
  }, times.everyMs)
  timer.unref()

  return {
    awaySince: () => away,
    close: () => {
      closed = true
      clearInterval(timer)
    },
  }
}
