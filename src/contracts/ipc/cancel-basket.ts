import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** Drops the open basket; its trail goes into a `basket.cancelled` entry. */
export const cancelBasket = command('cancel-basket', { who: 'cancelBasket', input: z.strictObject({ basketId: z.string().max(64), approval: z.exactOptional(approvalId) }), output: counterView })
