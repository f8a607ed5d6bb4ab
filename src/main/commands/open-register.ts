import { accept, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { writeWaits } from './guess-pin.ts'

export interface Opening {
  /** Of the app, e.g. "0.1.0". */
  readonly appVersion: string
  readonly schemaVersion: number
  /** What hashes were made with before they said so. */
  readonly firstPepperId?: string
}

/**
 * Each start of a register is in its journal: a gap in the work is then a gap somebody can see. A chain found broken is
 * said in the same entry, and the shop sells on: head office is who can act on it, the queue of customers cannot.
 */
export function openRegister(context: Pick<CommandContext, 'database' | 'moment'>, { appVersion, schemaVersion, firstPepperId }: Opening): Result<unknown> {
  const { database } = context
  const moment = context.moment()
  return database.unitOfWork(() => {
    const businessDate = businessDateAt(context, moment)
    if (firstPepperId !== undefined) database.nameFirstPepper(firstPepperId)
    database.beginStart(moment)
    writeWaits(context)
    // Its journal is closed, and goes on elsewhere: to look at what it sold is all that is left to do here.
    if (database.moved() !== undefined) return accept(undefined)
    const fault = database.chainFaultAtOpen()
    const body = { app: appVersion, schemaVersion, ...(fault === undefined ? {} : { chainFault: { epoch: fault.epoch, seq: fault.seq, reason: fault.reason } }) }
    database.append(moment, { type: 'register.opened', schemaVersion: 1, businessDate, operator: 'system', body })
    return accept(undefined)
  })
}
