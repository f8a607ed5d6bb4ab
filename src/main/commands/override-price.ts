import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type StoredBasket } from '../../db/index.ts'
import { overriddenPrice, overrideShare } from '../../domain/basket/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { itemLineOf, lineDocument, shownOf } from './discount-line.ts'
import { editGated, openBasketOf } from './edit-basket.ts'

/**
 * Going back to the catalogue's price needs no right of its own, and neither does going over to what it is by now: struck and
 * scanned anew, the line would cost the same. Refuses `price.notToday` where that reason is given for another price.
 */
export function overridePrice(context: CommandContext, { lineNo, price, reason, approval }: Input<'override-price'>): Result<CounterView> {
  const charged = price === undefined ? undefined : { minor: minor(price.minor), per: thousandths(price.per) }
  const gated = {
    approval,
    subject: (basket: StoredBasket) => {
      const line = itemLineOf(basket, lineNo)
      if (charged === undefined || line === undefined || reason === 'priceToday') return undefined
      return { permission: 'overridePrice', document: lineDocument(basket, lineNo), amount: overrideShare(charged, line.price), shown: shownOf(line) } as const
    },
  }
  return changeCounter(context, () => {
    if (reason === 'priceToday' && charged !== undefined && !isTodays(context, lineNo, charged)) return refuse('price.notToday')
    return editGated(context, gated, (basket, act) => overriddenPrice(basket, lineNo, charged, reason, act))
  })
}

/** A line that is not there is for the edit to refuse. */
function isTodays(context: CommandContext, lineNo: number, { minor: asked, per }: { readonly minor: number; readonly per: number }): boolean {
  const basket = openBasketOf(context)
  const line = basket && itemLineOf(basket, lineNo)
  if (line === undefined) return true
  const now = line.department === undefined ? context.database.itemById(line.itemId)?.price : undefined
  return now?.minor === asked && now.per === per
}
