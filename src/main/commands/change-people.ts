import { type PeopleView } from '../../contracts/ipc/index.ts'
import { type Operator } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { hasRight, peopleViewOf } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/** What is written down of a change. People are ids there, and nothing else: a name must be erasable without breaking the chain. */
export interface PeopleEntry {
  readonly type: 'operator.added' | 'operator.saved' | 'operator.pinSet' | 'operator.unlocked' | 'setting.changed'
  readonly body: Readonly<Record<string, string | number>>
}

/** The change and its entry, by whoever may manage people. What changes nothing leaves no entry. */
export function changePeople(context: CommandContext, change: (manager: Operator) => Result<PeopleEntry | undefined>): Result<PeopleView> {
  const { database, request, seat } = context
  return database.unitOfWork(() => {
    const manager = hasRight(database, seat, 'managePeople', context.moment())
    if (!manager.ok) return manager
    if (database.requestSeen(request)) return accept(peopleViewOf(database))
    const changed = change(manager.value)
    if (!changed.ok) return changed
    if (changed.value !== undefined) {
      const moment = context.moment()
      const { type, body } = changed.value
      database.append(moment, { type, schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: manager.value.id, body: canonicalValue(body) })
      database.rememberRequest(request)
    }
    return accept(peopleViewOf(database))
  })
}
