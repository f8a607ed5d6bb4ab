import { type Moment, type Operator, type RegisterWriter } from '../../db/index.ts'
import { codeWaitMs } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { clockOf, operatorAt } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { type SecondFactorKeeper } from './second-factor-keeper.ts'

/** What a code was right for: a step of the clock, or one of the recovery codes by its hash. */
export type Matched = { readonly step: number } | { readonly recovery: string }

export interface Guess<T> {
  readonly code: string
  /** The secret it is looked at against, the last step taken, and whether recovery codes are taken, too. */
  readonly against: (operator: Operator) => Result<{ readonly sealed: string; readonly lastStep: number; readonly recovery: boolean }>
  /** In the transaction that forgets the wrong ones. A refusal rolls both back. */
  readonly right: (operator: Operator, matched: Matched, moment: Moment) => Result<T>
}

/** Milliseconds for which no code of the operator is taken. After a restart the whole wait begins again: the clock it was counted on is gone. */
function waitLeft(database: RegisterWriter, operator: string, now: Moment): number {
  const before = database.wrongCodes(operator)
  if (before === undefined) return 0
  const since = before.bootId === now.bootId ? before.monoMs : (database.registerStart()?.monoMs ?? now.monoMs)
  return Math.max(0, since + codeWaitMs(before.wrong) - now.monoMs)
}

/**
 * One guess at a code of whoever is signed on: two commits. The guess is counted and on disk before the code is looked at, or
 * pulling the plug at each wrong one would give as many guesses as anybody likes. Refuses `secondFactor.wait`, `.usedCode`,
 * `.usedRecoveryCode`, `.wrongCode`, and `.clockSuspect` in its place where the till's clock may be why.
 */
export function guessCode<T>(context: CommandContext, keeper: SecondFactorKeeper, { code, against, right }: Guess<T>): Result<T> {
  const { database, seat } = context
  const counted = database.unitOfWork(() => {
    const operator = operatorAt(database, seat)
    if (!operator.ok) return operator
    const looked = against(operator.value)
    if (!looked.ok) return looked
    const moment = context.moment()
    const wait = waitLeft(database, operator.value.id, moment)
    if (wait > 0) return refuse('secondFactor.wait', { waitSeconds: Math.ceil(wait / 1000) })
    database.countWrongCode(operator.value.id, moment)
    return accept({ operator: operator.value, ...looked.value })
  })
  if (!counted.ok) return counted
  const { operator, sealed, lastStep, recovery } = counted.value
  const compared = database.unitOfWork((): Result<Result<T>> => {
    const moment = context.moment()
    const step = keeper.stepOf(sealed, operator.id, code, moment.at)
    const hash = recovery ? keeper.recoveryHash(operator.id, code) : undefined
    const matched: Matched | undefined = step !== undefined && step > lastStep ? { step } : hash !== undefined && database.useRecoveryCode(operator.id, hash) ? { recovery: hash } : undefined
    if (matched !== undefined) {
      database.forgetWrongCodes(operator.id)
      const done = right(operator, matched, moment)
      return done.ok ? accept(done) : done
    }
    const usedRecovery = hash !== undefined && database.isUsedRecoveryCode(operator.id, hash)
    const why = step === undefined && !usedRecovery ? 'wrong' : 'used'
    const inARow = database.wrongCodes(operator.id)?.wrong ?? 0
    database.append(moment, { type: 'operator.secondFactorRefused', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operator.id, body: { seat, why, inARow } })
    return accept(usedRecovery ? refuse('secondFactor.usedRecoveryCode') : refusalOf(context, step !== undefined, moment))
  })
  return compared.ok ? compared.value : compared
}

function refusalOf({ database }: CommandContext, used: boolean, moment: Moment): ReturnType<typeof refuse> {
  if (used) return refuse('secondFactor.usedCode')
  const { clock, clockSuspect } = clockOf(database, moment)
  return clockSuspect ? refuse('secondFactor.clockSuspect', { clock }) : refuse('secondFactor.wrongCode')
}
