import { DeviceError, type Off, type Timer } from '../../drivers/device/index.ts'
import { classThreeMinimum, scaleProtocols, serialScale, type Reading, type Scale } from '../../drivers/scale/index.ts'
import { serialTransport, tcpTransport, type Transport } from '../../drivers/transports/index.ts'
import { tareOn } from '../../domain/basket/index.ts'
import { thousandths, type Thousandths } from '../../domain/quantity/index.ts'
import { type WiredScale } from './scale-config.ts'
import { type ScaleAsk, type ScaleReading, type ScaleSaid, type ScaleWork } from './scale-messages.ts'

export const scaleId = 'scale:1'
/** A screen shows no more, and the wall between the processes carries no more. */
export const liveMs = 100

export function scaleName(config: WiredScale, timer: Timer): string {
  return transportOf(config, timer).address
}

export interface HostedScale {
  readonly scale: Scale
  /** Never rejects. */
  work(what: ScaleWork, signal: AbortSignal, asked?: ScaleAsk): Promise<ScaleSaid>
  /** Hears a reading at most every `liveMs`. */
  watch(hear: (reading: ScaleReading) => void): Off
}

/** Six digits are what a scale that shows prices has room for; asked with none it weighs all the same. */
const highestPrice = 999_999
const heaviestTare = 9_999
/** Their tare travels with the question: they show the customer the net, and its amount. */
const takeTares: ReadonlySet<string> = new Set(['dialog-06'])

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
  // What is left when a tare comes off has to be as much as this scale may be used for: only here is it known.
  const withMinimum = (reading: Reading): ScaleReading =>
    reading.kind === 'stable' ? { kind: 'stable', weight: { ...reading.weight, minimum: (config.minimum ?? classThreeMinimum) * reading.weight.division } } : reading
  /** Undefined: this scale cannot be asked with it, and the till takes it off what the scale answers. */
  function tareToAsk(tare: number | undefined): Thousandths | undefined {
    if (tare === undefined || config.division === undefined || !takeTares.has(config.protocol)) return undefined
    const whole = tareOn(thousandths(tare), thousandths(config.division))
    return whole <= heaviestTare ? whole : undefined
  }
  async function read(signal: AbortSignal, { unitPrice, tare: wanted }: ScaleAsk): Promise<ScaleSaid> {
    const tare = tareToAsk(wanted)
    const reading = withMinimum(await scale.read({ signal, ...(unitPrice !== undefined && unitPrice <= highestPrice && { unitPrice }), ...(tare !== undefined && { tare }) }))
    return { reading: reading.kind === 'stable' && tare !== undefined ? { kind: 'stable', weight: { ...reading.weight, tareAsked: true } } : reading }
  }
  const said: Readonly<Record<ScaleWork, (signal: AbortSignal, asked: ScaleAsk) => Promise<ScaleSaid>>> = {
    read,
    zero: async (signal) => ({ outcome: await scale.zero(signal) }),
    tare: async (signal) => ({ outcome: await scale.tare('platter', signal) }),
    'clear-tare': async (signal) => ({ outcome: await scale.tare('clear', signal) }),
  }
  return {
    scale,
    async work(what, signal, asked = {}) {
      try {
        return await said[what](signal, asked)
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
        latest = withMinimum(reading)
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
