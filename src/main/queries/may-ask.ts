import { type Who } from '../../contracts/ipc/index.ts'
import { type Operator, type RegisterReader } from '../../db/index.ts'
import { isFresh, isStrong, judge, secondFactorMs, type Instant, type Permission, type StrongPermission } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { notAllowed } from './not-allowed.ts'

/** Who is signed on at the seat. Refuses `operator.notSignedOn`. */
export function operatorAt(reader: RegisterReader, seat: string): Result<Operator> {
  const { operatorId } = reader.seat(seat)
  const operator = operatorId === undefined ? undefined : reader.operatorById(operatorId)
  return operator === undefined || operator.inactive ? refuse('operator.notSignedOn') : accept(operator)
}

/** Whether a second factor was proven at the seat, by this operator, in this sign-on and start, and lately enough. */
export function isProven(reader: RegisterReader, seat: string, operatorId: string, now: Instant): boolean {
  const proof = reader.secondFactorProof(seat)
  return proof !== undefined && proof.operator === operatorId && isFresh(proof, now, secondFactorMs)
}

/** Refuses `secondFactor.needed` where one has to be proven first, `secondFactor.notEnrolled` where the store demands one and there is none. */
export function withSecondFactor(reader: RegisterReader, seat: string, operator: Operator, now: Instant): Result<Operator> {
  if (reader.secondFactorOf(operator.id) === undefined) return reader.secondFactorRequired() ? refuse('secondFactor.notEnrolled') : accept(operator)
  return isProven(reader, seat, operator.id, now) ? accept(operator) : refuse('secondFactor.needed')
}

/**
 * Whoever is signed on, where they have the right by themselves, if only up to a limit. Refuses `operator.notSignedOn` and
 * `request.notAllowed` or `headOffice.awayTooLong`; a strong right needs to know the time, and refuses what `withSecondFactor` does.
 */
export function hasRight(reader: RegisterReader, seat: string, permission: Exclude<Permission, StrongPermission>): Result<Operator>
export function hasRight(reader: RegisterReader, seat: string, permission: Permission, now: Instant): Result<Operator>
export function hasRight(reader: RegisterReader, seat: string, permission: Permission, now?: Instant): Result<Operator> {
  const operator = operatorAt(reader, seat)
  if (!operator.ok) return operator
  if (judge({ grant: reader.grantFor(operator.value, permission), amount: 0 }) !== 'allowed') return notAllowed(reader, operator.value, permission)
  if (!isStrong(permission)) return operator
  return now === undefined ? refuse('secondFactor.needed') : withSecondFactor(reader, seat, operator.value, now)
}

/**
 * Whether whoever is signed on at the seat may ask a query of that kind. A command asks in its own unit of work; a query
 * has none, and without this anybody in front of a locked screen could page through the day's receipts.
 */
export function mayAsk(reader: RegisterReader, seat: string, who: Who, now: Instant): Result<undefined> {
  if (who === 'anyone') return accept(undefined)
  const allowed = who === 'signedOn' ? operatorAt(reader, seat) : hasRight(reader, seat, who, now)
  return allowed.ok ? accept(undefined) : allowed
}
