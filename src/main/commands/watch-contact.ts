import { awayMsOf, type Moment, type OfficeContact } from '../../db/index.ts'
import { contactState } from '../../domain/authority/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

type Context = Pick<CommandContext, 'database' | 'moment'>

/** Of no state's change this often is written down: a power cut takes no more of what was counted, and an hour has six writes. */
const writtenEveryMs = 600_000

/**
 * Head office answered just now; or, each minute and at a start, how long it has not. A clock that is set back makes it no shorter: the highest that it showed counts, and the time
 * that the register ran. One that is set ahead makes it longer, until head office answers: that is never more than a cashier's rights, and selling needs none.
 */
export function watchContact(context: Context, heard: boolean): Result<undefined> {
  const { database } = context
  const before = database.officeContact()
  if (before === undefined) return accept(undefined)
  const now = context.moment()
  const next = heard ? contactAt(now, before.mostHours) : laterBy(before, now)
  const ran = before.bootId === now.bootId ? now.monoMs - before.monoMs : writtenEveryMs
  const counted = Math.max(ran, heard ? Math.max(Math.abs(now.at - before.heardAt), awayMsOf(before)) : next.highestAt - before.highestAt)
  if (next.state === before.state && counted < writtenEveryMs) return accept(undefined)
  return database.unitOfWork(() => {
    database.keepOfficeContact(next)
    if ((next.state === 'over') !== (before.state === 'over')) {
      const type = next.state === 'over' ? 'headOffice.awayTooLong' : 'headOffice.backInTouch'
      database.append(now, { type, schemaVersion: 1, businessDate: businessDateAt(context, now), operator: 'system', body: next.state === 'over' ? { hours: next.mostHours } : {} })
    }
    return accept(undefined)
  })
}

/** It is heard from in this moment. */
export function contactAt({ at, bootId, monoMs }: Moment, mostHours: number): OfficeContact {
  return { mostHours, heardAt: at, highestAt: at, ranMs: 0, bootId, monoMs, state: 'near' }
}

function laterBy(before: OfficeContact, { at, bootId, monoMs }: Moment): OfficeContact {
  const ran = before.bootId === bootId ? Math.max(0, monoMs - before.monoMs) : 0
  const next = { ...before, highestAt: Math.max(before.highestAt, at), ranMs: before.ranMs + ran, bootId, monoMs }
  return { ...next, state: contactState(awayMsOf(next), before.mostHours) }
}
