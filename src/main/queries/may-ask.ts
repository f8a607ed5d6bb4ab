import { type Who } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'

const managers: ReadonlySet<string> = new Set(['manager', 'admin'])
const supervisors: ReadonlySet<string> = new Set(['supervisor', 'manager', 'admin'])

/**
 * Whether whoever is signed on at the seat may ask a query of that kind. A command asks in its own unit of work; a query
 * has none, and without this anybody in front of a locked screen could page through the day's receipts.
 */
export function mayAsk(reader: RegisterReader, seat: string, who: Who): Result<undefined> {
  if (who === 'anyone') return accept(undefined)
  const { operatorId } = reader.seat(seat)
  const operator = operatorId === undefined ? undefined : reader.operatorById(operatorId)
  if (operator === undefined) return refuse('operator.notSignedOn')
  const allowed = who === 'cashier' ? operator.role !== 'stockKeeper' : (who === 'manager' ? managers : supervisors).has(operator.role)
  return allowed ? accept(undefined) : refuse('request.notAllowed')
}
