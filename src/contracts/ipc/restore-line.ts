import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** Undoes remove-line. */
export const restoreLine = command('restore-line', { who: 'sell', input: z.strictObject({ lineNo: z.int().positive() }), output: counterView })
