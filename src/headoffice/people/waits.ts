/** Failed sign-ons of one name or from one address. */
export interface WaitRow {
  readonly failures: number
  readonly lastAt: number
  readonly until: number
}

export interface WaitRule {
  /** So many cost nothing. */
  readonly free: number
  readonly firstMs: number
  readonly longestMs: number
  /** After so long without another one they are forgotten. */
  readonly forgottenMs: number
}

const minute = 60_000

/** Of a name: whoever guesses at one person. An hour at most, so that nobody can keep somebody out for a day. */
export const nameRule: WaitRule = { free: 4, firstMs: minute / 2, longestMs: 60 * minute, forgottenMs: 24 * 60 * minute }
/** Of an address: whoever tries one passphrase on many names. Behind a proxy all of an office has one, so more is free and less is waited for. */
export const addressRule: WaitRule = { free: 19, firstMs: minute / 2, longestMs: 10 * minute, forgottenMs: 60 * minute }

/** How long nothing is tried; a clock that was set back does not make it longer than the rule's longest. */
export function remainingMs(row: WaitRow | undefined, rule: WaitRule, now: number): number {
  return row === undefined ? 0 : Math.max(0, Math.min(row.until - now, rule.longestMs))
}

/** One more try, counted before it is looked at: it counts as failed until it is known to be right. */
export function countedOnce(row: WaitRow | undefined, rule: WaitRule, now: number): WaitRow {
  const kept = row !== undefined && Math.abs(now - row.lastAt) < rule.forgottenMs ? row.failures : 0
  const failures = kept + 1
  const over = failures - rule.free
  return { failures, lastAt: now, until: over <= 0 ? 0 : now + Math.min(rule.firstMs * 2 ** Math.min(over - 1, 20), rule.longestMs) }
}
