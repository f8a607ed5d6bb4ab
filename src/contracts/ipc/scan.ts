import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** A barcode, PLU or SKU from a scanner or the keyboard. What nobody knows becomes an unresolved line, not a refusal. */
export const scan = command('scan', {
  who: 'cashier',
  input: z.strictObject({ barcode: z.string().trim().min(1).max(128), quantity: z.int().positive().optional() }),
  output: counterView,
})
