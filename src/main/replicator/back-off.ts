const firstMs = 1000
const capMs = 300_000

/**
 * How long to wait after the nth failure in a row (0 is the first). Full jitter: anywhere from nothing to 1 s doubled each
 * time, at most 300 s. A fixed share would let every register of a chain return in the same second after an outage.
 * A Retry-After comes on top: head office knows why it asked, and all who were told the same must not return in the same second.
 */
export function backOffMs(failures: number, random: () => number, retryAfterMs = 0): number {
  const ceiling = Math.min(capMs, firstMs * 2 ** Math.min(failures, 30))
  return retryAfterMs + Math.floor(random() * ceiling)
}

/** Seconds or an HTTP date, as milliseconds from now; 0 when absent or unreadable. At most an hour: a typing error must not silence a register. */
export function retryAfterMs(header: string | undefined, now: number): number {
  if (header === undefined) return 0
  // Date.parse makes a year of "-5"; an HTTP date ends in GMT.
  const ms = /^\d+$/u.test(header.trim()) ? Number(header) * 1000 : header.endsWith('GMT') ? Date.parse(header) - now : 0
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : 0
}
