import { type PeopleView, type PersonView } from '../../contracts/ipc/index.ts'
import { type Operator, type RegisterReader } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { isOfHeadOffice } from './of-head-office.ts'
import { type QueryContext } from './query-context.ts'

export function peopleViewOf(reader: RegisterReader): PeopleView {
  const personOf = ({ id, name, role, badge, inactive }: Operator): PersonView => ({
    id,
    name,
    role,
    ...(badge === undefined ? {} : { badge }),
    active: inactive !== true,
    hasPin: reader.pinOf(id) !== undefined,
    locked: reader.pinGuesses(id).locked,
    ofHeadOffice: reader.isRowFed('operators', id),
  })
  return { people: reader.operators().map(personOf), lockAfterSeconds: reader.facts().lockAfterSeconds, ...(isOfHeadOffice(reader, 'lockAfter') && { lockAfterOfHeadOffice: true as const }) }
}

export function people({ reader }: QueryContext): Result<PeopleView> {
  return accept(peopleViewOf(reader))
}
