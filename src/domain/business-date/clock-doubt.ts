/** Epoch ms of the wall clock beside milliseconds of a counter that never steps back. */
interface Clocks {
  readonly at: number
  readonly monoMs: number
}

/** Clocks of two machines run apart by some seconds, and nobody is told of that. */
export const CLOCK_TOLERANCE_MS = 120_000
/** A machine that slept over a holiday finds its clock as far ahead of its counter: only more than that is a jump. */
const LONGEST_SLEEP_MS = 21 * 86_400_000

/**
 * Whether a person should look at the wall clock: since the start it went back, or further ahead than any sleep explains, or
 * it is before what was written last before the start. A hint, which decides nothing: order is that of the journal.
 */
export function isClockDoubtful(now: Clocks, started: Clocks | undefined, newestEntryAt: number | undefined): boolean {
  const drift = started === undefined ? 0 : now.at - started.at - (now.monoMs - started.monoMs)
  if (drift < -CLOCK_TOLERANCE_MS || drift > LONGEST_SLEEP_MS) return true
  return newestEntryAt !== undefined && now.at < newestEntryAt - CLOCK_TOLERANCE_MS
}
