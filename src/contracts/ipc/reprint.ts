import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command } from './define.ts'
import { saleView } from './views.ts'

/** Prints a completed sale's receipt again, marked DUPLICATE, from its frozen figures. Never opens the drawer. */
export const reprint = command('reprint', { who: 'reprint', input: z.strictObject({ saleId: z.string().max(64), approval: z.exactOptional(approvalId) }), output: saleView })
