import { type Seat } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/** `replaced` by another sign-on, `handedOver` to whoever signs on next, `locked` by head office with the register, `idle` for too long, `restarted` with the program. Codes in the journal: never renamed. */
export type SignOffReason = 'asked' | 'replaced' | 'idle' | 'restarted' | 'deactivated' | 'handedOver' | 'locked'

type Context = Pick<CommandContext, 'database' | 'moment'>

/**
 * Inside a unit of work: signs off whoever is on. The open basket stays; the last sale goes, it was this sign-on's. Not so when
 * the program starts again: whether that sale was printed, or its card charged, nobody has seen yet. A second factor whose
 * recovery codes nobody said to have goes, too: they were on the screen that is locked now, and are shown nowhere again.
 */
export function emptySeat(context: Context, { seat, operatorId, basketId, lastSaleId }: Seat, reason: SignOffReason): void {
  if (operatorId === undefined) return
  const { database } = context
  const moment = context.moment()
  database.append(moment, { type: 'operator.signedOff', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operatorId, body: { seat, reason } })
  const begun = database.begunSecondFactor(operatorId)
  if (begun?.seat === seat && database.secondFactorOf(operatorId) !== undefined) {
    database.dropSecondFactor(operatorId)
    database.append(moment, { type: 'operator.secondFactorDropped', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operatorId, body: { seat, of: operatorId, why: 'codesNotKept' } })
  }
  const unseen = reason === 'restarted' && lastSaleId !== undefined ? { lastSaleId } : {}
  database.setSeat({ seat, ...unseen, ...(basketId === undefined ? {} : { basketId }) })
}

/** Every seat. Whoever starts the program need not be who used it last. */
export function lockSeats(context: Context, reason: 'restarted'): Result<undefined> {
  const { database } = context
  return database.unitOfWork(() => {
    for (const seat of database.staffedSeats()) emptySeat(context, seat, reason)
    return accept(undefined)
  })
}

/**
 * A seat where nobody did anything. Not while a payment is being asked for: the answer would come to a locked screen, and
 * nobody would see that it was refused. False: it stays as it is.
 */
export function lockIdleSeat(context: Context, seat: string): Result<boolean> {
  const { database } = context
  return database.unitOfWork(() => {
    const before = database.seat(seat)
    const asked = before.basketId === undefined ? [] : database.paymentsOf(before.basketId)
    if (before.operatorId === undefined || asked.some(({ state }) => state === 'pending')) return accept(false)
    emptySeat(context, before, 'idle')
    return accept(true)
  })
}
