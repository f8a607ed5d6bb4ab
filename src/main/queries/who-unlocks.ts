import { type Operator, type RegisterReader } from '../../db/index.ts'
import { judge } from '../../domain/authority/index.ts'

/** Everybody who could sign on now and manage people. While there is one, the store can be given every right back. */
export function whoUnlocks(reader: RegisterReader): readonly Operator[] {
  return reader
    .operators()
    .filter(({ id, role, inactive }) => inactive !== true && reader.pinOf(id) !== undefined && !reader.pinGuesses(id).locked && judge({ grant: reader.grantOf(role, 'managePeople'), amount: 0 }) === 'allowed')
}
