import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** Locks the seat. The open basket stays on it. */
export const signOff = command('sign-off', { who: 'signedOn', input: z.strictObject({}), output: counterView })
