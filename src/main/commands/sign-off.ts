import { type CounterView } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { emptySeat } from './lock-seats.ts'

/** Locks the seat. The open basket stays; the last sale goes, it was this sign-on's. Nobody signed on: it is locked already. */
export function signOff(context: CommandContext): Result<CounterView> {
  const { database, seat } = context
  return changeCounter(context, () => {
    const before = database.seat(seat)
    emptySeat(context, before, 'asked')
    return accept(undefined)
  })
}
