import { type Input, type PermissionsView } from '../../contracts/ipc/index.ts'
import { fitsCell, grantWord, mayNeedTwo } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { grantId, secondPersonId } from '../../domain/settings/index.ts'
import { hasRight, keptAmong, permissionsViewOf } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { somebodyElseUnlocks } from './guess-pin.ts'

/** Refuses `permission.invalid` for what such a cell cannot hold, `setting.ofHeadOffice` for one that head office keeps, and the last of the rights that could give rights back. */
export function setPermission(context: CommandContext, { role, permission, grant }: Input<'set-permission'>): Result<PermissionsView> {
  return changeMatrix(context, ({ database }) => {
    if (!fitsCell(role, permission, grant)) return refuse('permission.invalid')
    const from = database.grantOf(role, permission)
    if (from === grant) return accept(undefined)
    const kept = keptAmong(database, [grantId(role, permission)])
    if (kept !== undefined) return kept
    database.saveGrant(role, permission, grant)
    // A store without an admin, whose managers had taken it from themselves.
    if (permission === 'managePeople' && !somebodyElseUnlocks(database, '')) return refuse('operator.lastManager')
    return accept({ role, permission, from: grantWord(from), to: grantWord(grant) })
  })
}

export function setSecondPerson(context: CommandContext, { permission, above }: Input<'set-second-person'>): Result<PermissionsView> {
  return changeMatrix(context, ({ database }) => {
    if (above !== undefined && !mayNeedTwo(permission)) return refuse('permission.invalid')
    const from = database.secondPersonAbove(permission)
    if (from === above) return accept(undefined)
    const kept = keptAmong(database, [secondPersonId(permission)])
    if (kept !== undefined) return kept
    database.saveSecondPersonAbove(permission, above)
    return accept({ permission, secondPersonAbove: above ?? 'none', from: from ?? 'none' })
  })
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
