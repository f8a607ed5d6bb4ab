import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type StoredBasket } from '../../db/index.ts'
import { overriddenPrice, overrideShare } from '../../domain/basket/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { itemLineOf, lineDocument } from './discount-line.ts'
import { editGated } from './edit-basket.ts'

/** Going back to the catalogue's price needs no right of its own. */
export function overridePrice(context: CommandContext, { lineNo, price, reason, approval }: Input<'override-price'>): Result<CounterView> {
  const charged = price === undefined ? undefined : { minor: minor(price.minor), per: thousandths(price.per) }
  const gated = {
    approval,
    subject: (basket: StoredBasket) => {
      const line = itemLineOf(basket, lineNo)
      if (charged === undefined || line === undefined) return undefined
      return { permission: 'overridePrice', document: lineDocument(basket, lineNo), amount: overrideShare(charged, line.price) } as const
    },
  }
  return changeCounter(context, () => editGated(context, gated, (basket, act) => overriddenPrice(basket, lineNo, charged, reason, act)))
}
