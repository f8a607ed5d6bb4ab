import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { discountedBasket, discountShare, leftToDiscount } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { priceStored } from '../queries/index.ts'
import { authorize } from './authorize.ts'
import { changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { discountOf } from './discount-line.ts'
import { openBasketOf, voidingRefusal } from './edit-basket.ts'
import { heldByPayment, laidAsideRefusal } from './payments-of.ts'

/** A discount on all of it. It stays with the basket: what is scanned afterwards shares it too. Taking it back needs no right of its own. */
export function discountBasket(context: CommandContext, input: Input<'discount-basket'>): Result<CounterView> {
  const { database, request } = context
  return changeCounter(context, () => {
    const seller = sellingOperator(context)
    if (!seller.ok) return seller
    const basket = openBasketOf(context)
    if (basket === undefined) return refuse('basket.gone')
    const held = voidingRefusal(basket) ?? laidAsideRefusal(database, basket.id) ?? heldByPayment(database, basket.id)
    if (held !== undefined) return held
    const discount = discountOf(input.discount)
    const at = context.moment().at
    // First whether it can be done at all: nobody is called over for what would be refused anyway.
    const tried = discountedBasket(basket, discount, { at, operator: seller.value.id })
    if (!tried.ok || discount === undefined) return tried.ok ? accept(database.setBasketDiscount(basket.id, discount, tried.value, request)) : tried
    const amount = discountShare(discount, leftToDiscount(basket.lines))
    const becomes = priceStored({ ...basket, discount }, database.facts())
    if (!becomes.ok) return becomes
    const authority = authorize(context, { permission: 'discount', document: basket.id, amount, becomes: becomes.value.total }, input.approval)
    if (!authority.ok) return authority
    const { operator, approver } = authority.value
    const step = discountedBasket(basket, discount, { at, operator: operator.id, ...(approver === undefined ? {} : { approver }) })
    return step.ok ? accept(database.setBasketDiscount(basket.id, discount, step.value, request)) : step
  })
}
