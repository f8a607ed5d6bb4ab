import { type CounterView } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, changeCounter, type CommandContext } from './command-context.ts'

/** Locks the seat. The open basket stays; the last sale goes, it was this sign-on's. Nobody signed on: it is locked already. */
export function signOff(context: CommandContext): Result<CounterView> {
  const { database, seat } = context
  return changeCounter(context, () => {
    const before = database.seat(seat)
    if (before.operatorId === undefined) return accept(undefined)
    const moment = context.moment()
    database.append(moment, {
      type: 'operator.signedOff',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: before.operatorId,
      body: { seat, reason: 'asked' },
    })
    database.setSeat({ seat, ...(before.basketId === undefined ? {} : { basketId: before.basketId }) })
    return accept(undefined)
  })
}
