import { z } from 'zod'
import { query } from './define.ts'
import { namesView } from './views.ts'

/** `weight` in thousandths of a kilogram, as it is kept: a scale of coarser steps takes off a little more (`weightView.preset`). */
export const tareView = z.strictObject({ id: z.string(), names: namesView, weight: z.int().positive() })
export type TareView = z.infer<typeof tareView>

/** The packagings whose weight is known at this register, in the order of their keys. */
export const tares = query('tares', { who: 'anyone', input: z.strictObject({}), output: z.strictObject({ tares: z.array(tareView) }) })
