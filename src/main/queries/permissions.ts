import { type PermissionsView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { isKept, permissionKinds, permissions as every, roles, type Permission, type Role } from '../../domain/authority/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { grantId, secondPersonId } from '../../domain/settings/index.ts'
import { isOfHeadOffice } from './of-head-office.ts'
import { type QueryContext } from './query-context.ts'
import { whoUnlocks } from './who-unlocks.ts'

export function permissionsViewOf(reader: RegisterReader): PermissionsView {
  const unlocking = whoUnlocks(reader)
  function keptAs(role: Role, permission: Permission): { readonly kept?: 'admins' | 'headOffice' | 'last' } {
    if (isKept(role, permission)) return { kept: 'admins' }
    if (isOfHeadOffice(reader, grantId(role, permission))) return { kept: 'headOffice' }
    const isLast = permission === 'managePeople' && unlocking.length > 0 && unlocking.every((operator) => operator.role === role)
    return isLast ? { kept: 'last' } : {}
  }
  return {
    permissions: every.map((permission) => {
      const above = reader.secondPersonAbove(permission)
      const { unit, approvable } = permissionKinds[permission]
      return {
        permission,
        unit,
        approvable,
        grants: roles.map((role) => ({ role, grant: reader.grantOf(role, permission), ...keptAs(role, permission) })),
        ...(above === undefined ? {} : { secondPersonAbove: above }),
        ...(isOfHeadOffice(reader, secondPersonId(permission)) && { secondPersonKept: 'headOffice' as const }),
      }
    }),
  }
}

export function permissions({ reader }: QueryContext): Result<PermissionsView> {
  return accept(permissionsViewOf(reader))
}
