import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command } from './define.ts'
import { counterView } from './views.ts'

const itemId = z.string().max(64)
const lot = z.string().trim().min(1).max(20)

/** Stops the sale of an item here; with `lots`, of those alone. `reason`: a code of `recallReasons`, or a sentence. */
export const setRecall = command('set-recall', {
  who: 'recallItem',
  input: z.strictObject({ itemId, lots: z.array(lot).max(20), reason: z.string().trim().min(1).max(200), approval: z.exactOptional(approvalId) }),
  output: counterView,
})

/** Lifts all recalls of an item, or with `lot` that one alone: the others stay. Refuses `recall.none`. */
export const liftRecall = command('lift-recall', { who: 'recallItem', input: z.strictObject({ itemId, lot: z.exactOptional(lot), approval: z.exactOptional(approvalId) }), output: counterView })

/** "The lot on the goods is none of these": `lots` as the line asked. `basket.changed` where it asks for others by now. */
export const confirmLot = command('confirm-lot', { who: 'sell', input: z.strictObject({ lineNo: z.int().positive(), lots: z.array(lot).max(100) }), output: counterView })
