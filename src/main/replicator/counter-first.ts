/** Whoever wrote something so long ago may be in the midst of a sale. */
const atWorkMs = 3_000

/** A batch keeps both cores, the disk and main's thread busy for some 80 ms: one in so long touches fewer than one act in ten. */
const betweenMs = 1_000

export interface CounterFirst {
  /** Something was written at the counter. */
  wrote(): void
  /** Milliseconds to leave between one batch of a backlog and the next. */
  pause(): number
}

/**
 * A backlog goes up behind the counter: at full speed beside selling, one act in twenty took four times as long as without
 * (measured, bench/families/replication.ts). What was sold can wait a minute, whoever stands at the counter cannot.
 */
export function counterFirst(clock: () => number): CounterFirst {
  let wroteAt = -Infinity
  return {
    wrote: () => (wroteAt = clock()),
    // Put back, a clock must not hold a backlog up until it has caught up.
    pause: () => (Math.abs(clock() - wroteAt) < atWorkMs ? betweenMs : 0),
  }
}
