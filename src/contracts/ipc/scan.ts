import { z } from 'zod'
import { command } from './define.ts'
import { refusalSchema } from './envelope.ts'
import { counterView } from './views.ts'

/**
 * A barcode, PLU or SKU from a scanner or the keyboard; a GS1 element string, with its AIM prefix (`]C1`) or without; or a
 * GS1 Digital Link. What nobody knows becomes an unresolved line, not a refusal; what is
 * past its last day (`item.expired`), or there already by its serial number (`serial.repeated`), is refused. `badge.scanned` {operatorId}: it is nobody's goods but an operator's badge, and the basket is as it was.
 */
export const scan = command('scan', {
  who: 'sell',
  input: z.strictObject({ barcode: z.string().trim().min(1).max(256), quantity: z.int().positive().optional() }),
  output: counterView,
})

/** Broadcast on the topic `scan-refused`: a scanner's own scan was not rung up. A page hears of the scans it sent by their answers. */
export const scanRefusedView = z.strictObject({ barcode: z.string(), refusal: refusalSchema })
export type ScanRefusedView = z.infer<typeof scanRefusedView>
