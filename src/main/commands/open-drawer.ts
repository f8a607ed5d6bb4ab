import { type DrawerOpeningView, type Input } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { hasRight, needsSetup } from '../queries/index.ts'
import { authorize } from './authorize.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/** Who stands in an entry that nobody known could have made. */
const nobody = 'system'

/**
 * Opens the drawer without a sale: the entry and the one kick are written together, so that no drawer opens that the
 * journal does not tell of. A register that is nobody's opens it for whoever sets it up, to be looked at. Refuses `operator.notSignedOn`, `request.notAllowed` and `drawer.noteMissing`. A repeat of the same
 * request opens nothing and answers what became of the kick.
 */
export function openDrawer(context: CommandContext, { reason, note = '', approval }: Input<'open-drawer'>): Result<DrawerOpeningView> {
  const { database, request } = context
  // Its own kind of name: a request can never be taken for the id of a sale, whose effects the counter shows.
  const opening = `drawer:${request}`
  return database.unitOfWork(() => {
    const isNew = needsSetup(database)
    if (isNew && reason !== 'check') return refuse('setup.needed')
    const seller = isNew ? accept(undefined) : hasRight(database, context.seat, 'sell')
    if (!seller.ok) return seller
    if (database.requestSeen(request)) return answer(database, opening, reason)
    // "Other" with nothing behind it is what everybody would choose, and then the list tells nobody anything.
    if (reason === 'other' && note === '') return refuse('drawer.noteMissing')
    const authority = isNew ? accept({ operator: { id: nobody }, approver: undefined }) : authorize(context, { permission: 'openDrawer', document: 'drawer', amount: 0 }, approval)
    if (!authority.ok) return authority
    const { operator, approver } = authority.value
    const moment = context.moment()
    database.append(moment, {
      type: 'drawer.opened',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.id,
      ...(approver === undefined ? {} : { approver }),
      body: { reason, ...(note === '' ? {} : { note }) },
    })
    database.addEffect(opening, { kind: 'kick', pin: 0 })
    database.rememberRequest(request)
    return answer(database, opening, reason)
  })
}

function answer(reader: RegisterReader, opening: string, reason: DrawerOpeningView['reason']): Result<DrawerOpeningView> {
  const kick = reader.effectsOf(opening)[0]
  // Swept with a day of others by now: nobody can say any more, and that is what is said.
  if (kick === undefined) return accept({ reason, kick: { kind: 'kick', state: 'unconfirmed' } })
  return accept({ reason, kick: { kind: 'kick', state: kick.state, ...(kick.fault === undefined ? {} : { fault: kick.fault }) } })
}
