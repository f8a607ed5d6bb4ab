import { CLOCK_TOLERANCE_MS } from '../../domain/business-date/index.ts'

/** Seconds that this clock is ahead of head office's, as far as a person should hear of it; undefined where they agree, or nobody knows. */
export function clockAhead(now: number, answeredAt: number | undefined): number | undefined {
  if (answeredAt === undefined) return undefined
  const ahead = now - answeredAt
  return Math.abs(ahead) > CLOCK_TOLERANCE_MS ? Math.round(ahead / 1_000) : undefined
}
