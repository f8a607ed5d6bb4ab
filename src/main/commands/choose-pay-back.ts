import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { shownBasket } from './edit-basket.ts'
import { newCreditNumber } from './stored-value.ts'
import { heldByPayment } from './payments-of.ts'

/**
 * Cash for all that the shop owes, store credit for it, or the usual way again. Credit needs no right of its own: the money stays. Kept with the basket, since the customer's window shows what will be
 * paid out. Refuses `return.paidBack` once money went back: it would go out twice.
 */
export function choosePayBack(context: CommandContext, { basketId, revision, inCash, inCredit }: Input<'choose-pay-back'>): Result<CounterView> {
  const { database, request } = context
  return changeCounter(context, () => {
    const shown = shownBasket(context, { basketId, revision })
    if (!shown.ok) return shown
    const held = heldByPayment(database, basketId)
    if (held !== undefined) return held
    const asCredit = inCredit === true && !inCash
    // The same number for as long as it stands: what was shown is what is printed.
    database.setCashInstead(basketId, inCash, request, asCredit ? (shown.value.basket.creditNumber ?? newCreditNumber(context)) : undefined)
    return accept(undefined)
  })
}
