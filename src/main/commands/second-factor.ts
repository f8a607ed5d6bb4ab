import { type Input, type Output, type SecondFactorView } from '../../contracts/ipc/index.ts'
import { type Moment, type Operator } from '../../db/index.ts'
import { enrolmentMs, isFresh } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type CanonicalValue } from '../../domain/journal/index.ts'
import { hasRight, isProven, operatorAt, secondFactorViewOf } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { guessCode, type Matched } from './guess-code.ts'
import { type SecondFactorKeeper } from './second-factor-keeper.ts'

/** Of no code: the first one of a new secret may be of any step. */
const noStep = -1

function enter({ database, seat, ...rest }: CommandContext, moment: Moment, type: string, operator: string, body: Readonly<Record<string, CanonicalValue>> = {}): void {
  database.append(moment, { type: `operator.${type}`, schemaVersion: 1, businessDate: businessDateAt({ database, ...rest }, moment), operator, body: { seat, ...body } })
}

/**
 * A new secret for whoever is signed on, shown and not in force. `provenHash` is their own, found to match the PIN between two
 * commands: a counter left open for a minute must not become somebody else's second factor. The same request is told the same
 * secret. Refuses `operator.notSignedOn`, `operator.wrongPin` and `secondFactor.enrolled`.
 */
export function beginSecondFactor(context: CommandContext, keeper: SecondFactorKeeper, { provenHash }: { readonly provenHash?: string }): Result<Output<'begin-second-factor'>> {
  const { database, seat, request } = context
  return database.unitOfWork(() => {
    const operator = operatorAt(database, seat)
    if (!operator.ok) return operator
    const { id, name } = operator.value
    if (provenHash === undefined || provenHash !== database.pinHashOf(id)) return refuse('operator.wrongPin')
    if (database.secondFactorOf(id) !== undefined) return refuse('secondFactor.enrolled')
    const { bootId, monoMs } = context.moment()
    const before = database.begunSecondFactor(id)
    const again = before?.request === request ? { secret: keeper.open(before.sealed, id), sealed: before.sealed } : undefined
    const { secret, sealed } = again ?? keeper.newSecret(id)
    if (again === undefined) database.saveBegunSecondFactor({ operator: id, seat, request, sealed, bootId, monoMs })
    const { storeName, chainName } = database.facts()
    return accept({ secret, uri: keeper.uriOf(secret, [chainName, storeName].find((text) => text !== '') ?? 'Tillwright', name) })
  })
}

/**
 * The first code puts the secret in force, proves it here, and is answered with the recovery codes, in the clear this once. The
 * same request again, its answer lost, is given ten new ones in their place: those before it nobody has seen. Refuses
 * `secondFactor.notBegun` and what `guessCode` does.
 */
function confirmSecondFactor(context: CommandContext, keeper: SecondFactorKeeper, { code }: Input<'confirm-second-factor'>): Result<Output<'confirm-second-factor'>> {
  const { database, seat, request } = context
  if (database.requestSeen(request)) return renewLostCodes(context, keeper)
  return guessCode(context, keeper, {
    code,
    against({ id }) {
      const begun = database.begunSecondFactor(id)
      if (begun === undefined || database.secondFactorOf(id) !== undefined || begun.seat !== seat || !isFresh(begun, context.moment(), enrolmentMs)) return refuse('secondFactor.notBegun')
      return accept({ sealed: begun.sealed, lastStep: noStep, recovery: false })
    },
    right({ id }, matched, moment) {
      const begun = database.begunSecondFactor(id)
      if (begun === undefined || !('step' in matched)) return refuse('secondFactor.notBegun')
      const recoveryCodes = [...keeper.newRecoveryCodes()]
      database.enrolSecondFactor(id, { sealed: begun.sealed, lastStep: matched.step }, hashesOf(keeper, id, recoveryCodes))
      database.saveSecondFactorProof({ seat, operator: id, bootId: moment.bootId, monoMs: moment.monoMs })
      enter(context, moment, 'secondFactorEnrolled', id)
      database.rememberRequest(request)
      return accept({ recoveryCodes })
    },
  })
}

function renewLostCodes({ database, seat, moment }: CommandContext, keeper: SecondFactorKeeper): Result<Output<'confirm-second-factor'>> {
  return database.unitOfWork(() => {
    const operator = operatorAt(database, seat)
    if (!operator.ok) return operator
    const { id } = operator.value
    // Only to whoever has just confirmed it here, and before one of them was used.
    if (!isProven(database, seat, id, moment()) || database.recoveryCodesUsed(id) > 0) return refuse('secondFactor.enrolled')
    const recoveryCodes = [...keeper.newRecoveryCodes()]
    database.replaceRecoveryCodes(id, hashesOf(keeper, id, recoveryCodes))
    return accept({ recoveryCodes })
  })
}

function hashesOf(keeper: SecondFactorKeeper, operatorId: string, codes: readonly string[]): readonly string[] {
  return codes.flatMap((code) => keeper.recoveryHash(operatorId, code) ?? [])
}

/** A guess at the second factor that whoever is signed on has. What it uses up is used up with what it is for. */
function withOwnCode<T>(context: CommandContext, keeper: SecondFactorKeeper, code: string, then: (operator: Operator, matched: Matched, moment: Moment) => Result<T>): Result<T> {
  const { database } = context
  return guessCode(context, keeper, {
    code,
    against({ id }) {
      const factor = database.secondFactorOf(id)
      return factor === undefined ? refuse('secondFactor.notEnrolled') : accept({ ...factor, recovery: true })
    },
    right(operator, matched, moment) {
      if ('step' in matched) database.saveLastStep(operator.id, matched.step)
      else enter(context, moment, 'recoveryCodeUsed', operator.id, { left: database.recoveryCodesLeft(operator.id) })
      return then(operator, matched, moment)
    },
  })
}

/**
 * Said by the page, or by whoever leaves it twice. Until then a second factor counts as not made (`emptySeat`): codes that a
 * lock took off the screen are nobody's, and the day the phone is lost there would be no way in.
 */
function keepRecoveryCodes(context: CommandContext): Result<SecondFactorView> {
  const { database, seat } = context
  return database.unitOfWork(() => {
    const operator = operatorAt(database, seat)
    if (!operator.ok) return operator
    if (database.secondFactorOf(operator.value.id) !== undefined) database.keepSecondFactor(operator.value.id)
    return secondFactorViewOf(database, seat, context.moment())
  })
}

/** The second factor stands whatever becomes of the new codes: whoever did not see them has the authenticator, and asks again. */
function renewRecoveryCodes(context: CommandContext, keeper: SecondFactorKeeper, { code }: Input<'renew-recovery-codes'>): Result<Output<'renew-recovery-codes'>> {
  const { database, seat, request } = context
  if (database.requestSeen(request)) return renewLostCodes(context, keeper)
  return withOwnCode(context, keeper, code, ({ id }, _matched, moment) => {
    const recoveryCodes = [...keeper.newRecoveryCodes()]
    database.replaceRecoveryCodes(id, hashesOf(keeper, id, recoveryCodes))
    database.saveSecondFactorProof({ seat, operator: id, bootId: moment.bootId, monoMs: moment.monoMs })
    enter(context, moment, 'recoveryCodesRenewed', id)
    database.rememberRequest(request)
    return accept({ recoveryCodes })
  })
}

function proveSecondFactor(context: CommandContext, keeper: SecondFactorKeeper, { code }: Input<'prove-second-factor'>): Result<SecondFactorView> {
  const { database, seat, request } = context
  if (database.requestSeen(request)) return secondFactorViewOf(database, seat, context.moment())
  return withOwnCode(context, keeper, code, ({ id }, matched, moment) => {
    database.saveSecondFactorProof({ seat, operator: id, bootId: moment.bootId, monoMs: moment.monoMs })
    enter(context, moment, 'secondFactorProven', id, { by: 'step' in matched ? 'code' : 'recoveryCode' })
    database.rememberRequest(request)
    return secondFactorViewOf(database, seat, moment)
  })
}

/** One's own takes a code, so that a counter left open is not enough; somebody else's the right to manage people. */
function dropSecondFactor(context: CommandContext, keeper: SecondFactorKeeper, { operatorId, code }: Input<'drop-second-factor'>): Result<SecondFactorView> {
  const { database, seat, request } = context
  const drop = (by: string, moment: Moment): Result<SecondFactorView> => {
    if (database.secondFactorOf(operatorId) !== undefined) {
      database.dropSecondFactor(operatorId)
      enter(context, moment, 'secondFactorDropped', by, { of: operatorId })
      database.rememberRequest(request)
    }
    return secondFactorViewOf(database, seat, moment)
  }
  const here = operatorAt(database, seat)
  if (!here.ok) return here
  if (database.requestSeen(request)) return secondFactorViewOf(database, seat, context.moment())
  if (here.value.id === operatorId) return code === undefined ? refuse('secondFactor.wrongCode') : withOwnCode(context, keeper, code, (_operator, _matched, moment) => drop(operatorId, moment))
  return database.unitOfWork(() => {
    const moment = context.moment()
    const operator = hasRight(database, seat, 'managePeople', moment)
    if (!operator.ok) return operator
    return database.operatorById(operatorId) === undefined ? refuse('operator.unknown') : drop(operator.value.id, moment)
  })
}

function setSecondFactorRequired(context: CommandContext, _keeper: SecondFactorKeeper, { required }: Input<'set-second-factor-required'>): Result<SecondFactorView> {
  const { database, seat, request } = context
  return database.unitOfWork(() => {
    const moment = context.moment()
    const operator = hasRight(database, seat, 'managePeople', moment)
    if (!operator.ok) return operator
    const { id } = operator.value
    if (database.secondFactorOf(id) === undefined) return refuse('secondFactor.notEnrolled')
    const from = database.secondFactorRequired()
    if (!database.requestSeen(request) && from !== required) {
      database.saveSecondFactorRequired(required)
      const word = (demanded: boolean): string => (demanded ? 'yes' : 'no')
      database.append(moment, { type: 'setting.changed', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: id, body: { setting: 'secondFactorRequired', from: word(from), to: word(required) } })
      database.rememberRequest(request)
    }
    return secondFactorViewOf(database, seat, moment)
  })
}

/** By their names in the contract. `begin-second-factor` stands apart: its PIN is checked before it runs. */
export const secondFactorCommands = {
  'confirm-second-factor': confirmSecondFactor,
  'keep-recovery-codes': keepRecoveryCodes,
  'renew-recovery-codes': renewRecoveryCodes,
  'prove-second-factor': proveSecondFactor,
  'drop-second-factor': dropSecondFactor,
  'set-second-factor-required': setSecondFactorRequired,
} as const
