/** Time that passes only as fast as what is to happen in it. Events of the same moment keep their order. */
export interface VirtualTime {
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Runs once after so many milliseconds; returns what calls it off. */
  readonly after: (ms: number, run: () => void) => () => void
  /** Runs everything that falls due up to then, and stands there. */
  readonly passUntil: (then: number) => Promise<void>
}

interface Due {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** All promises that can go on by themselves have gone on when it resolves: nothing in a simulation waits for a disk or a socket. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

export function virtualTime(start: number): VirtualTime {
  let now = start
  let order = 0
  const due: Due[] = []
  return {
    now: () => now,
    after: (ms, run) => {
      const one = { at: now + Math.max(0, ms), order: (order += 1), run }
      const place = due.findIndex((other) => other.at > one.at)
      due.splice(place === -1 ? due.length : place, 0, one)
      return () => {
        const index = due.indexOf(one)
        if (index !== -1) due.splice(index, 1)
      }
    },
    async passUntil(then) {
      await settled()
      for (let first = due[0]; first !== undefined && first.at <= then; first = due[0]) {
        due.shift()
        now = first.at
        first.run()
        await settled()
      }
      now = then
    },
  }
}
