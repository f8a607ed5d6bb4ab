import { type SecondFactorView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { isClockSuspect, judge, type Instant } from '../../domain/authority/index.ts'
import { civilTime, dateText, offsetMinutes, timeText } from '../../domain/business-date/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { isProven, operatorAt } from './may-ask.ts'
import { type QueryContext } from './query-context.ts'

/** What the till's clock shows at the store, and whether it may be wrong. */
export function clockOf(reader: RegisterReader, now: Instant & { readonly at: number }): { readonly clock: string; readonly clockSuspect: boolean } {
  const start = reader.registerStart()
  const shown = civilTime(now.at, offsetMinutes(reader.facts().timeZone, now.at))
  // Another start's monotonic clock says nothing about this one's.
  const started = start?.bootId === now.bootId ? start : undefined
  return { clock: `${dateText(shown)} ${timeText(shown)}`, clockSuspect: isClockSuspect(now, started, start?.newestEntryAt) }
}

export function secondFactorViewOf(reader: RegisterReader, seat: string, now: Instant & { readonly at: number }): Result<SecondFactorView> {
  const operator = operatorAt(reader, seat)
  if (!operator.ok) return operator
  const { id } = operator.value
  const manages = judge({ grant: reader.grantFor(operator.value, 'managePeople'), amount: 0 }) === 'allowed'
  return accept({
    enrolled: reader.secondFactorOf(id) !== undefined,
    proven: isProven(reader, seat, id, now),
    recoveryCodesLeft: reader.recoveryCodesLeft(id),
    required: reader.secondFactorRequired(),
    ...(manages ? { operators: [...reader.secondFactorOperators()] } : {}),
    ...clockOf(reader, now),
  })
}

export function secondFactor({ reader, seat, now }: QueryContext): Result<SecondFactorView> {
  if (now === undefined) throw new Error('a query that asks for the time was given none')
  return secondFactorViewOf(reader, seat, now)
}
