import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { takeUpBasket } from './held-basket.ts'

/**
 * Takes a suspended basket up at this seat, at the prices it was put aside with. Refused while the seat has one of its
 * own: two baskets on one seat would be two customers on one bill.
 */
export function resumeBasket(context: CommandContext, { basketId }: Input<'resume-basket'>): Result<CounterView> {
  const { database, seat } = context
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const open = database.seat(seat).basketId
    if (open !== undefined) return refuse('basket.open')
    if (database.basket(basketId)?.suspended === undefined || database.layAwayOfBasket(basketId) !== undefined) return refuse('basket.notSuspended')
    takeUpBasket(context, { basketId, operator: operator.value, act: 'resumed' })
    return accept(undefined)
  })
}
