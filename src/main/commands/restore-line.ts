import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { restoredLine } from '../../domain/basket/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { returnsOf } from '../queries/index.ts'
import { editBasket, openBasketOf } from './edit-basket.ts'

export function restoreLine(context: CommandContext, { lineNo }: Input<'restore-line'>): Result<CounterView> {
  return changeCounter(context, () => {
    const restored = editBasket(context, (basket, act) => restoredLine(basket, lineNo, act))
    const basket = openBasketOf(context)
    if (!restored.ok || basket === undefined) return restored
    // What was struck may have been put in again since, or have come back elsewhere.
    const returns = returnsOf(context.database, basket)
    return returns.ok ? accept(undefined) : returns
  })
}
