import { type ShiftView } from '../../contracts/ipc/index.ts'
import { businessDateOf, offsetMinutes } from '../../domain/business-date/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type QueryContext } from './query-context.ts'
import { shiftViewOf } from './shift-view.ts'

/** The register's shift as it is. */
export function shift({ reader, seat, now }: QueryContext): Result<ShiftView> {
  if (now === undefined) throw new Error('a query that asks for the time was given none')
  const { timeZone, cutOffHour } = reader.facts()
  return accept(shiftViewOf(reader, seat, businessDateOf(now.at, offsetMinutes(timeZone, now.at), cutOffHour)))
}
