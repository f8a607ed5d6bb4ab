import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** Drops the open basket; its trail goes into a `basket.cancelled` entry. */
export const cancelBasket = command('cancel-basket', { who: 'cashier', input: z.strictObject({ basketId: z.string().max(64) }), output: counterView })
