import { type DatedRateView, type Input, type TaxesView, type TaxPartView } from '../../contracts/ipc/index.ts'
import { parsePercent } from './percent.ts'

/** What the arrow keys go through: each class that the store keeps itself, to add to it, and under it what was added and has not begun. */
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
  /** A rate above the standard one, as it was asked about; saved only when it is asked for again as it is. */
  readonly above?: AboveStandard
}

export interface AboveStandard {
  /** What exactly was asked about, date and parts with it. */
  readonly of: string
  /** Parts per million. */
  readonly rate: number
  readonly standard: number
}

export function taxRows({ classes }: TaxesView): readonly TaxRow[] {
  return classes.filter(({ ofHeadOffice }) => ofHeadOffice !== true).flatMap(({ taxClass, rates }): TaxRow[] => [{ taxClass }, ...rates.filter(isOpen).map(({ from }) => ({ taxClass, from }))])
}

/** Entered here, and not begun: it can be taken back. */
export function isOpen({ standing, added }: DatedRateView): boolean {
  return standing === 'coming' && added === true
}

export function isRow(row: TaxRow, other: TaxRow | undefined): boolean {
  return other !== undefined && row.taxClass === other.taxClass && row.from === other.from
}

function ratesOf({ classes }: TaxesView, taxClass: string): readonly DatedRateView[] {
  return classes.find((one) => one.taxClass === taxClass)?.rates ?? []
}

/** Whether the class has its rate in one piece although others of the pack have parts: what it is made of, nobody has said. */
export function isOnePiece(view: TaxesView, taxClass: string): boolean {
  const [newest] = ratesOf(view, taxClass)
  return newest !== undefined && newest.rate !== 0 && newest.parts === undefined && view.classes.some(({ rates }) => rates.some(({ parts }) => parts !== undefined))
}

/**
 * The parts that a new rate of the class is typed for: those of its newest rate, and with a rate of 0 those that any class of the
 * pack has or had, in the pack's order. None for a rate in one piece.
 */
export function partsOf(view: TaxesView, taxClass: string): readonly TaxPartView[] {
  const [newest] = ratesOf(view, taxClass)
  if (newest === undefined || isOnePiece(view, taxClass)) return []
  // The fullest rate first: a part that stands on the tax of another has to come after it.
  const known = view.classes.flatMap(({ rates }) => rates.map(({ parts = [] }) => parts)).toSorted((one, other) => other.length - one.length).flat()
  const own = newest.parts ?? []
  const named = new Map(known.toReversed().map((part) => [part.name, { ...part, rate: 0 }]))
  for (const part of own) named.set(part.name, part)
  const order = known.map(({ name }) => name)
  return [...named.values()].toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name))
}

/** What parts come to, one standing on the tax of those before it where it says so. Parts per million, and more exact than any rate. */
function wholeRate({ rate, parts }: { readonly rate: number; readonly parts?: readonly TaxPartView[] }): number {
  return parts === undefined ? rate : parts.reduce((sum, part) => sum + (part.on === 'net' ? part.rate : part.rate * (1 + sum / 1_000_000)), 0)
}

/** What is asked for, where it is above what the standard class has on that date: most often two numbers were exchanged. */
export function aboveStandard(view: TaxesView, asked: Input<'add-tax-rate'>): AboveStandard | undefined {
  const standard = ratesOf(view, 'standard').find(({ from }) => from <= asked.from)
  const rate = Math.round(wholeRate(asked))
  return asked.taxClass === 'standard' || standard === undefined || rate <= standard.rate ? undefined : { of: JSON.stringify(asked), rate, standard: standard.rate }
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
