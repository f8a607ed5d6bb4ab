import { type PermissionsView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { permissionKinds, permissions as every, roles } from '../../domain/authority/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type QueryContext } from './query-context.ts'

export function permissionsViewOf(reader: RegisterReader): PermissionsView {
  return {
    permissions: every.map((permission) => {
      const above = reader.secondPersonAbove(permission)
      const { unit, approvable } = permissionKinds[permission]
      return {
        permission,
        unit,
        approvable,
        grants: roles.map((role) => ({ role, grant: reader.grantOf(role, permission) })),
        ...(above === undefined ? {} : { secondPersonAbove: above }),
      }
    }),
  }
}

export function permissions({ reader }: QueryContext): Result<PermissionsView> {
  return accept(permissionsViewOf(reader))
}
