import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { restoredLine } from '../../domain/basket/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { editBasket } from './edit-basket.ts'

export function restoreLine(context: CommandContext, { lineNo }: Input<'restore-line'>): Result<CounterView> {
  return changeCounter(context, () => editBasket(context, (basket, act) => restoredLine(basket, lineNo, act)))
}
