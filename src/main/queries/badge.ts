import { type BadgeView, type Input } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type QueryContext } from './query-context.ts'

/** A badge is a copyable thing: it says who, and the PIN after it says that it is them. */
export function badge({ reader }: QueryContext, { badge: shown }: Input<'badge'>): Result<BadgeView> {
  const operator = reader.operatorByBadge(shown)
  return operator === undefined || operator.inactive ? refuse('badge.unknown') : accept({ operatorId: operator.id })
}
