import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { liabilityLine } from '../../domain/basket/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { giftCardNumber } from '../../domain/liability/index.ts'
import { minor } from '../../domain/money/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { addToBasket } from './edit-basket.ts'

/** Money for a gift card. The line alone: the card has it when the sale is on disk. */
export function sellGiftCard(context: CommandContext, input: Input<'sell-gift-card'>): Result<CounterView> {
  return changeCounter(context, () => {
    if (context.database.facts().storedValue?.giftCards === false) return refuse('giftCard.notSold')
    const number = giftCardNumber(input.number)
    if (!number.ok) return number
    return addToBasket(context, (basket, act) => liabilityLine(basket, { kind: 'giftCard', number: number.value }, minor(input.amount), act))
  })
}
