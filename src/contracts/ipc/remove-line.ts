import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/** Strikes a line through. It stays in the basket and its trail, and restore-line brings it back. */
export const removeLine = command('remove-line', { who: 'sell', input: z.strictObject({ lineNo: z.int().positive() }), output: counterView })
