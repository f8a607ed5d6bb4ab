import { type Input, type PeopleView } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { keptAmong } from '../queries/index.ts'
import { changePeople } from './change-people.ts'
import { type CommandContext } from './command-context.ts'

export function setLockAfter(context: CommandContext, { seconds }: Input<'set-lock-after'>): Result<PeopleView> {
  const { database } = context
  return changePeople(context, () => {
    const from = database.facts().lockAfterSeconds
    if (from === seconds) return accept(undefined)
    const kept = keptAmong(database, ['lockAfter'])
    if (kept !== undefined) return kept
    database.saveFacts({ lockAfterSeconds: seconds })
    return accept({ type: 'setting.changed', body: { setting: 'lockAfter', from, to: seconds } })
  })
}
