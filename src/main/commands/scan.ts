import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { addedLine, unresolvedLine } from '../../domain/basket/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { addToBasket } from './edit-basket.ts'

/** A barcode becomes a line: its item, or an unresolved one that blocks payment. The queue of goods never stops for a dialog. */
export function scan(context: CommandContext, { barcode, quantity }: Input<'scan'>): Result<CounterView> {
  return changeCounter(context, () =>
    addToBasket(context, (basket, act) => {
      const item = context.database.itemByBarcode(barcode)
      if (item === undefined) return unresolvedLine(basket, barcode, 'unknown', act)
      return addedLine(basket, item, quantity === undefined ? undefined : thousandths(quantity), { ...act, barcode })
    }),
  )
}
