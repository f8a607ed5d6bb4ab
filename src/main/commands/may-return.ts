import { type Operator } from '../../db/index.ts'
import { type Permission } from '../../domain/authority/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { notAllowed } from '../queries/index.ts'
import { sellingOperator, type CommandContext } from './command-context.ts'

/**
 * Whoever sells here and is not denied it altogether. Whether they may do it alone is asked when the money is known: at
 * completion, once for all that came back. Refuses `operator.notSignedOn` and `request.notAllowed`.
 */
export function mayReturn(context: CommandContext, permission: Permission): Result<Operator> {
  const seller = sellingOperator(context)
  if (!seller.ok) return seller
  return context.database.grantFor(seller.value, permission) === 'no' ? notAllowed(context.database, seller.value, permission) : seller
}
