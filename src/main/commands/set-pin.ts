import { type PeopleView } from '../../contracts/ipc/index.ts'
import { noGuesses, type KeptPin, type Operator } from '../../db/index.ts'
import { weakPin } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { hasRight, operatorAt } from '../queries/index.ts'
import { changePeople } from './change-people.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/** Made in the pool, between two commands. `fromHash`: what the new one was compared with; absent: there was none. */
export interface NewPin {
  readonly pin: KeptPin
  readonly fromHash?: string
}

/** Before anything is hashed: whether whoever is signed on may give that operator this PIN. The one to compare the new one with. */
export function maySetPin(context: CommandContext, operatorId: string, pin: string): Result<KeptPin | undefined> {
  const { database, seat } = context
  const manager = hasRight(database, seat, 'managePeople', context.moment())
  if (!manager.ok) return manager
  const allowed = settable(context, manager.value, operatorId)
  if (!allowed.ok) return allowed
  const strong = strongPin(context, pin)
  return strong.ok ? accept(database.pinOf(operatorId)) : strong
}

/** A new PIN is a new secret: what was guessed at the old one is forgotten, and who was locked is not any more. */
export function setPin(context: CommandContext, operatorId: string, { pin, fromHash }: NewPin): Result<PeopleView> {
  const { database } = context
  return changePeople(context, (manager) => {
    const allowed = settable(context, manager, operatorId)
    if (!allowed.ok) return allowed
    // Set by somebody else meanwhile: then this one was compared with nothing.
    if (database.pinHashOf(operatorId) !== fromHash) return refuse('request.failed', { reason: 'changedMeanwhile' })
    database.savePin(operatorId, pin)
    database.savePinGuesses(operatorId, noGuesses)
    return accept({ type: 'operator.pinSet', body: { operatorId } })
  })
}

/** Whose PIN `change-pin` is about, before it is compared: whoever is signed on. */
export function changesOwnPin({ database, seat }: CommandContext): Result<Operator> {
  const operator = operatorAt(database, seat)
  // At this till alone it would be another one than at the next, and the old one good there.
  return operator.ok && database.isRowFed('operators', operator.value.id) ? refuse('operator.ofHeadOffice') : operator
}

/** `provenHash`: the old PIN was found to match it. Refused where it is not the operator's any more. */
export function changePin(context: CommandContext, operatorId: string, { pin, provenHash }: { readonly pin: KeptPin; readonly provenHash: string }): Result<Record<string, never>> {
  const { database, request, seat } = context
  return database.unitOfWork((): Result<Record<string, never>> => {
    const operator = operatorAt(database, seat)
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return accept({})
    if (database.isRowFed('operators', operatorId)) return refuse('operator.ofHeadOffice')
    if (operator.value.id !== operatorId || database.pinHashOf(operatorId) !== provenHash) return refuse('operator.wrongPin')
    const moment = context.moment()
    database.savePin(operatorId, pin)
    database.append(moment, { type: 'operator.pinSet', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operatorId, body: { operatorId } })
    database.rememberRequest(request)
    return accept({})
  })
}

export function strongPin(context: Pick<CommandContext, 'database' | 'moment'>, pin: string): Result<undefined> {
  const reason = weakPin(pin, businessDateAt(context, context.moment()))
  return reason === undefined ? accept(undefined) : refuse('pin.weak', { reason })
}

function settable({ database }: CommandContext, manager: Operator, operatorId: string): Result<undefined> {
  const operator = database.operatorById(operatorId)
  if (operator === undefined) return refuse('operator.unknown')
  if (database.isRowFed('operators', operatorId)) return refuse('operator.ofHeadOffice')
  // At a till that was left signed on, anybody could take it over for good.
  if (operator.id === manager.id) return refuse('pin.ownByOld')
  return operator.role === 'admin' && manager.role !== 'admin' ? refuse('operator.adminsOnly') : accept(undefined)
}
