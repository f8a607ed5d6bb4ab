import { z } from 'zod'

/** What crosses between the register and the process that drives the scale. As the driver's own Reading and ActOutcome, in plain numbers. */
const word = z.string().max(64)
const count = z.int().nonnegative()
const weight = z.strictObject({
  quantity: count,
  unit: z.enum(['kg', 'g', 'lb', 'oz']),
  division: z.int().positive(),
  net: z.enum(['net', 'gross', 'unsaid']),
  tare: z.exactOptional(count),
  /** `tare` is the one it was asked with. */
  tareAsked: z.exactOptional(z.literal(true)),
  priced: z.exactOptional(z.strictObject({ unitPrice: z.int().positive(), amount: count })),
  raw: z.string().max(1_024),
})
/** `waiting`: another scale, or the same one anew; what the last one said is void. */
export const scaleReading = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stable'), weight: weight.extend({ quantity: z.int().positive(), minimum: count }) }),
  z.strictObject({ kind: z.literal('below-minimum'), weight: z.exactOptional(weight) }),
  z.strictObject({ kind: z.literal('in-motion'), shown: z.exactOptional(word) }),
  z.strictObject({ kind: z.literal('wrong-unit'), unit: word }),
  z.strictObject({ kind: z.enum(['empty', 'waiting', 'on-request', 'under-zero', 'over-capacity', 'needs-zero', 'same-load', 'scale-error', 'unconfigured', 'no-answer', 'bad-frame']) }),
])
export type ScaleReading = z.infer<typeof scaleReading>

export const scaleWork = z.enum(['read', 'zero', 'tare', 'clear-tare'])
export type ScaleWork = z.infer<typeof scaleWork>

/** With a reading, of scales that take them: minor units a kilogram, and a tare in thousandths of a kilogram. */
export const scaleAsk = z.strictObject({ unitPrice: z.exactOptional(z.int().positive()), tare: z.exactOptional(z.int().positive()) })
export type ScaleAsk = z.infer<typeof scaleAsk>

/** `fault`: there was no line to the scale, or it ended; nothing was weighed. */
export const scaleSaid = z.union([
  z.strictObject({ reading: scaleReading }),
  z.strictObject({ outcome: z.enum(['done', 'refused', 'in-motion', 'unconfirmed', 'unsupported', 'no-answer']) }),
  z.strictObject({ fault: z.string().min(1).max(64) }),
])
export type ScaleSaid = z.infer<typeof scaleSaid>
