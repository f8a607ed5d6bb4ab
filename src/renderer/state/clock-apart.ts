/** Both clocks of a machine at one moment, in milliseconds: the one that somebody sets, and the one that only counts. */
export interface ClockReading {
  readonly wall: number
  readonly mono: number
}

/** As head office counts: less is no difference worth a word. */
const worthAWord = 120

/**
 * How far the clock is ahead by now, where it was so far ahead when it was held against head office's. Only where it came nearer: a machine that slept shows a later time as well,
 * and nobody set its clock wrong. Undefined: it was set right.
 */
export function apartNow(aheadSeconds: number, then: ClockReading, now: ClockReading): number | undefined {
  const moved = Math.round((now.wall - then.wall - (now.mono - then.mono)) / 1_000)
  const ahead = aheadSeconds + moved
  if (Math.abs(ahead) <= worthAWord) return undefined
  return Math.abs(ahead) < Math.abs(aheadSeconds) ? ahead : aheadSeconds
}
