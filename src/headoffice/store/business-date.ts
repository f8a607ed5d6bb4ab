export function dayAfter(businessDate: string): string {
  return new Date(Date.parse(`${businessDate}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/**
 * The business date at an instant: the store's own calendar date, and before the cut-off hour still the day before. Used
 * only for "today" on the page and for what a register may say of its days; a sale's business date is the register's, frozen in its entry.
 */
export function businessDateAt(instant: number, timeZone: string, cutOffHour: number): string {
  const shifted = new Date(instant - cutOffHour * 3_600_000)
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(shifted)
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}
