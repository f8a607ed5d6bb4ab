import { z } from 'zod'
import { command, query } from './define.ts'
import { effectView, unitView } from './views.ts'

const saleId = z.string().max(64)

/** How many gift receipts a sale has, and what became of those that were printed lately, oldest first. */
export const giftsView = z.strictObject({ printed: z.int(), effects: z.array(effectView) })
export type GiftsView = z.infer<typeof giftsView>

/** What can be given away of a sale. Refuses `sale.unknown`, also for what only came back. */
export const giftLines = query('gift-lines', {
  who: 'sell',
  input: z.strictObject({ saleId }),
  output: giftsView.extend({
    number: z.string(),
    /** Quantities in thousandths. */
    lines: z.array(z.strictObject({ lineNo: z.int(), name: z.string(), unit: unitView, quantity: z.int() })),
  }),
})
export type GiftLinesView = z.infer<typeof giftLines.output>

/** Prints a paper without prices of these lines. Not a duplicate, and as often as it is asked for; each is counted. */
export const printGift = command('print-gift', { who: 'sell', input: z.strictObject({ saleId, lines: z.array(z.int().min(1)).max(1000) }), output: giftsView })
