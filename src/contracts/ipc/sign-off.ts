import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** Locks the seat. The open basket stays on it. */
export const signOff = command('sign-off', { who: 'sell', input: z.strictObject({}), output: counterView })
