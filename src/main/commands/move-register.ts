import { type Moved, type Operator } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { hasRight } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { emptySeat } from './lock-seats.ts'

type Context = Pick<CommandContext, 'database' | 'moment' | 'seat'>

/** Where a continued journal comes from: its last entry in the epoch before. */
interface Origin {
  readonly moveId: string
  readonly epoch: number
  readonly seq: number
  readonly hash: string
}

/**
 * Whether it could be closed now. Refuses whoever may not, `move.basketOpen`, `move.paymentOpen` (one that is unknown included:
 * its answer would come to a machine that sells nothing), `move.effectsWaiting`.
 */
export function mayClose({ database, moment, seat }: Context): Result<Operator> {
  const operator = hasRight(database, seat, 'moveRegister', moment())
  if (!operator.ok) return operator
  if (database.unsettledPayments().length > 0) return refuse('move.paymentOpen')
  if (database.openBaskets() > 0) return refuse('move.basketOpen')
  const effects = database.effectsUnfinished()
  return effects > 0 ? refuse('move.effectsWaiting', { count: effects }) : operator
}

/** Writes `register.moved`, and no entry can follow it here. Everybody is signed off. Refuses what `mayClose` does. */
export function closeRegister(context: Context, about: Pick<Moved, 'moveId' | 'file' | 'salt' | 'proof'>): Result<Moved> {
  const { database } = context
  return database.unitOfWork(() => {
    const operator = mayClose(context)
    if (!operator.ok) return operator
    for (const staffed of database.staffedSeats()) emptySeat(context, staffed, 'asked')
    const moment = context.moment()
    const { epoch, seq, hash } = database.append(moment, {
      type: 'register.moved',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.value.id,
      body: { moveId: about.moveId },
    })
    const moved: Moved = { ...about, epoch, seq, hash, at: moment.at, packed: false }
    database.closeJournal(moved)
    return accept(moved)
  })
}

export type TakenBackBecause = 'asked' | 'notPacked' | 'interrupted'

/** On the machine it was moved from. `move.notMoved` where there is nothing to take back. */
export function continueHere(context: Pick<Context, 'database' | 'moment'>, because: TakenBackBecause): Result<unknown> {
  return continueJournal(context, (from) => ({ type: 'register.takenBack', body: { ...from, because } }))
}

/** On the machine it was moved to. `machine`: an id made there, so that two that opened the same file are told apart. */
export function continueElsewhere(context: Pick<Context, 'database' | 'moment'>, machine: string): Result<unknown> {
  return continueJournal(context, (from) => ({ type: 'register.takenOver', body: { ...from, machine } }))
}

/**
 * Both in the epoch after the moved one. Two that go on from one file then write another entry at the same place, which head office
 * files for the first and refuses to the second: neither is merged, and both know (REP-7).
 */
function continueJournal(context: Pick<Context, 'database' | 'moment'>, entry: (from: Readonly<Record<string, string | number>>) => { readonly type: string; readonly body: unknown }): Result<unknown> {
  const { database } = context
  return database.unitOfWork(() => {
    const moved = database.moved()
    if (moved === undefined) return refuse('move.notMoved')
    const { moveId, epoch, seq, hash } = moved satisfies Origin
    database.continueJournal()
    const moment = context.moment()
    database.append(moment, { ...entry({ moveId, epoch, seq, hash }), schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: 'system' })
    return accept(undefined)
  })
}
