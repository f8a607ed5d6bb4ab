import { z } from 'zod'
import { command } from './define.ts'
import { counterView, layoutView } from './views.ts'

/** What this register's counter opens on. Kept with the register, not with the person. */
export const setLayout = command('set-layout', { who: 'sell', input: z.strictObject({ layout: layoutView }), output: counterView })
