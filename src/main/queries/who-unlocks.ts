import { type Operator, type RegisterReader } from '../../db/index.ts'
import { judge } from '../../domain/authority/index.ts'

/** Everybody who could sign on now and manage people. While there is one, the store can be given every right back. */
export function whoUnlocks(reader: RegisterReader): readonly Operator[] {
  return reader
    .operators()
    .filter((person) => person.inactive !== true && reader.pinOf(person.id) !== undefined && !reader.pinGuesses(person.id).locked && judge({ grant: reader.grantFor(person, 'managePeople'), amount: 0 }) === 'allowed')
}
