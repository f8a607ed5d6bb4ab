import { type FedSetting } from '../../contracts/replication/index.ts'
import { type RegisterWriter } from '../../db/index.ts'
import { grantWord } from '../../domain/authority/index.ts'
import { whoUnlocks } from '../queries/index.ts'
import { type Said } from './said.ts'

type FedRight = Extract<FedSetting, { readonly kind: 'grant' | 'secondPerson' }>

/**
 * Sets a cell of the matrix as head office says, with the entry of somebody who sets it here; or answers why it cannot be so, and nothing is changed. Inside a unit of work.
 * While nobody else could give rights back, those of whoever can stay: the same safeguard as at the till's own page.
 */
export function setRightAs(database: RegisterWriter, right: FedRight): readonly Said[] | string {
  if (right.currency !== undefined && right.currency !== database.facts().currency) return 'currency-differs'
  if (right.kind === 'grant') {
    const { role, permission, grant } = right
    const from = database.grantOf(role, permission)
    if (from === grant) return []
    if (takesPeople(right) && whoUnlocks(database).every((operator) => operator.role === role)) return 'last-manager'
    database.saveGrant(role, permission, grant)
    return [{ type: 'permission.changed', body: { role, permission, from: grantWord(from), to: grantWord(grant) } }]
  }
  const { permission, above } = right
  const from = database.secondPersonAbove(permission)
  if (from === (above ?? undefined)) return []
  database.saveSecondPersonAbove(permission, above ?? undefined)
  return [{ type: 'permission.changed', body: { permission, secondPersonAbove: above ?? 'none', from: from ?? 'none' } }]
}

/** It may be the last right of its kind: what gives that right to somebody else comes before it. */
export function takesPeople(setting: FedSetting): boolean {
  return setting.kind === 'grant' && setting.permission === 'managePeople' && setting.grant !== 'yes'
}
