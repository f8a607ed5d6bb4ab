/**
 * Calendar arithmetic on epoch milliseconds and a zone offset in minutes east of UTC. Not Date: its local methods use
 * the zone of the machine that runs them, and a sale must read the same at the register and at head office.
 */
export interface CivilTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

const minuteMs = 60_000
const dayMs = 86_400_000

/** Gregorian date of a day counted from 1970-01-01, in 400-year eras that begin on 1 March so that the leap day is last. */
function civilDay(day: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

/** What the wall clock in that zone showed. */
export function civilTime(at: number, tzOffset: number): CivilTime {
  const local = at + tzOffset * minuteMs
  const day = Math.floor(local / dayMs)
  const minuteOfDay = Math.floor((local - day * dayMs) / minuteMs)
  return { ...civilDay(day), hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 }
}

function padded(value: number, length = 2): string {
  return String(value).padStart(length, '0')
}

/** "2026-11-21": the one order of day and month that no customer reads the other way round. */
export function dateText({ year, month, day }: CivilTime): string {
  return `${padded(year, 4)}-${padded(month)}-${padded(day)}`
}

/** "14:03" */
export function timeText({ hour, minute }: CivilTime): string {
  return `${padded(hour)}:${padded(minute)}`
}

/** The accounting date (YYYY-MM-DD) of a moment for a store whose day ends at `cutOffHour` (0-23): 01:30 with cut-off 4 is still yesterday's. */
export function businessDateOf(at: number, tzOffset: number, cutOffHour: number): string {
  return dateText(civilTime(at - cutOffHour * 60 * minuteMs, tzOffset))
}
