import { type CounterView } from '../../contracts/ipc/index.ts'
import { type Moment, type Operator, type RegisterWriter } from '../../db/index.ts'
import { businessDateOf, civilTime, dateText } from '../../domain/business-date/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type KeyedCheck } from '../../domain/refund/index.ts'
import { type ReceiptWords } from '../../domain/receipt/index.ts'
import { counterViewOf, hasRight } from '../queries/index.ts'

/** What a command may use: no clock, randomness or catalogue of words but these. */
export interface CommandContext {
  readonly database: RegisterWriter
  readonly moment: () => Moment
  readonly newId: () => string
  readonly seat: string
  /** The envelope's id. Seen already: the act was done, and its answer got lost. */
  readonly request: string
  /** The chain's keyed check of the codes on receipts. */
  readonly check: KeyedCheck
  /** The same where all of the chain has its key, for codes that go onto paper. */
  readonly chainCheck: () => KeyedCheck | undefined
  readonly words: (language: string) => ReceiptWords
  /** The command that runs, by its name in the contract, and all it was asked with. Without it no approval is taken. */
  readonly act?: { readonly name: string; readonly input: unknown }
}

/**
 * Runs a change and answers with the counter as it then is, in one unit of work. The view is made inside it, so that a
 * basket nobody can price any more (`amount.tooLarge`) is undone instead of locking the seat up.
 */
export function changeCounter(context: CommandContext, change: () => Result<unknown>): Result<CounterView> {
  const { database, request, seat } = context
  return database.unitOfWork(() => {
    if (database.requestSeen(request)) return counterViewOf(database, seat)
    const changed = change()
    return changed.ok ? counterViewOf(database, seat) : changed
  })
}

/** Who is signed on at the seat and may sell. */
export function sellingOperator({ database, seat }: CommandContext): Result<Operator> {
  return hasRight(database, seat, 'sell')
}

/** The calendar's date at the store, YYYY-MM-DD: milk goes off at midnight, whenever the bar closes its day. */
export function calendarDateAt({ at, tzOffset }: Moment): string {
  return dateText(civilTime(at, tzOffset))
}

export function businessDateAt({ database }: Pick<CommandContext, 'database'>, moment: Moment): string {
  return businessDateOf(moment.at, moment.tzOffset, database.facts().cutOffHour)
}

/** The moment, in epoch milliseconds, since which the business date is what it is. */
export function businessDayBegan({ database, moment }: Pick<CommandContext, 'database' | 'moment'>): number {
  const { at, tzOffset } = moment()
  const shift = tzOffset * 60_000 - database.facts().cutOffHour * 3_600_000
  return Math.floor((at + shift) / 86_400_000) * 86_400_000 - shift
}
