import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { restatedReturn } from '../../domain/basket/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { editBasket } from './edit-basket.ts'

/** What comes back is worth the same wherever it goes: nobody is asked. */
export function changeReturn(context: CommandContext, { lineNo, condition, reason }: Input<'change-return'>): Result<CounterView> {
  return changeCounter(context, () => editBasket(context, (basket, act) => restatedReturn(basket, lineNo, { condition, reason }, act)))
}
