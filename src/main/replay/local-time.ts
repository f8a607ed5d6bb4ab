import { offsetMinutes } from '../core/index.ts'

/**
 * Epoch ms of a local time (YYYY-MM-DDTHH:MM) in an IANA zone. A time that the clocks skipped or had twice becomes one of
 * its neighbours' hour: no shop sells then, and a file that says so is not wrong enough to be refused.
 */
export function localMoment(at: string, timeZone: string): number {
  const asUtc = Date.parse(`${at}:00Z`)
  const guess = asUtc - offsetMinutes(timeZone, asUtc) * 60_000
  return asUtc - offsetMinutes(timeZone, guess) * 60_000
}
