import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** Takes a suspended basket up again at this seat. Refused while the seat has an open basket of its own. */
export const resumeBasket = command('resume-basket', { who: 'sell', input: z.strictObject({ basketId: z.string().max(64) }), output: counterView })
