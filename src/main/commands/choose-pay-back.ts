import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { heldByPayment } from './payments-of.ts'

/**
 * Cash for all that the shop owes, or the usual way again. Kept with the basket, since the customer's window shows what will be
 * paid out. Refuses `return.paidBack` once money went back: it would go out twice.
 */
export function choosePayBack(context: CommandContext, { basketId, revision, inCash }: Input<'choose-pay-back'>): Result<CounterView> {
  const { database, request } = context
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const basket = openBasketOf(context)
    if (basket?.id !== basketId) return refuse('basket.gone')
    if (basket.revision !== revision) return refuse('basket.changed', { revision: basket.revision })
    const held = heldByPayment(database, basketId)
    if (held !== undefined) return held
    database.setCashInstead(basketId, inCash, request)
    return accept(undefined)
  })
}
