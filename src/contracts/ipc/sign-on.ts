import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/**
 * A PIN signs an operator on at the seat. Whoever was signed on there is signed off; the open basket stays.
 * Refuses `operator.wrongPin` {waitSeconds, where the next guess has to wait}, `pin.wait` {seconds}, `pin.locked`, `pin.notSet`, and
 * `pin.otherKey` where this register cannot check that PIN at all.
 */
export const signOn = command('sign-on', {
  who: 'anyone',
  input: z.strictObject({ operatorId: z.string().max(64), pin: z.string().regex(/^\d{4,8}$/) }),
  output: counterView,
})
