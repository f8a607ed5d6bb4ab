import { payInReasons, payOutReasons, type ShiftView } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { denominations } from '../../domain/money/index.ts'
import { type QueryContext } from './query-context.ts'

/** The register's shift as it is. */
export function shift({ reader }: QueryContext): Result<ShiftView> {
  const { currency } = reader.facts()
  const { notes, coins } = denominations[currency]
  return accept({ currency, businessDate: '', allows: [], suspended: [], left: 0, denominations: { notes: [...notes], coins: [...coins] }, payInReasons: [...payInReasons], payOutReasons: [...payOutReasons], carried: { payments: 0, baskets: 0 } })
}

export const xReport = (): Result<never> => refuse('shift.none')
export const zReport = (): Result<never> => refuse('zReport.unknown')
export const zReports = (): Result<never> => refuse('zReport.unknown')
