import { civilTime, dateText } from '../business-date/index.ts'

export interface ReturnTerms {
  /** Business date of the sale, and of the return (YYYY-MM-DD). */
  readonly soldOn: string
  readonly today: string
  /** The item's own days, else the store's; 0: it does not come back. Both absent: it may for ever. */
  readonly returnDays?: number | undefined
  readonly storeDays?: number | undefined
}

/** `outside` is no refusal: somebody may be asked. `lastDay` is the last business date it may come back on. */
export interface ReturnWindow {
  readonly standing: 'inside' | 'outside'
  readonly lastDay?: string
}

const dayMs = 86_400_000

function daysAfter(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return dateText(civilTime(Date.UTC(year, month - 1, day) + days * dayMs, 0))
}

/** By business dates, not hours: who bought at noon has all of the last day. */
export function returnWindow({ soldOn, today, returnDays, storeDays }: ReturnTerms): ReturnWindow {
  const days = returnDays ?? storeDays
  if (days === undefined) return { standing: 'inside' }
  if (days <= 0) return { standing: 'outside' }
  const lastDay = daysAfter(soldOn, days)
  return { standing: today <= lastDay ? 'inside' : 'outside', lastDay }
}
