import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** A PIN signs an operator on at the seat. Whoever was signed on there is signed off; the open basket stays. */
export const signOn = command('sign-on', {
  who: 'anyone',
  input: z.strictObject({ operatorId: z.string().max(64), pin: z.string().regex(/^\d{4,8}$/) }),
  output: counterView,
})
