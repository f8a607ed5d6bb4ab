import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, changeCounter, sellingOperator, type CommandContext } from './command-context.ts'

/**
 * Takes a suspended basket up at this seat, at the prices it was put aside with. Refused while the seat has one of its
 * own: two baskets on one seat would be two customers on one bill.
 */
export function resumeBasket(context: CommandContext, { basketId }: Input<'resume-basket'>): Result<CounterView> {
  const { database, seat, request } = context
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const open = database.seat(seat).basketId
    if (open !== undefined) return refuse('basket.open')
    const suspended = database.basket(basketId)?.suspended
    if (suspended === undefined) return refuse('basket.notSuspended')
    const moment = context.moment()
    database.append(moment, {
      type: 'basket.resumed',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.value.id,
      body: { basketId, seat, suspendedAt: suspended.at, suspendedBy: suspended.operatorId },
    })
    database.resumeBasket(basketId, seat, { at: moment.at, operator: operator.value.id, act: 'resumed' }, request)
    // The last sale leaves the view, as it does when a basket opens.
    database.setSeat({ seat, operatorId: operator.value.id, basketId })
    return accept(undefined)
  })
}
