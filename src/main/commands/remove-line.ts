import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { removedLine } from '../../domain/basket/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { editBasket } from './edit-basket.ts'

export function removeLine(context: CommandContext, { lineNo }: Input<'remove-line'>): Result<CounterView> {
  return changeCounter(context, () => editBasket(context, (basket, act) => removedLine(basket, lineNo, act)))
}
