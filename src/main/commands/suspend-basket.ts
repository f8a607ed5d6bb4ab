import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { completionRefusal } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { priceStored } from '../queries/index.ts'
import { changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { holdBasket } from './held-basket.ts'
import { heldByPayment, laidAsideRefusal } from './payments-of.ts'

/**
 * Puts the open basket aside; the seat is free for the next customer. The entry says what was in it and what it came to:
 * a basket suspended and never taken up again is where goods leave unpaid.
 */
export function suspendBasket(context: CommandContext, { label }: Input<'suspend-basket'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const basket = openBasketOf(context)
    if (basket === undefined || completionRefusal(basket) === 'basket.empty') return refuse('basket.empty')
    const held = laidAsideRefusal(database, basket.id) ?? heldByPayment(database, basket.id)
    if (held !== undefined) return held
    const priced = priceStored(basket, database.facts())
    if (!priced.ok) return priced
    holdBasket(context, { basket, operator: operator.value, total: priced.value.total, act: 'suspended', ...(label === undefined ? {} : { label }) })
    return accept(undefined)
  })
}
