import { accept, type Result } from '../../domain/errors/index.ts'
import { hasRight } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/**
 * A file with this till's logs and settings was kept, to be taken out of the shop: who did it, and what it is called. Not where it
 * lies: a path names somebody's folder. Refuses `operator.notSignedOn` and `request.notAllowed`; the same request again writes nothing.
 */
export function supportSaved(context: Pick<CommandContext, 'database' | 'moment' | 'seat' | 'request'>, { file }: { readonly file: string }): Result<undefined> {
  const { database, request, seat } = context
  return database.unitOfWork((): Result<undefined> => {
    const operator = hasRight(database, seat, 'supportBundle')
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return accept(undefined)
    const moment = context.moment()
    database.append(moment, { type: 'support.saved', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operator.value.id, body: { file } })
    database.rememberRequest(request)
    return accept(undefined)
  })
}
