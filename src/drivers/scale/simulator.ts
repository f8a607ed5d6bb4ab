import { createListeners } from '../device/listeners.ts'
import { systemTimer, type Timer } from '../device/timer.ts'
import { type Transport, TransportError } from '../transports/port.ts'
import { type ScaleProtocolName } from './protocols.ts'
import { type BodyKnobs, scaleBody } from './simulator-body.ts'
import { type SealedScale } from './simulator-dialog-06.ts'
import { voiceOf } from './simulator-voices.ts'

/** Each unasked frame comes so long after the one before. */
export const streamMs = 90

export interface ScaleKnobs extends BodyKnobs {
  readonly silent: boolean
  /** Answers with these bytes instead. */
  readonly garbage: readonly number[]
  /** Loses everything behind that many bytes of each answer. 0: nothing. */
  readonly cutAfter: number
  /** At most so many bytes at a time. 0 bytes: all at once. */
  readonly slow: { readonly bytes: number; readonly everyMs: number }
  /** Nobody there: the line does not open. */
  readonly unplugged: boolean
}

export interface SimulatedScale {
  /** What a driver is given. */
  readonly transport: Transport
  /** Every byte the till sent. */
  readonly received: readonly number[]
  knobs(): ScaleKnobs
  set(knobs: Partial<ScaleKnobs>): void
  /** In thousandths of the scale's unit: it swings until it is settled. */
  put(load: number): void
  settle(): void
  zero(): boolean
  /** Presses the key on the scale. */
  tare(): boolean
  /** Pulls the cable: whoever had the line loses it. */
  unplug(): void
  /** Puts bytes on the line unasked, as noise does. */
  noise(bytes: readonly number[]): void
}

export interface SimulatedScaleOptions {
  readonly protocol: ScaleProtocolName
  /** 15,000 when absent. */
  readonly capacity?: number
  /** 1 when absent. */
  readonly division?: number
  readonly timer?: Timer
  /** Dialog 06: asks for checksums. */
  readonly sealed?: SealedScale
}

/** A scale made of software, behind the Transport through which drivers meet the real one. */
export function simulatedScale({ protocol, capacity = 15_000, division = 1, timer = systemTimer, sealed }: SimulatedScaleOptions): SimulatedScale {
  const body = scaleBody(capacity, division)
  const voice = voiceOf(protocol, body, sealed)
  const bytesListeners = createListeners<Uint8Array>()
  const lostListeners = createListeners<TransportError>()
  const received: number[] = []
  let line: Omit<ScaleKnobs, keyof BodyKnobs> = { silent: false, garbage: [], cutAfter: 0, slow: { bytes: 0, everyMs: 0 }, unplugged: false }
  let connection: symbol | undefined
  let waiting: number[] = []
  let stopStream = (): void => undefined

  function deliver(mine: symbol): void {
    if (mine !== connection || waiting.length === 0) return
    const part = waiting.splice(0, line.slow.bytes === 0 ? waiting.length : line.slow.bytes)
    bytesListeners.tell(Uint8Array.from(part))
    if (waiting.length > 0) timer.after(line.slow.everyMs, () => deliver(mine))
  }

  function say(answer: readonly number[], mine: symbol): void {
    if (line.silent || answer.length === 0) return
    const idle = waiting.length === 0
    const told = line.garbage.length > 0 ? line.garbage : answer
    waiting.push(...(line.cutAfter > 0 ? told.slice(0, line.cutAfter) : told))
    // Never within the till's own call: no wire answers before the question has left.
    if (idle) queueMicrotask(() => deliver(mine))
  }

  function stream(mine: symbol): void {
    if (!voice.stream || mine !== connection) return
    say(voice.stream(), mine)
    stopStream = timer.after(streamMs, () => stream(mine))
  }

  function end(): void {
    connection = undefined
    waiting = []
    stopStream()
  }

  const transport: Transport = {
    address: `simulator:${protocol}`,
    canRead: true,
    async open(signal) {
      if (connection) throw new Error('the transport is open already: one job at a time')
      await Promise.resolve()
      if (signal.aborted) throw new TransportError('cancelled')
      if (line.unplugged) throw new TransportError('unreachable')
      connection = Symbol(protocol)
      stream(connection)
    },
    async write(bytes, signal, taken) {
      if (signal.aborted) throw new TransportError('cancelled')
      if (!connection) throw new TransportError('connection-lost')
      received.push(...bytes)
      for (const byte of bytes) say(voice.hear(byte), connection)
      await Promise.resolve()
      taken(bytes.length)
    },
    onBytes: (listener) => bytesListeners.add(listener),
    onLost: (listener) => lostListeners.add(listener),
    async close() {
      end()
      await Promise.resolve()
    },
  }

  return {
    transport,
    received,
    knobs: () => ({ ...body.knobs(), ...line }),
    set(changed) {
      const { load, moving, needsZero, unit, ...rest } = changed
      body.set({ ...(load !== undefined && { load }), ...(moving !== undefined && { moving }), ...(needsZero !== undefined && { needsZero }), ...(unit !== undefined && { unit }) })
      line = { ...line, ...rest }
    },
    put: (load) => body.set({ load, moving: true }),
    settle: () => body.set({ moving: false }),
    zero: () => body.zero(),
    tare: () => body.takeTare(),
    unplug() {
      line = { ...line, unplugged: true }
      if (!connection) return
      end()
      lostListeners.tell(new TransportError('connection-lost'))
    },
    noise: (bytes) => bytesListeners.tell(Uint8Array.from(bytes)),
  }
}
