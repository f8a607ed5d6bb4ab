import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { overriddenPrice } from '../../domain/basket/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { editBasket } from './edit-basket.ts'

export function overridePrice(context: CommandContext, { lineNo, price, reason }: Input<'override-price'>): Result<CounterView> {
  const charged = price === undefined ? undefined : { minor: minor(price.minor), per: thousandths(price.per) }
  return changeCounter(context, () => editBasket(context, (basket, act) => overriddenPrice(basket, lineNo, charged, reason, act)))
}
