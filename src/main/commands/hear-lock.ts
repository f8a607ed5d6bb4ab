import { type RegisterReader, type Seat } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { emptySeat } from './lock-seats.ts'

type Context = Pick<CommandContext, 'database' | 'moment'>

/** So long what is open may still be paid for, once the lock was heard. */
const finishMs = 120_000

/**
 * Head office's word on this machine: locked, or not any more. Each change of it is an entry. Whoever has nothing open is signed off at once; what is open may be paid for first, for
 * a customer with the money in their hand.
 */
export function hearLock(context: Context, told: { readonly at: number; readonly reason: string } | undefined): Result<undefined> {
  const { database } = context
  const before = database.registerLock()
  if (told === undefined && before === undefined) return accept(undefined)
  if (told !== undefined && before !== undefined && told.at === before.at && told.reason === before.reason) return accept(undefined)
  return database.unitOfWork(() => {
    const moment = context.moment()
    const businessDate = businessDateAt(context, moment)
    database.keepRegisterLock(told === undefined ? undefined : { at: told.at, reason: told.reason, heardAt: moment.at })
    database.append(moment, told === undefined ? { type: 'register.unlocked', schemaVersion: 1, businessDate, operator: 'system', body: {} } : { type: 'register.locked', schemaVersion: 1, businessDate, operator: 'system', body: { since: told.at, reason: told.reason } })
    if (told !== undefined) emptyWhatMay(context)
    return accept(undefined)
  })
}

/** Each minute while it is locked: whoever has finished meanwhile, or took too long, is signed off; a basket stays where it is. */
export function emptyLockedSeats(context: Context): Result<undefined> {
  const { database } = context
  if (database.registerLock() === undefined || !database.staffedSeats().some((seat) => isDone(context, seat))) return accept(undefined)
  return database.unitOfWork(() => {
    emptyWhatMay(context)
    return accept(undefined)
  })
}

function emptyWhatMay(context: Context): void {
  for (const seat of context.database.staffedSeats()) if (isDone(context, seat)) emptySeat(context, seat, 'locked')
}

function isDone({ database, moment }: Context, { basketId }: Seat): boolean {
  if (basketId === undefined) return true
  if (isPaidInPart(database, basketId)) return false
  const heardAt = database.registerLock()?.heardAt ?? 0
  return Math.abs(moment().at - heardAt) >= finishMs
}

/** Money of it is out: asked of a terminal, or taken. A sale that was paid is never left lying. */
function isPaidInPart(database: RegisterReader, basketId: string): boolean {
  return database.basketTenders(basketId).length > 0 || database.paymentsOf(basketId).some(({ state }) => state === 'pending' || state === 'unknown' || state === 'approved')
}

const finishing: ReadonlySet<string> = new Set([
  'complete-sale', 'take-tender', 'remove-tender', 'approve', 'prove-second-factor', 'confirm-age', 'confirm-lot', 'choose-pay-back', 'say-paid-back', 'resolve-payment', 'suspend-basket', 'cancel-basket', 'remove-line',
  'start-payment', 'start-refund',
])
/** Nothing is begun by them, whoever asks: they end what was begun, or leave. */
const always: ReadonlySet<string> = new Set(['sign-off', 'stay', 'reprint', 'start-reversal'])
/** Of what main asks for beside the doors, that which would begin something. */
const beginning: ReadonlySet<string> = new Set(['start-payment', 'start-refund', 'add-weighed', 'start-training', 'move-out', 'import-rows', 'set-device', 'set-logo', 'set-mail', 'retry-mail', 'save-receipt', 'support-saved', 'set-backups'])

/** Whether this is still done on a locked register: what is open is finished, and nothing is begun. */
export function goesOnLocked(name: string, database: Pick<RegisterReader, 'seat'>, seat: string): boolean {
  if (always.has(name)) return true
  const { basketId, operatorId } = database.seat(seat)
  return finishing.has(name) && basketId !== undefined && operatorId !== undefined
}

export function beginsSomethingElse(name: string): boolean {
  return beginning.has(name)
}
