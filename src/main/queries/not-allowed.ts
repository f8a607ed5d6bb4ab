import { type Operator, type RegisterReader } from '../../db/index.ts'
import { goesOnAway, judge, mayApprove, type Permission } from '../../domain/authority/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'

type Refused = Extract<Result<never>, { readonly ok: false }>
type Reads = Pick<RegisterReader, 'grantOf' | 'awayHoursOf'>

/** The most hours, where it is head office's being away that keeps somebody from what their role may do. */
export function keptByAway(reader: Reads, person: Operator, permission: Permission): number | undefined {
  if (goesOnAway.has(permission) || reader.grantOf(person.role, permission) === 'no') return undefined
  return reader.awayHoursOf(person)
}

/** Why somebody may not do it: `headOffice.awayTooLong` where that is all that keeps them, else `request.notAllowed`. */
export function notAllowed(reader: Reads, person: Operator, permission: Permission, amount = 0): Refused {
  const hours = keptByAway(reader, person, permission)
  if (hours === undefined || judge({ grant: reader.grantOf(person.role, permission), amount }) === 'refused') return refuse('request.notAllowed')
  return refuse('headOffice.awayTooLong', { hours })
}

/** Whether anybody here could approve it now, but whoever asks. */
export function anybodyApproves(reader: RegisterReader, asker: Operator, permission: Permission, amount: number): boolean {
  return reader.operators().some((person) => person.inactive !== true && mayApprove(reader.grantFor(person, permission), amount, person.id === asker.id))
}
