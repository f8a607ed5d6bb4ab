import { type Timer } from '../../drivers/device/index.ts'
import { type ScaleProtocolName, simulatedScale, type SimulatedScale } from '../../drivers/scale/index.ts'
import { serveCable, type ServedCable } from '../../drivers/transports/index.ts'

/** Until a load that was put down by the demo's hand lies still. */
export const settleMs = 600

export interface ServedScale extends SimulatedScale, ServedCable {
  /** Puts a load on, in grams, as a hand does: it swings, and comes to rest. */
  load(grams: number): void
}

export const servedProtocol: ScaleProtocolName = 'mt-sics'
export const servedDivision = 5

/** The simulated scale at the end of a cable that the drivers in their own process can plug in. */
export async function serveSimulatedScale(timer: Timer, protocol: ScaleProtocolName = servedProtocol): Promise<ServedScale> {
  const scale = simulatedScale({ protocol, division: servedDivision, timer })
  const cable = await serveCable(scale.transport)
  let stopSettling: () => void = () => undefined
  return {
    ...scale,
    ...cable,
    load(grams) {
      scale.put(grams)
      stopSettling()
      stopSettling = timer.after(settleMs, () => scale.settle())
    },
    async close() {
      stopSettling()
      await cable.close()
    },
  }
}
