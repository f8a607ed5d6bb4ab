import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { liabilityLine } from '../../domain/basket/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { addToBasket } from './edit-basket.ts'
import { placeCustomer } from './put-customer.ts'

/**
 * Money for what is owed: a line of the basket that is no turnover. Never more than is owed as this register knows it: money that
 * somebody overpaid would be a debt of the shop that nobody asked for. Also of one put away, who still owes.
 */
export function payAccount(context: CommandContext, { customerId, amount }: Input<'pay-account'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    // A request is one change, and this one's is the line's.
    const placed = placeCustomer({ ...context, request: context.newId() }, customerId, 'alsoAway')
    if (!placed.ok) return placed
    const due = Math.max(0, database.accountBalance(customerId))
    const paid = amount ?? due
    if (paid > due || due === 0) return refuse('account.notOwed', { due })
    return addToBasket(context, (basket, act) => liabilityLine(basket, { kind: 'accountPayment', customerId }, minor(paid), act))
  })
}
