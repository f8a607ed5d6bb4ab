import { type Timer } from './timer.ts'

export interface ManualTimer extends Timer {
  /** Resolves when somebody waits exactly `ms`; at once if somebody does. */
  waiting(ms: number): Promise<void>
  /** Ends every wait of exactly `ms`, and says how many there were. */
  fire(ms: number): number
}

/** A timer on which nothing passes until it is told to: for tests of everything that takes a Timer. */
export function manualTimer(): ManualTimer {
  const waits = new Set<{ readonly ms: number; readonly run: () => void }>()
  const watchers = new Set<{ readonly ms: number; readonly tell: () => void }>()
  return {
    after(ms, run) {
      const wait = { ms, run }
      waits.add(wait)
      for (const watcher of watchers) {
        if (watcher.ms !== ms) continue
        watchers.delete(watcher)
        watcher.tell()
      }
      return () => void waits.delete(wait)
    },
    waiting(ms) {
      if ([...waits].some((wait) => wait.ms === ms)) return Promise.resolve()
      return new Promise((tell) => watchers.add({ ms, tell }))
    },
    fire(ms) {
      const due = [...waits].filter((wait) => wait.ms === ms)
      for (const wait of due) {
        waits.delete(wait)
        wait.run()
      }
      return due.length
    },
  }
}
