import { everybody, noGuesses, type KeptPin, type Moment, type PinGuesses, type RegisterReader } from '../../db/index.ts'
import { afterRight, oneMoreWrong, operatorWait, registerWait, wrongPinsUntilLocked } from '../../domain/authority/index.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/errors/index.ts'
import { whoUnlocks } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

type Context = Pick<CommandContext, 'database' | 'moment'>

/** What a PIN was typed for. Codes in the journal: never renamed. */
export type PinPurpose = 'signOn' | 'approval' | 'changePin' | 'secondFactor' | 'restore' | 'headOffice'

/** `pin` to compare with; absent: there is nobody to compare with, and the work is done all the same. */
export type Guess = { readonly refusal: Refusal } | { readonly refusal?: never; readonly pin?: KeptPin }

/**
 * Counts a guess before anybody looks whether it is right, in a unit of work of its own: a kill in between has spent it, and
 * so has a power cut. Right, `rightPin` takes it back. Refused without a compare while the last wrong ones are waited for.
 */
export function beginGuess(context: Context, operatorId: string): Result<Guess> {
  const { database } = context
  return database.unitOfWork((): Result<Guess> => {
    const moment = context.moment()
    const operator = database.operatorById(operatorId)
    const known = operator !== undefined && operator.inactive !== true
    const own = known ? database.pinGuesses(operatorId) : noGuesses
    const all = database.pinGuesses(everybody)
    if (own.locked) return accept(refuse('pin.locked'))
    const left = Math.max(waitLeft(own, moment), waitLeft(all, moment))
    if (left > 0) {
      return accept(refuse('pin.wait', { seconds: Math.ceil(left / 1000) }))
    }
    const pin = known ? database.pinOf(operatorId) : undefined
    if (known && pin === undefined) return accept(refuse('pin.notSet'))
    const businessDate = businessDateAt(context, moment)
    const allWrong = oneMoreWrong(all, businessDate)
    database.savePinGuesses(everybody, { ...allWrong, ...startOf(moment), waitMs: registerWait(allWrong.inRow), locked: false })
    if (known) {
      const wrong = oneMoreWrong(own, businessDate)
      const spent = wrong.total >= wrongPinsUntilLocked
      // A lock that nobody could open would be the end of the shop: the last who could open one waits, longer each time.
      const locked = spent && somebodyElseUnlocks(database, operatorId)
      database.savePinGuesses(operatorId, { ...wrong, ...startOf(moment), waitMs: operatorWait(spent ? wrong.total : wrong.inRow), locked })
    }
    return accept(pin === undefined ? {} : { pin })
  })
}

/** After the compare said yes. */
export function rightPin(context: Context, operatorId: string): Result<undefined> {
  const { database } = context
  const businessDate = businessDateAt(context, context.moment())
  return database.unitOfWork(() => {
    for (const who of [operatorId, everybody]) database.savePinGuesses(who, { ...noGuesses, ...afterRight(database.pinGuesses(who), businessDate) })
    return accept(undefined)
  })
}

/** After it said no. In the journal, by whose PIN it was to be; a name that nobody has is not repeated there. The refusal to answer with. */
export function wrongPin(context: Context, { operatorId, purpose, seat }: { readonly operatorId: string; readonly purpose: PinPurpose; readonly seat: string }): Result<Refusal> {
  const { database } = context
  return database.unitOfWork((): Result<Refusal> => {
    const moment = context.moment()
    const operator = database.operatorById(operatorId)?.id
    // Whose act it was to approve: the entry names whose PIN was wrong, and that was not who stood there.
    const requester = purpose === 'approval' ? database.seat(seat).operatorId : undefined
    database.append(moment, { type: 'pin.refused', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operator ?? 'system', body: { purpose, seat, ...(requester === undefined ? {} : { requester }) } })
    const own = operator === undefined ? noGuesses : database.pinGuesses(operator)
    if (own.locked) return accept(refuse('pin.locked').refusal)
    const left = Math.max(waitLeft(own, moment), waitLeft(database.pinGuesses(everybody), moment))
    return accept(refuse('operator.wrongPin', left === 0 ? undefined : { waitSeconds: Math.ceil(left / 1000) }).refusal)
  })
}

/**
 * Writes down what is left of every wait, from now on: at a start, every minute, and at the end. So an owner who switches off at
 * night gets in again, and a restart shortens nothing: the clock of an earlier start says nothing about this one, and only what
 * that start itself wrote down has been waited for.
 */
export function keepWaits(context: Context): Result<undefined> {
  // Where nobody waits it costs no write.
  return context.database.waitingGuesses().length === 0 ? accept(undefined) : context.database.unitOfWork(() => accept(writeWaits(context)))
}

/** The same inside a unit of work. */
export function writeWaits({ database, moment }: Context): undefined {
  const now = moment()
  for (const { who, guesses } of database.waitingGuesses()) database.savePinGuesses(who, { ...guesses, ...startOf(now), waitMs: waitLeft(guesses, now) })
}

function startOf({ bootId, monoMs }: Moment): Pick<PinGuesses, 'bootId' | 'monoMs'> {
  return { bootId, monoMs }
}

/** Milliseconds, by the monotonic clock alone: nobody sets that one forward. */
function waitLeft({ waitMs, bootId, monoMs }: PinGuesses, now: Moment): number {
  if (waitMs === 0 || bootId !== now.bootId) return waitMs
  return Math.min(waitMs, Math.max(0, monoMs + waitMs - now.monoMs))
}

/** Whether anybody but them could sign on now and manage people. */
export function somebodyElseUnlocks(database: RegisterReader, operatorId: string): boolean {
  return whoUnlocks(database).some(({ id }) => id !== operatorId)
}
