import { type DatedRateView, type TaxesView, type TaxPartView } from '../../contracts/ipc/index.ts'
import { parsePercent } from './percent.ts'

/** What the arrow keys go through: each class, to add to it, and under it what was added and has not begun. */
export interface TaxRow {
  readonly taxClass: string
  readonly from?: string
}

/** The rates are looked at. `asked`: whether the chosen one is really to be taken back. */
export interface TaxesWork {
  readonly kind: 'taxes'
  readonly chosen: TaxRow | undefined
  readonly asked: boolean
}

/** One is being added: a date, then the rate, or that of each part. The field at hand is what is typed; the others stand in `typed`. */
export interface TaxRateWork {
  readonly kind: 'taxRate'
  readonly taxClass: string
  readonly typed: readonly string[]
  readonly at: number
  readonly saving: boolean
}

export function taxRows({ classes }: TaxesView): readonly TaxRow[] {
  return classes.flatMap(({ taxClass, rates }): TaxRow[] => [{ taxClass }, ...rates.filter(isOpen).map(({ from }) => ({ taxClass, from }))])
}

/** Entered here, and not begun: it can be taken back. */
export function isOpen({ standing, added }: DatedRateView): boolean {
  return standing === 'coming' && added === true
}

export function isRow(row: TaxRow, other: TaxRow | undefined): boolean {
  return other !== undefined && row.taxClass === other.taxClass && row.from === other.from
}

/** The parts that a new rate of the class is typed for: those of its newest rate. None for a rate in one piece. */
export function partsOf(view: TaxesView, taxClass: string): readonly TaxPartView[] {
  return view.classes.find((one) => one.taxClass === taxClass)?.rates[0]?.parts ?? []
}

/** Eight digits as YYYY-MM-DD; whether the calendar has that day, the core says. */
export function dateOf(digits: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(digits) ?? []
  return year === undefined || month === undefined || day === undefined ? undefined : `${year}-${month}-${day}`
}

/** Digits as far as they were typed, `2027-01-`, so that nobody counts them. */
export function dateSoFar(digits: string): string {
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter((part) => part !== '').join('-')
}

/** Parts per million of a typed percentage; a tax may be nothing, which a discount may not. */
export function ratePpmOf(text: string): number | undefined {
  return /^0+(?:\.0*)?$/.test(text) ? 0 : parsePercent(text)
}

/** The dates most changes begin on, as digits: tomorrow, and the first of the coming month and year. */
export function usualDates(businessDate: string): readonly { readonly name: 'tomorrow' | 'month' | 'year'; readonly digits: string }[] {
  const [year = 0, month = 0, day = 0] = businessDate.split('-').map(Number)
  const digits = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll('-', '')
  return [
    { name: 'tomorrow', digits: digits(Date.UTC(year, month - 1, day + 1)) },
    { name: 'month', digits: digits(Date.UTC(year, month, 1)) },
    { name: 'year', digits: digits(Date.UTC(year + 1, 0, 1)) },
  ]
}

/** A shop's own rates have no day on which they began: the year 1 they are kept under is nobody's to read. `from` is YYYY-MM-DD. */
export function isFromBeginning(from: string): boolean {
  return from < '1900-01-01'
}
