import { type CounterView, type DiscountView, type Input } from '../../contracts/ipc/index.ts'
import { discountedLine, type Discount } from '../../domain/basket/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { editBasket } from './edit-basket.ts'

/** The contract's plain integer becomes an amount. */
export function discountOf(given: DiscountView | undefined): Discount | undefined {
  return given?.kind === 'amount' ? { ...given, minor: minor(given.minor) } : given
}

export function discountLine(context: CommandContext, { lineNo, discount }: Input<'discount-line'>): Result<CounterView> {
  return changeCounter(context, () => editBasket(context, (basket, act) => discountedLine(basket, lineNo, discountOf(discount), act)))
}
