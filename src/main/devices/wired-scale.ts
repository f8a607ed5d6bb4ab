import { DeviceError, type Off, type Timer } from '../../drivers/device/index.ts'
import { scaleProtocols, serialScale, type Scale } from '../../drivers/scale/index.ts'
import { serialTransport, tcpTransport, type Transport } from '../../drivers/transports/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { type WiredScale } from './scale-config.ts'
import { type ScaleReading, type ScaleSaid, type ScaleWork } from './scale-messages.ts'

export const scaleId = 'scale:1'
/** A screen shows no more, and the wall between the processes carries no more. */
export const liveMs = 100

export function scaleName(config: WiredScale, timer: Timer): string {
  return transportOf(config, timer).address
}

export interface HostedScale {
  readonly scale: Scale
  /** Never rejects. */
  work(what: ScaleWork, signal: AbortSignal): Promise<ScaleSaid>
  /** Hears a reading at most every `liveMs`. */
  watch(hear: (reading: ScaleReading) => void): Off
}

/** Begins to look at it at once. */
export function openScale(config: WiredScale, timer: Timer): HostedScale {
  const scale = serialScale({
    id: scaleId,
    transport: transportOf(config, timer),
    protocol: scaleProtocols[config.protocol](),
    timer,
    ...(config.division !== undefined && { division: thousandths(config.division) }),
    ...(config.minimum !== undefined && { minimumDivisions: config.minimum }),
  })
  scale.start()
  const said: Readonly<Record<ScaleWork, (signal: AbortSignal) => Promise<ScaleSaid>>> = {
    read: async (signal) => ({ reading: await scale.read({ signal }) }),
    zero: async (signal) => ({ outcome: await scale.zero(signal) }),
    tare: async (signal) => ({ outcome: await scale.tare('platter', signal) }),
    'clear-tare': async (signal) => ({ outcome: await scale.tare('clear', signal) }),
  }
  return {
    scale,
    async work(what, signal) {
      try {
        return await said[what](signal)
      } catch (error) {
        if (!(error instanceof DeviceError)) throw error
        return { fault: error.code }
      }
    },
    watch(hear) {
      let latest: ScaleReading | undefined
      let resting = false
      const tell = (): void => {
        if (latest === undefined) return
        const reading = latest
        latest = undefined
        resting = true
        hear(reading)
        timer.after(liveMs, () => {
          resting = false
          tell()
        })
      }
      const off = scale.onLive((reading) => {
        latest = reading
        if (!resting) tell()
      })
      return () => {
        off()
        latest = undefined
      }
    },
  }
}

function transportOf(config: WiredScale, timer: Timer): Transport {
  return config.transport === 'tcp' ? tcpTransport(config, timer) : serialTransport(config, timer)
}
