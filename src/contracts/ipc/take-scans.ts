import { z } from 'zod'
import { command } from './define.ts'

/** For how long one `take-scans` holds, in milliseconds: a page that died stops asking, and scans are rung up again. */
export const takenFor = 5_000

const page = z.string().min(8).max(64)

/**
 * A page that shows something a scan does not belong under takes what this till's own scanners read, instead of having it
 * rung up unseen. Asked again for as long as it is so; `on` false gives them back. Answered by main itself.
 */
export const takeScans = command('take-scans', { who: 'sell', input: z.strictObject({ page, on: z.boolean() }), output: z.strictObject({}) })

/** Broadcast on the topic `scan-taken`, for the page that took it. */
export const scanTakenView = z.strictObject({
  page,
  barcode: z.string(),
  /** What the gun said of the symbol, e.g. "]C1". */
  aim: z.exactOptional(z.string()),
  source: z.exactOptional(z.enum(['hid', 'serial', 'wedge'])),
})
export type ScanTakenView = z.infer<typeof scanTakenView>
