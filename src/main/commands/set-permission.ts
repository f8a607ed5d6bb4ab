import { type Input, type PermissionsView } from '../../contracts/ipc/index.ts'
import { isGrant, isKept, permissionKinds, type Grant, type Permission } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { hasRight, permissionsViewOf } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { somebodyElseUnlocks } from './guess-pin.ts'

/** Refuses `permission.invalid` for what such a cell cannot hold, and for the last of the rights that could give rights back. */
export function setPermission(context: CommandContext, { role, permission, grant }: Input<'set-permission'>): Result<PermissionsView> {
  return changeMatrix(context, ({ database }) => {
    if (!isGrant(permission, grant) || (isKept(role, permission) && grant !== 'yes')) return refuse('permission.invalid')
    const from = database.grantOf(role, permission)
    if (from !== grant) database.saveGrant(role, permission, grant)
    // A store without an admin, whose managers had taken it from themselves.
    if (permission === 'managePeople' && from !== grant && !somebodyElseUnlocks(database, '')) return refuse('operator.lastManager')
    return accept(from === grant ? undefined : { role, permission, from: wordOf(from), to: wordOf(grant) })
  })
}

export function setSecondPerson(context: CommandContext, { permission, above }: Input<'set-second-person'>): Result<PermissionsView> {
  return changeMatrix(context, ({ database }) => {
    if (above !== undefined && !hasSize(permission)) return refuse('permission.invalid')
    const from = database.secondPersonAbove(permission)
    if (from !== above) database.saveSecondPersonAbove(permission, above)
    return accept(from === above ? undefined : { permission, secondPersonAbove: above ?? 'none', from: from ?? 'none' })
  })
}

function hasSize(permission: Permission): boolean {
  const { unit, approvable } = permissionKinds[permission]
  return approvable && unit !== 'none'
}

function wordOf(grant: Grant): string {
  return typeof grant === 'number' ? `upTo:${grant}` : grant
}

/** The change and its entry, by whoever may manage people. What changes nothing leaves no entry. */
function changeMatrix(context: CommandContext, change: (context: CommandContext) => Result<Readonly<Record<string, string | number>> | undefined>): Result<PermissionsView> {
  const { database, request, seat } = context
  return database.unitOfWork(() => {
    const operator = hasRight(database, seat, 'managePeople', context.moment())
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return accept(permissionsViewOf(database))
    const changed = change(context)
    if (!changed.ok) return changed
    if (changed.value !== undefined) {
      const moment = context.moment()
      database.append(moment, { type: 'permission.changed', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operator.value.id, body: canonicalValue(changed.value) })
      database.rememberRequest(request)
    }
    return accept(permissionsViewOf(database))
  })
}
