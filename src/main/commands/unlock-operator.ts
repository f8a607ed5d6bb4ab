import { type Input, type PeopleView } from '../../contracts/ipc/index.ts'
import { noGuesses } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { changePeople } from './change-people.ts'
import { type CommandContext } from './command-context.ts'

/** Forgets the wrong PINs, and the wait with them. Their PIN stays. */
export function unlockOperator(context: CommandContext, { operatorId }: Input<'unlock-operator'>): Result<PeopleView> {
  const { database } = context
  return changePeople(context, () => {
    if (database.operatorById(operatorId) === undefined) return refuse('operator.unknown')
    if (database.pinGuesses(operatorId).total === 0) return accept(undefined)
    database.savePinGuesses(operatorId, noGuesses)
    return accept({ type: 'operator.unlocked', body: { operatorId } })
  })
}
