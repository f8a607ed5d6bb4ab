/** How long a proof at a seat counts, in milliseconds of the register's monotonic clock. */
export const secondFactorMs = 600_000
/** How long a secret that was shown may wait for its first code. */
export const enrolmentMs = 600_000
export const recoveryCodeCount = 10

/** What one code stands for. A clock that is out by more can make no code match. */
const codeMs = 30_000
const freeGuesses = 5
const firstWaitMs = 300_000
const longestWaitMs = 3_600_000

/** How long no code is taken after so many wrong ones in a row: five minutes from the fifth on, doubled by each one after it, an hour at most. */
export function codeWaitMs(wrong: number): number {
  return wrong < freeGuesses ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (wrong - freeGuesses))
}

/** A start of the register and its monotonic clock. */
export interface Instant {
  readonly bootId: string
  readonly monoMs: number
}

/** What was at `then` is at most so old. Of another start nothing can be said: its clock was another one. */
export function isFresh(then: Instant, now: Instant, milliseconds: number): boolean {
  const age = now.monoMs - then.monoMs
  return then.bootId === now.bootId && age >= 0 && age <= milliseconds
}

interface Clocks {
  readonly at: number
  readonly monoMs: number
}

/**
 * Whether the wall clock may be wrong, as far as a register without a network can tell: since the start it went another way than
 * the monotonic one did, or it is before the newest entry. A machine that slept looks the same: it is a hint and refuses nothing.
 */
export function isClockSuspect(now: Clocks, started: Clocks | undefined, newestEntryAt: number | undefined): boolean {
  const drift = started === undefined ? 0 : Math.abs(now.at - started.at - (now.monoMs - started.monoMs))
  return drift > codeMs || (newestEntryAt !== undefined && now.at < newestEntryAt - codeMs)
}
