import { z } from 'zod'
import { displayEncodings, displayLamps, displayProtocols, type DisplayProtocolName } from '../../drivers/customer-display/index.ts'

/** What crosses to the process that drives the display. As the driver's own DisplayMessage; longer words would be cut there. */
const row = z.strictObject({ left: z.string().max(1_000), right: z.exactOptional(z.string().max(64)) })
export const displayMessage = z.strictObject({
  rows: z.tuple([row, row]),
  amount: z.exactOptional(z.strictObject({ text: z.string().max(64), lamp: z.enum(displayLamps) })),
})

export const displayed = {
  protocol: z.enum(Object.keys(displayProtocols) as [DisplayProtocolName, ...DisplayProtocolName[]]),
  text: z.enum(displayEncodings),
  simulated: z.exactOptional(z.literal(true)),
}
