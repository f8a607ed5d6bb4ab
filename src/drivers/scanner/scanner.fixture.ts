import { createListeners } from '../device/listeners.ts'
import { type Transport, TransportError } from '../transports/port.ts'
import { type HidInterface, type HidLine, type HidPort } from './hid-port.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export interface FakeTransport extends Transport {
  emit(bytes: Uint8Array): void
  lose(): void
  /** What the next open() rejects with. */
  fail(code: TransportError['code'] | undefined): void
  readonly written: Uint8Array[]
  readonly opens: () => number
  readonly isOpen: () => boolean
}

/** A line made of software: it gives what it is told to, however it is cut. */
export function fakeTransport(): FakeTransport {
  const bytes = createListeners<Uint8Array>()
  const losses = createListeners<TransportError>()
  const written: Uint8Array[] = []
  let opens = 0
  let isOpen = false
  let failing: TransportError['code'] | undefined
  return {
    address: 'fake',
    canRead: true,
    written,
    opens: () => opens,
    isOpen: () => isOpen,
    emit: (chunk) => bytes.tell(chunk),
    lose() {
      isOpen = false
      losses.tell(new TransportError('connection-lost'))
    },
    fail: (code) => void (failing = code),
    async open() {
      opens += 1
      if (failing !== undefined) throw new TransportError(failing)
      isOpen = true
    },
    async write(chunk, _signal, taken) {
      if (!isOpen) throw new TransportError('connection-lost')
      written.push(chunk)
      taken(chunk.length)
    },
    onBytes: (listener) => bytes.add(listener),
    onLost: (listener) => losses.add(listener),
    async close() {
      isOpen = false
    },
  }
}

export interface FakeHid extends HidPort {
  plug(device: HidInterface): void
  unplug(path: string, tell?: boolean): void
  report(bytes: Uint8Array): void
  fail(code: TransportError['code'] | undefined): void
  readonly features: number[][]
  readonly opened: string[]
  readonly closed: string[]
}

/** USB made of software: what is plugged in is listed, and whoever opened it hears its reports. */
export function fakeHid(): FakeHid {
  const plugged = new Map<string, HidInterface>()
  const reports = createListeners<Uint8Array>()
  const losses = createListeners<string>()
  const features: number[][] = []
  const opened: string[] = []
  const closed: string[] = []
  let failing: TransportError['code'] | undefined
  return {
    features,
    opened,
    closed,
    plug: (device) => void plugged.set(device.path, device),
    unplug(path, tell = true) {
      plugged.delete(path)
      if (tell) losses.tell(path)
    },
    report: (bytes) => reports.tell(bytes),
    fail: (code) => void (failing = code),
    list: async () => [...plugged.values()],
    async open(path): Promise<HidLine> {
      if (failing !== undefined) throw new TransportError(failing)
      opened.push(path)
      return {
        // What is not plugged in says nothing.
        onReport: (listener) => reports.add((bytes) => (plugged.has(path) ? listener(bytes) : undefined)),
        onLost: (listener) => losses.add((lost) => (lost === path ? listener() : undefined)),
        sendFeature: async (report) => void features.push([...report]),
        close: async () => void closed.push(path),
      }
    },
  }
}

/** A 64-byte HID POS input report, as the manuals draw it. `late`: the AIM identifier one byte later. */
export function hidReport(data: Uint8Array, { aim = ']E0', makers = 0, continues = false, late = false } = {}): Uint8Array {
  const report = new Uint8Array(64)
  const at = late ? 3 : 2
  report[0] = 2
  report[1] = data.length
  report.set(bytesOf(aim), at)
  report.set(data, at + 3)
  report[61] = makers
  report[63] = continues ? 1 : 0
  return report
}
