import { type ReplicatorSurroundings } from '../../../src/main/replicator/index.ts'

/** Time in seconds that passes only once everybody is done with what fell due in the last one: sockets and databases take what they take. */
export interface HerdTime {
  now(): number
  /** For one of them; `isBusy`: it waits for no timer, or for an answer. */
  forOne(): { readonly after: ReplicatorSurroundings['after']; readonly asked: <T>(answer: Promise<T>) => Promise<T>; readonly isBusy: () => boolean }
  /** To the next second. What falls due in it does so at once, and is over when it resolves. */
  pass(): Promise<void>
}

interface Due {
  readonly at: number
  readonly run: () => void
}

export function herdTime(start: number): HerdTime {
  let now = start
  const due = new Set<Due>()
  const all: (() => boolean)[] = []
  return {
    now: () => now,
    forOne() {
      const own = new Set<Due>()
      let inFlight = 0
      // One that rests waits for one timer: the next heartbeat, or the end of its pause.
      const isBusy = (): boolean => inFlight > 0 || own.size === 0
      all.push(isBusy)
      return {
        isBusy,
        after(ms, run) {
          const forget = (): void => void (due.delete(one), own.delete(one))
          const one: Due = {
            at: now + ms,
            run: () => {
              forget()
              run()
            },
          }
          due.add(one)
          own.add(one)
          return forget
        },
        async asked(answer) {
          inFlight += 1
          try {
            return await answer
          } finally {
            inFlight -= 1
          }
        },
      }
    },
    async pass() {
      now += 1000
      for (const one of due) if (one.at <= now) one.run()
      while (all.some((isBusy) => isBusy())) await new Promise<void>((resolve) => setImmediate(resolve))
    },
  }
}
