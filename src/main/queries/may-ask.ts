import { type Who } from '../../contracts/ipc/index.ts'
import { type Operator, type RegisterReader } from '../../db/index.ts'
import { judge, type Permission } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'

/** Who is signed on at the seat. Refuses `operator.notSignedOn`. */
export function operatorAt(reader: RegisterReader, seat: string): Result<Operator> {
  const { operatorId } = reader.seat(seat)
  const operator = operatorId === undefined ? undefined : reader.operatorById(operatorId)
  return operator === undefined || operator.inactive ? refuse('operator.notSignedOn') : accept(operator)
}

/** Whoever is signed on, where they have the right by themselves, if only up to a limit. Refuses `operator.notSignedOn` and `request.notAllowed`. */
export function hasRight(reader: RegisterReader, seat: string, permission: Permission): Result<Operator> {
  const operator = operatorAt(reader, seat)
  if (!operator.ok) return operator
  return judge({ grant: reader.grantOf(operator.value.role, permission), amount: 0 }) === 'allowed' ? operator : refuse('request.notAllowed')
}

/**
 * Whether whoever is signed on at the seat may ask a query of that kind. A command asks in its own unit of work; a query
 * has none, and without this anybody in front of a locked screen could page through the day's receipts.
 */
export function mayAsk(reader: RegisterReader, seat: string, who: Who): Result<undefined> {
  if (who === 'anyone') return accept(undefined)
  const allowed = who === 'signedOn' ? operatorAt(reader, seat) : hasRight(reader, seat, who)
  return allowed.ok ? accept(undefined) : allowed
}
