import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { afterOwnDiscounts } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { returnsOf } from '../queries/index.ts'
import { authorize } from './authorize.ts'
import { changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { dropOpening, putBackCollected } from './lay-aways.ts'
import { heldByDevice } from './payments-of.ts'
import { handBack } from './remove-tender.ts'

/** Drops the open basket, and hands back what lay on the counter for it. Its rows go; who scanned, struck and dropped what stays in the journal, where shrinkage is looked for. */
export function cancelBasket(context: CommandContext, { basketId, approval }: Input<'cancel-basket'>): Result<CounterView> {
  const { database, seat, request } = context
  return changeCounter(context, () => {
    const seller = sellingOperator(context)
    if (!seller.ok) return seller
    const basket = openBasketOf(context)
    if (basket?.id !== basketId) return refuse('basket.gone')
    const held = heldByDevice(database, basketId)
    if (held !== undefined) return held
    const taken = database.basketTenders(basketId)
    // What somebody has paid for is no basket to be dropped: it goes back to where it is kept, and what lay on the counter to whoever gave it.
    if (database.layAwayOfBasket(basketId) !== undefined) {
      if (taken.length > 0) database.clearTenders(basketId)
      handBack(context, taken)
      return putBackCollected(context, basket)
    }
    const opening = database.layAwayOpenedBy(basketId)
    const total = afterOwnDiscounts(basket.lines)
    const authority = authorize(context, { permission: 'cancelBasket', document: basketId, amount: total }, approval)
    if (!authority.ok) return authority
    const { operator, approver } = authority.value
    // Dropped, it came to nought: the journal said 0.00 of a return of 600.
    const returns = returnsOf(database, basket)
    const wouldGoBack = returns.ok ? (returns.value?.priced.total ?? 0) : 0
    database.append(context.moment(), {
      type: 'basket.cancelled',
      schemaVersion: 1,
      businessDate: basket.businessDate,
      operator: operator.id,
      ...(approver === undefined ? {} : { approver }),
      body: canonicalValue({ basketId, openedAt: basket.openedAt, total, ...(wouldGoBack === 0 ? {} : { wouldGoBack }), ...(taken.length === 0 ? {} : { handedBack: taken.map(({ id, tender }) => ({ tenderId: id, ...tender })) }), trail: basket.trail }),
    })
    database.clearTenders(basketId)
    handBack(context, taken)
    database.clearBasket(basketId, request)
    database.setSeat({ seat, operatorId: operator.id })
    return opening === undefined ? accept(undefined) : dropOpening(context, opening)
  })
}
