import { z } from 'zod'
import { receiptCodeIn } from '../../domain/refund/index.ts'
import { command } from './define.ts'
import { refusalSchema } from './envelope.ts'
import { counterView } from './views.ts'

/** What a line may hold. No goods have more to say: a Digital Link with all that is allowed in one is shorter. */
const longestBarcode = 256
/** The longest text a scanner may hand on: a receipt's code with its whole sale is up to 970 letters, and an AIM prefix. */
export const longestScan = 1024

const scannedText = z.string().trim().min(1).max(longestScan).refine((text) => text.length <= longestBarcode || receiptCodeIn(text) !== undefined)

/**
 * A barcode, PLU or SKU from a scanner or the keyboard; a GS1 element string, with its AIM prefix (`]C1`) or without; or a
 * GS1 Digital Link. What nobody knows becomes an unresolved line, not a refusal; what is
 * past its last day (`item.expired`), or there already by its serial number (`serial.repeated`), is refused. `badge.scanned` {operatorId}: it is nobody's goods but an operator's badge, and the basket is as it was.
 * So it is after `receipt.scanned` {code}: the code at the end of a receipt, for `find-sale`, without the scanner's AIM prefix.
 */
export const scan = command('scan', {
  who: 'sell',
  input: z.strictObject({ barcode: scannedText, quantity: z.int().positive().optional() }),
  output: counterView,
})

/** Broadcast on the topic `scan-refused`: a scanner's own scan was not rung up. A page hears of the scans it sent by their answers. */
export const scanRefusedView = z.strictObject({ barcode: z.string(), refusal: refusalSchema })
export type ScanRefusedView = z.infer<typeof scanRefusedView>
