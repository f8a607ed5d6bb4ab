import { z } from 'zod'
import { command } from './define.ts'
import { saleView } from './views.ts'

/** Prints a completed sale's receipt again, marked DUPLICATE, from its frozen figures. Never opens the drawer. */
export const reprint = command('reprint', { who: 'cashier', input: z.strictObject({ saleId: z.string().max(64) }), output: saleView })
