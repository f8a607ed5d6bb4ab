import { dateLocales, type Language } from './preferences.ts'

/** A moment as the store's clock shows it. `timeZone` is undefined until the register answered; then the machine's own zone has to do. */
export function storeTime(at: Date | number, language: Language, timeZone: string | undefined, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(dateLocales[language], { hour12: false, ...parts, ...(timeZone === undefined ? {} : { timeZone }) }).format(at)
}

/** A business date as it is written here. It is a date and no moment: no zone may move it to the day before. */
export function businessDateText(date: string, language: Language): string {
  return new Intl.DateTimeFormat(dateLocales[language], { day: '2-digit', month: '2-digit', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}

/** Short as long as it is of the year that `today` is in: of a list that goes back, the same day of two years looks alike. Both are YYYY-MM-DD. */
export function nearDayText(date: string, language: Language, today: string): string {
  return date.slice(0, 4) === today.slice(0, 4) ? businessDateText(date, language) : fullDateText(date, language)
}

/** The date of a moment on the store's clock, YYYY-MM-DD. */
export function storeDate(at: Date | number, timeZone: string | undefined): string {
  return storeTime(at, 'zh-CN', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).replaceAll('/', '-')
}

/** The date on a sale's paper: the clock's. Of a sale that is known from its paper alone only the business date is. */
export function paperDate({ soldOn, completedAt }: { readonly soldOn: string; readonly completedAt?: number }, timeZone: string | undefined): string {
  return completedAt === undefined ? soldOn : storeDate(completedAt, timeZone)
}

/** The same with its year: what a label promises may be years away. `date` is YYYY-MM-DD. */
export function fullDateText(date: string, language: Language): string {
  return new Intl.DateTimeFormat(dateLocales[language], { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}

export const hourAndMinute = { hour: '2-digit', minute: '2-digit' } as const
