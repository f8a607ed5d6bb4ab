import { type ShiftView } from '../../contracts/ipc/index.ts'
import { type Moment } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { daysOf, periodsDue, turnoverOf, type PeriodClosed } from '../../domain/shift/index.ts'
import { shiftViewOf } from '../queries/index.ts'
import { type Authority } from './authorize.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

type By = Pick<Authority, 'approver'> & { readonly operator: Pick<Authority['operator'], 'id'> }

/** An entry of the shift's own, on the register's business date. */
export function appendAct(context: CommandContext, moment: Moment, type: string, { operator, approver }: By, body: unknown): void {
  context.database.append(moment, {
    type,
    schemaVersion: 1,
    businessDate: businessDateAt(context, moment),
    operator: operator.id,
    ...(approver === undefined ? {} : { approver }),
    body: canonicalValue(body),
  })
}

/** One act on the shift and the shift as it then is, in one unit of work. A repeat of the request does nothing and answers the same. */
export function changeShift(context: CommandContext, change: (moment: Moment) => Result<unknown>): Result<ShiftView> {
  const { database, request, seat } = context
  return database.unitOfWork(() => {
    const moment = context.moment()
    const view = (): Result<ShiftView> => accept(shiftViewOf(database, seat, businessDateAt(context, moment)))
    if (database.requestSeen(request)) return view()
    const changed = change(moment)
    if (!changed.ok) return changed
    database.rememberRequest(request)
    return view()
  })
}

/**
 * Closes the days, months and years that are over: each with its turnover and the totals that are never reset. Inside a unit of
 * work, and only there: what is still written for such a day afterwards belongs to the first day that is open.
 */
export function closePeriods(context: CommandContext, moment: Moment, by: By): void {
  const { database } = context
  database.bringLedgerUp()
  const bodies = database.ledgerNow(({ books, sumsOfDays }) => {
    const numbers = { ...books.closed }
    return periodsDue(books, businessDateAt(context, moment)).map(({ kind, period }): PeriodClosed => {
      numbers[kind] += 1
      return { kind, number: numbers[kind], period, ...turnoverOf(sumsOfDays(...daysOf(period))), grandTotal: books.grandTotal }
    })
  })
  for (const body of bodies) appendAct(context, moment, 'period.closed', by, body)
}
