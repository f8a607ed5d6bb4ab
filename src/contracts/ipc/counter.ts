import { z } from 'zod'
import { query } from './define.ts'
import { counterView } from './views.ts'

export const counter = query('counter', { who: 'anyone', input: z.strictObject({}), output: counterView })
