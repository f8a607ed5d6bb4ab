import { connect, type Socket } from 'node:net'
import { createListeners } from '../device/listeners.ts'
import { type Timer } from '../device/timer.ts'
import { type Transport, TransportError } from './port.ts'

export const connectMs = 3_000
/** A part of a job the printer has not taken in this long: it has stopped reading (offline, or its cover is open). */
export const stallMs = 15_000
/** How long close() waits for the printer to end its side; it lingers on without us afterwards. */
export const farewellMs = 2_000
const lingerMs = 300_000
const partSize = 4_096

/**
 * Port 9100. Libraries that destroy the socket in write's callback lost up to 57 % of a receipt and called it printed:
 * here the socket is read all the time (unread answers turn our close into a reset, which throws away what the printer
 * has not taken yet) and ends by half-closing.
 */
export function tcpTransport(target: { readonly host: string; readonly port: number }, timer: Timer): Transport {
  const bytesListeners = createListeners<Uint8Array>()
  const lostListeners = createListeners<TransportError>()
  let socket: Socket | undefined

  function watch(opened: Socket): void {
    const lost = (cause?: unknown): void => {
      if (socket !== opened) return
      socket = undefined
      lostListeners.tell(new TransportError('connection-lost', { cause }))
    }
    opened.on('data', (chunk) => {
      if (socket === opened) bytesListeners.tell(chunk)
    })
    opened.on('error', lost)
    opened.on('close', () => lost())
  }

  return {
    address: `tcp://${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`,
    canRead: true,
    async open(signal) {
      if (socket) throw new Error('the transport is open already: one job at a time')
      socket = await opening(target, timer, signal)
      watch(socket)
    },
    async write(bytes, signal, taken) {
      for (let from = 0; from < bytes.length; from += partSize) {
        if (signal.aborted) throw new TransportError('cancelled')
        if (!socket) throw new TransportError('connection-lost')
        const part = bytes.subarray(from, from + partSize)
        await writePart(socket, part, timer)
        taken(part.length)
      }
    },
    onBytes: (listener) => bytesListeners.add(listener),
    onLost: (listener) => lostListeners.add(listener),
    async close() {
      const ending = socket
      // Forgotten first: what happens to it from here on is no longer a loss.
      socket = undefined
      if (ending && !ending.destroyed) await farewell(ending, timer)
    },
  }
}

function opening(target: { readonly host: string; readonly port: number }, timer: Timer, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: target.host, port: target.port, noDelay: true })
    const give = (code: TransportError['code'], cause?: unknown): void => {
      settle()
      // Nothing was written, so nothing can be cut. An error after this has nobody left to hear it.
      socket.on('error', () => undefined)
      socket.destroy()
      reject(new TransportError(code, { cause }))
    }
    const late = timer.after(connectMs, () => give('timeout'))
    const aborted = (): void => give('cancelled')
    const failed = (cause: unknown): void => give('unreachable', cause)
    const settle = (): void => {
      late()
      signal.removeEventListener('abort', aborted)
      socket.off('error', failed)
    }
    socket.once('error', failed)
    socket.once('connect', () => {
      settle()
      resolve(socket)
    })
    if (signal.aborted) aborted()
    else signal.addEventListener('abort', aborted)
  })
}

function writePart(socket: Socket, part: Uint8Array, timer: Timer): Promise<void> {
  return new Promise((resolve, reject) => {
    const stalled = timer.after(stallMs, () => reject(new TransportError('timeout')))
    socket.write(part, (cause) => {
      stalled()
      if (cause) reject(new TransportError('connection-lost', { cause }))
      else resolve()
    })
  })
}

function farewell(socket: Socket, timer: Timer): Promise<void> {
  return new Promise((resolve) => {
    let tooLong: () => void = () => undefined
    // A printer slower than our patience still gets every byte: the socket goes on alone, for as long as paper may take.
    const waited = timer.after(farewellMs, () => {
      socket.unref()
      tooLong = timer.after(lingerMs, () => socket.destroy())
      resolve()
    })
    socket.once('close', () => {
      waited()
      tooLong()
      resolve()
    })
    socket.end()
  })
}
