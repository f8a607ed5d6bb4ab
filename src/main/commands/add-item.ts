import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { keyedLine } from '../../domain/basket/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { addToBasket } from './edit-basket.ts'

/** An item by its id. The price and tax class are the catalogue's on this thread, never what the screen showed. */
export function addItem(context: CommandContext, { itemId, quantity, unit }: Input<'add-item'>): Result<CounterView> {
  return changeCounter(context, () =>
    addToBasket(context, (basket, act) => {
      const item = context.database.itemById(itemId)
      if (item === undefined) return refuse('item.unknown')
      if (unit !== undefined && unit !== item.unit) return refuse('quantity.invalid')
      return keyedLine(basket, item, quantity === undefined ? undefined : thousandths(quantity), act)
    }),
  )
}
