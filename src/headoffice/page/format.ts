import { type Words } from './words.ts'

/** Plain English dates are American ones to a browser, which read like another day to everybody else. */
const dateLocaleOf = (language: string): string => (language === 'en' ? 'en-GB' : language)

/** Minor units as the language writes money. The exponent is the currency's own. */
export function moneyText(minor: number, currency: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  // Shown, never summed: one correctly rounded division is exact to the last minor unit far beyond a chain's takings.
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

export function timeText(instant: number, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(dateLocaleOf(language), { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(instant)
}

/** A day and a time, for what is read on another day than it was done. */
export function momentText(instant: number, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(dateLocaleOf(language), { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(instant)
}

/** The time of what was done today, and the day with it otherwise: one of a clock that was a year ahead stood among today's. */
export function whenText(instant: number, now: number, timeZone: string, language: string): string {
  const day = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)
  return day(instant) === day(now) ? timeText(instant, timeZone, language) : momentText(instant, timeZone, language)
}

export function dateText(businessDate: string, language: string): string {
  return new Intl.DateTimeFormat(dateLocaleOf(language), { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${businessDate}T00:00:00Z`))
}

/** Thousandths of a unit, without zeros that say nothing. */
export function quantityText(thousandths: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(thousandths / 1000)
}

/** An age in words, rounded down: "4 min ago" has been at least four. A clock that runs behind says just now. */
export function ageText(ms: number, words: Words): string {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 5) return words.justNow
  if (seconds < 60) return words.secondsAgo(seconds)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return words.minutesAgo(minutes)
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? words.hoursAgo(hours, minutes % 60) : words.daysAgo(Math.floor(hours / 24))
}
