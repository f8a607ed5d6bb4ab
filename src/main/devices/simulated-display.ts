import { type DisplayEncoding, type DisplayProtocolName, simulatedDisplay, type SimulatedDisplay } from '../../drivers/customer-display/index.ts'
import { serveCable, type ServedCable } from '../../drivers/transports/index.ts'

export interface ServedDisplay extends SimulatedDisplay, ServedCable {}

export const servedDisplay: DisplayProtocolName = 'dm-d'

/** The simulated display at the end of a cable that the drivers in their own process can plug in. */
export async function serveSimulatedDisplay(encoding: DisplayEncoding): Promise<ServedDisplay> {
  const display = simulatedDisplay({ protocol: servedDisplay, encoding })
  return { ...display, ...(await serveCable(display.transport)) }
}
