import { type SerialPort, type SerialPortMock } from 'serialport'
import { createListeners } from '../device/listeners.ts'
import { type Timer } from '../device/timer.ts'
import { watchDeviceNode } from './device-node.ts'
import { inTime, openingTrouble } from './native-errors.ts'
import { type Transport, TransportError, type UsbAddress, usbWords } from './port.ts'
import { connectMs, farewellMs, stallMs } from './tcp.ts'

/** A port's path (`/dev/ttyS0`, `/dev/serial/by-id/...`, `COM3`), or the USB device behind it, wherever it is plugged in. */
export type SerialAddress = { readonly path: string } | { readonly usb: UsbAddress }

export interface SerialSettings {
  readonly baud: number
  readonly dataBits: 7 | 8
  readonly parity: 'none' | 'even' | 'odd'
  readonly stopBits: 1 | 2
  readonly flow: 'none' | 'rtscts' | 'xonxoff'
}

/** What is used of a serial port. The compiled one is loaded when the first port is opened, and not before. */
export interface SerialPorts {
  list(): Promise<readonly { readonly path: string; readonly vendorId?: string | undefined; readonly productId?: string | undefined; readonly serialNumber?: string | undefined; readonly manufacturer?: string | undefined; readonly pnpId?: string | undefined }[]>
  open(path: string, settings: SerialSettings): Promise<OpenSerialPort>
}

export interface OpenSerialPort {
  write(bytes: Uint8Array): Promise<void>
  /** Resolves when the last byte is on the wire. */
  drain(): Promise<void>
  /** Throws away what has not left and what has not been read. */
  flush(): Promise<void>
  close(): Promise<void>
  onBytes(listener: (bytes: Uint8Array) => void): void
  /** It ended, by itself or by close(). */
  onEnd(listener: (cause?: unknown) => void): void
}

/** A second of 9600 baud is 960 bytes: a part is small enough to say where a cut happened, and to see a line stand still. */
const partSize = 256

/**
 * A serial line, real or inside a USB cable. Opened for each piece of work: a cable that was pulled and put back is found
 * again by its key, under whatever name the system gives it now, and nobody has to watch for it.
 */
export function serialTransport({ at, settings }: { readonly at: SerialAddress; readonly settings: SerialSettings }, timer: Timer, ports: SerialPorts = compiledSerialPorts): Transport {
  const bytesListeners = createListeners<Uint8Array>()
  const lostListeners = createListeners<TransportError>()
  let port: OpenSerialPort | undefined
  let stuck = false

  function watch(opened: OpenSerialPort): void {
    opened.onBytes((bytes) => {
      if (port === opened) bytesListeners.tell(bytes)
    })
    opened.onEnd((cause) => {
      if (port !== opened) return
      port = undefined
      lostListeners.tell(new TransportError('connection-lost', { cause }))
    })
  }

  return {
    address: `serial:${'path' in at ? at.path : usbWords(at.usb)}`,
    canRead: true,
    async open(signal) {
      if (port) throw new Error('the transport is open already: one job at a time')
      if (signal.aborted) throw new TransportError('cancelled')
      const opening = pathOf(at, ports).then((path) => ports.open(path, settings))
      try {
        port = await inTime(opening, connectMs, timer)
      } catch (error) {
        // One that opens after all must not keep the next one out.
        void opening.then((late) => late.close()).catch(() => undefined)
        throw error instanceof TransportError ? error : openingTrouble(error)
      }
      stuck = false
      watch(port)
      // A late answer to the work before would stand for this one.
      await port.flush().catch(() => undefined)
    },
    async write(bytes, signal, taken) {
      for (let from = 0; from < bytes.length; from += partSize) {
        if (signal.aborted) throw new TransportError('cancelled')
        if (!port) throw new TransportError('connection-lost')
        const part = bytes.subarray(from, from + partSize)
        await inTime(port.write(part), stallMs, timer).catch((cause: unknown) => {
          stuck = true
          throw cause instanceof TransportError ? cause : new TransportError('connection-lost', { cause })
        })
        taken(part.length)
      }
    },
    onBytes: (listener) => bytesListeners.add(listener),
    onLost: (listener) => lostListeners.add(listener),
    async close() {
      const ending = port
      port = undefined
      if (!ending) return
      // Closing at once throws away what the line has not carried yet. What is stuck would come out in front of the next job.
      await (stuck ? ending.flush() : inTime(ending.drain(), farewellMs, timer)).catch(() => undefined)
      await ending.close().catch(() => undefined)
    },
  }
}

async function pathOf(at: SerialAddress, ports: SerialPorts): Promise<string> {
  if ('path' in at) return at.path
  const { vendorId, productId, serial } = at.usb
  const found = (await ports.list()).filter((one) => hex(one.vendorId) === vendorId && hex(one.productId) === productId && (serial === undefined || one.serialNumber === serial))
  const [only] = found
  // Of two alike the wrong one might print this till's receipts: the serial number has to say which.
  if (only === undefined || found.length > 1) throw new TransportError('unreachable')
  return only.path
}

function hex(text: string | undefined): number {
  return Number.parseInt(text ?? '', 16)
}

export const compiledSerialPorts = portsOf(async () => (await import('serialport')).SerialPort)

/** Ports as serialport opens them; its mock, which has no cable, takes the same calls. */
export function portsOf(load: () => Promise<typeof SerialPort | typeof SerialPortMock>): SerialPorts {
  return { list: async () => (await load()).list(), open: async (path, settings) => openPort(await load(), path, settings) }
}

async function openPort(Port: typeof SerialPort | typeof SerialPortMock, path: string, { baud, dataBits, parity, stopBits, flow }: SerialSettings): Promise<OpenSerialPort> {
  // With hupcl the printer would see its computer leave after every receipt, and some reset then.
  const port = new Port({ path, baudRate: baud, dataBits, parity, stopBits, rtscts: flow === 'rtscts', xon: flow === 'xonxoff', xoff: flow === 'xonxoff', hupcl: false, autoOpen: false })
  // Without a listener an unplugged cable is an uncaught error.
  port.on('error', () => undefined)
  const call = (act: (done: (error: Error | null | undefined) => void) => void): Promise<void> => new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())))
  await call((done) => port.open(done))
  const stopWatch = watchDeviceNode(path, () => port.isOpen && port.close())
  port.on('close', stopWatch)
  return {
    write: (bytes) =>
      call((done) => {
        // A port that closes under a write forgets to answer it.
        const closed = (): void => done(new Error('the port closed'))
        port.once('close', closed)
        port.write(bytes, undefined, (error) => {
          port.off('close', closed)
          done(error)
        })
      }),
    drain: () => call((done) => port.drain(done)),
    flush: () => call((done) => port.flush(done)),
    close: () => call((done) => port.close(done)),
    onBytes: (listener) => void port.on('data', (chunk: Uint8Array) => listener(chunk)),
    onEnd: (listener) => void port.on('close', (cause: unknown) => listener(cause)),
  }
}
