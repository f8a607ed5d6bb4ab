import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** Puts the open basket aside under a label. It keeps its prices; any seat of this register may resume it. */
export const suspendBasket = command('suspend-basket', {
  who: 'sell',
  input: z.strictObject({ label: z.string().trim().min(1).max(40).optional() }),
  output: counterView,
})
