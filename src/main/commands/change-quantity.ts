import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { changedQuantity } from '../../domain/basket/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { editBasket } from './edit-basket.ts'

export function changeQuantity(context: CommandContext, { lineNo, quantity }: Input<'change-quantity'>): Result<CounterView> {
  return changeCounter(context, () => editBasket(context, (basket, act) => changedQuantity(basket, lineNo, thousandths(quantity), act)))
}
