import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/**
 * Money for a gift card, as a line of the basket: a number that nobody has is issued, one that is known is topped up. It counts
 * once the sale is completed, never before. Refuses `giftCard.notSold`, `giftCard.numberInvalid`, `price.invalid`, `amount.tooLarge` and
 * `liability.repeated` (params: lineNo) for a card that stands in the basket.
 */
export const sellGiftCard = command('sell-gift-card', {
  who: 'sell',
  input: z.strictObject({ number: z.string().max(256), amount: z.int().positive() }),
  output: counterView,
})
