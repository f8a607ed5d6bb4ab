import { z } from 'zod'

/** What may be asked at the control door: one JSON line in, JSON lines back, the last one `done`, `failed` or `refused`. */
export const controlRequest = z.discriminatedUnion('verb', [
  /** `file`: an absolute path; the register opens it with its own rights, which are those of whoever may open this door. */
  z.strictObject({ v: z.literal(1), verb: z.literal('import-items'), file: z.string().min(1).max(4096) }),
])
export type ControlRequest = z.infer<typeof controlRequest>

const count = z.int().nonnegative()
const fault = z.enum(['encoding', 'quote', 'tooLong', 'fields', 'gtin', 'checkDigit', 'name', 'nameTooLong', 'price', 'priceTooLarge', 'taxClass', 'returnDays', 'minimumAge', 'noDiscount', 'links', 'recalled', 'duplicate'])

const report = z.strictObject({
  rows: count,
  added: count,
  updated: count,
  unchanged: count,
  refused: count,
  unpriced: count,
  ignoredColumns: z.array(z.string()),
  slices: count,
})

const failure = z.union([
  z.strictObject({ reason: z.enum(['missing', 'unreadable', 'damaged', 'empty', 'stopped', 'refused', 'busy']), detail: z.string().optional() }),
  z.strictObject({ reason: z.literal('columns'), missing: z.array(z.string()), twice: z.array(z.string()) }),
])

export const controlMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), rows: count, bytes: z.strictObject({ read: count, total: count }) }),
  z.strictObject({ kind: z.literal('refusedRow'), row: z.strictObject({ line: count, fault, firstLine: count.optional(), value: z.string().optional() }) }),
  z.strictObject({ kind: z.literal('done'), report }),
  z.strictObject({ kind: z.literal('failed'), failure, report }),
  /** The request itself was not understood, or the register broke in the middle of it. */
  z.strictObject({ kind: z.literal('refused'), code: z.enum(['request.malformed', 'request.failed']) }),
])
export type ControlMessage = z.infer<typeof controlMessage>
