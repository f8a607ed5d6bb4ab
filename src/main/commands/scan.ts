import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { addedLine, gs1Line, labelledLine, unresolvedLine } from '../../domain/basket/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { onePiece, thousandths } from '../../domain/quantity/index.ts'
import { calendarDateAt, changeCounter, type CommandContext } from './command-context.ts'
import { addToBasket } from './edit-basket.ts'
import { resolveBarcode } from './resolve-barcode.ts'

/** A barcode becomes a line: its item, or an unresolved one that blocks payment. The queue of goods never stops for a dialog. */
export function scan(context: CommandContext, { barcode, quantity }: Input<'scan'>): Result<CounterView> {
  return changeCounter(context, () =>
    addToBasket(context, (basket, act) => {
      const today = calendarDateAt(context.moment())
      const found = resolveBarcode(context.database, barcode, today)
      if (found?.ok !== true) return unresolvedLine(basket, barcode, 'unknown', act, found?.refusal.code)
      const { item, label, gs1 } = found.value
      if (gs1 !== undefined) return gs1Line(basket, item, gs1, { today, quantity: quantity === undefined ? undefined : thousandths(quantity) }, { ...act, barcode })
      if (label === undefined) return addedLine(basket, item, quantity === undefined ? undefined : thousandths(quantity), { ...act, barcode })
      // The label says how much. "3 x" before it would be a guess at what the other two labels say.
      if (quantity !== undefined && quantity !== onePiece) return refuse('line.labelled')
      return labelledLine(basket, item, label, basket.currency, { ...act, barcode })
    }),
  )
}
