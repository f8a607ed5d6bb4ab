import { z } from 'zod'
import { command } from './define.ts'
import { counterView } from './views.ts'

/**
 * How fast a wedge gun types at this counter, where it was measured: milliseconds. Below a hand's pace on purpose: a
 * counter set to a gun as slow as a hand would take typing for scans.
 */
export const wedgeView = z.strictObject({
  /** A pause longer than this ends what was typed before it. */
  pause: z.int().min(50).max(250),
  /** Keys whose gaps are, half of them, no longer than this came from a gun. */
  burst: z.int().min(10).max(110),
})

/** What this register's wedge gun was measured at; absent, the standard values again. Kept with the register, not with the person. */
export const setWedge = command('set-wedge', { who: 'sell', input: z.strictObject({ wedge: z.exactOptional(wedgeView) }), output: counterView })
