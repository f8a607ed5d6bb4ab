import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { discountedBasket } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { discountOf } from './discount-line.ts'
import { openBasketOf } from './edit-basket.ts'
import { heldByPayment } from './payments-of.ts'

/** A discount on all of it. It stays with the basket: what is scanned afterwards shares it too. */
export function discountBasket(context: CommandContext, input: Input<'discount-basket'>): Result<CounterView> {
  const { database, request } = context
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const basket = openBasketOf(context)
    if (basket === undefined) return refuse('basket.gone')
    const held = heldByPayment(database, basket.id)
    if (held !== undefined) return held
    const discount = discountOf(input.discount)
    const step = discountedBasket(basket, discount, { at: context.moment().at, operator: operator.value.id })
    return step.ok ? accept(database.setBasketDiscount(basket.id, discount, step.value, request)) : step
  })
}
