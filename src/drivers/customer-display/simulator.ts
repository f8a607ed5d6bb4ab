import { createListeners } from '../device/listeners.ts'
import { type Off } from '../device/port.ts'
import { type Transport, TransportError } from '../transports/port.ts'
import { type DisplayEncoding } from './characters.ts'
import { type DisplayProtocolName } from './protocols.ts'
import { simulatedScreen, type SimulatedScreen } from './simulator-screen.ts'

export interface SimulatedDisplay {
  /** What a driver is given. */
  readonly transport: Transport
  /** Every byte the till sent. */
  readonly received: readonly number[]
  readonly screen: Omit<SimulatedScreen, 'hear'>
  /** After each piece that arrived. */
  onChange(listener: () => void): Off
  /** Pulls the cable, and the power with it: whoever had the line loses it. */
  unplug(): void
  plug(): void
  /** Takes nothing any more, or takes again: what is written meanwhile waits. */
  hang(on: boolean): void
}

/** A display made of software, behind the Transport through which drivers meet the real one. */
export function simulatedDisplay({ protocol, encoding }: { readonly protocol: DisplayProtocolName; readonly encoding: DisplayEncoding }): SimulatedDisplay {
  const screen = simulatedScreen(protocol, encoding)
  const changes = createListeners<undefined>()
  const lost = createListeners<TransportError>()
  const received: number[] = []
  const waiting = new Set<() => void>()
  let connection: symbol | undefined
  let unplugged = false
  let hanging = false

  function settle(): void {
    for (const go of waiting) go()
    waiting.clear()
  }

  const transport: Transport = {
    address: `simulator:${protocol}`,
    canRead: false,
    async open(signal) {
      if (connection) throw new Error('the transport is open already: one job at a time')
      await Promise.resolve()
      if (signal.aborted) throw new TransportError('cancelled')
      if (unplugged) throw new TransportError('unreachable')
      connection = Symbol(protocol)
    },
    async write(bytes, signal, taken) {
      const mine = connection
      if (signal.aborted) throw new TransportError('cancelled')
      if (!mine) throw new TransportError('connection-lost')
      if (hanging) await new Promise<void>((go) => waiting.add(go))
      if (mine !== connection) throw new TransportError('connection-lost')
      await Promise.resolve()
      received.push(...bytes)
      for (const byte of bytes) screen.hear(byte)
      taken(bytes.length)
      changes.tell(undefined)
    },
    onBytes: () => () => undefined,
    onLost: (listener) => lost.add(listener),
    async close() {
      connection = undefined
      settle()
      await Promise.resolve()
    },
  }

  return {
    transport,
    received,
    screen,
    onChange: (listener) => changes.add(() => listener()),
    unplug() {
      unplugged = true
      screen.reset()
      if (connection === undefined) return
      connection = undefined
      settle()
      lost.tell(new TransportError('connection-lost'))
    },
    plug: () => void (unplugged = false),
    hang(on) {
      hanging = on
      if (!on) settle()
    },
  }
}
