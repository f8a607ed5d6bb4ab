import { type CounterView } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, changeCounter, type CommandContext } from './command-context.ts'

export interface ProvenSignOn {
  readonly operatorId: string
  /** The hash the PIN was found to match, in the pool, between two commands. Absent: it matched none. */
  readonly provenHash?: string
}

/**
 * The second half of sign-on. The hash is compared again with what is stored now: a PIN changed while the old one was
 * being checked must not let the old one in. An unknown operator is answered like a wrong PIN, so that nobody can
 * ask this door who works here.
 */
export function signOn(context: CommandContext, { operatorId, provenHash }: ProvenSignOn): Result<CounterView> {
  const { database, seat } = context
  return changeCounter(context, () => {
    const operator = database.operatorById(operatorId)
    if (operator === undefined || operator.inactive || provenHash === undefined || provenHash !== database.pinHashOf(operatorId)) return refuse('operator.wrongPin')
    const before = database.seat(seat)
    // Already here: a second press of the key is not a second sign-on in the journal.
    if (before.operatorId === operatorId) return accept(undefined)
    const moment = context.moment()
    const businessDate = businessDateAt(context, moment)
    // Left there by a start of the program, for whoever comes first.
    const unseen = before.operatorId === undefined && before.lastSaleId !== undefined ? { lastSaleId: before.lastSaleId } : {}
    if (before.operatorId !== undefined) {
      database.append(moment, { type: 'operator.signedOff', schemaVersion: 1, businessDate, operator: before.operatorId, body: { seat, reason: 'replaced' } })
    }
    database.append(moment, { type: 'operator.signedOn', schemaVersion: 1, businessDate, operator: operatorId, body: { seat } })
    database.setSeat({ seat, operatorId, ...unseen, ...(before.basketId === undefined ? {} : { basketId: before.basketId }) })
    return accept(undefined)
  })
}
