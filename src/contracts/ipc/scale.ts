import { z } from 'zod'
import { command, query } from './define.ts'
import { counterView } from './views.ts'

/** Broadcast on the topic `weight`: what the scale shows. For eyes only: nothing is sold by it, see `weigh`. */
export const weightView = z.strictObject({
  /**
   * `waiting`: nothing was heard yet, or not since the scale was changed or lost. `on-request`: it tells its weight only when it is
   * asked to weigh. Only `stable` can be sold; each of the others has its sentence.
   */
  kind: z.enum(['waiting', 'on-request', 'stable', 'below-minimum', 'empty', 'in-motion', 'under-zero', 'over-capacity', 'needs-zero', 'same-load', 'wrong-unit', 'scale-error', 'unconfigured', 'no-answer', 'bad-frame']),
  /** In kilograms, as the scale shows it; empty where it shows no weight. */
  text: z.string().max(64),
  /** Thousandths of a kilogram, of a weight that has settled. */
  quantity: z.exactOptional(z.int().positive()),
  /** The step of the scale's display, in thousandths of a kilogram. */
  division: z.exactOptional(z.int().positive()),
  net: z.exactOptional(z.enum(['net', 'gross', 'unsaid'])),
  tare: z.exactOptional(z.int().nonnegative()),
  /**
   * The tare that was asked for with the weight, as this scale can take it off, and what is left to sell; or the code of the
   * refusal that `weigh` would answer with. Of a settled weight only.
   */
  preset: z.exactOptional(z.strictObject({
    id: z.string(),
    tare: z.int().positive(),
    net: z.exactOptional(z.strictObject({ quantity: z.int().positive(), text: z.string().max(64) })),
    refusal: z.exactOptional(z.string().max(64)),
  })),
})
export type WeightView = z.infer<typeof weightView>

const tareId = z.exactOptional(z.string().max(64))

/** What the scale shows now, and with a tare what it leaves; for the five seconds after it the topic `weight` tells each change. Answered by main itself. */
export const weight = query('weight', { who: 'sell', input: z.strictObject({ tareId }), output: weightView })

/**
 * Weighs and adds the item: the scale is asked now, and what it answers, settled, is the line's quantity. No weight is
 * passed in: what a screen showed a second ago is not what lies there. A preset tare goes by its id and is taken off by main. An item that is not sold by the kilogram is refused.
 */
export const weigh = command('weigh', { who: 'sell', input: z.strictObject({ itemId: z.string().max(64), tareId }), output: counterView })

export const zeroScale = command('zero-scale', { who: 'sell', input: z.strictObject({}), output: z.strictObject({}) })
/** Takes what lies on it as tare, or with `clear` takes the tare off. */
export const tareScale = command('tare-scale', { who: 'sell', input: z.strictObject({ clear: z.exactOptional(z.boolean()) }), output: z.strictObject({}) })
/** Puts a load on the simulated scale, in grams. A real one refuses with `request.notAllowed`. */
export const loadScale = command('load-scale', { who: 'sell', input: z.strictObject({ grams: z.int().min(0).max(20_000) }), output: z.strictObject({}) })
