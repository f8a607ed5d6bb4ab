import { createListeners } from '../device/listeners.ts'
import { TransportError } from '../transports/port.ts'
import { type HidInterface, type HidLine, type HidPort } from './hid-port.ts'

/** As much of node-hid 3 as is used, by its own names. */
export interface NodeHid {
  devicesAsync(): Promise<readonly NodeHidDevice[]>
  readonly HIDAsync: { open(path: string): Promise<NodeHidLine> }
}

export interface NodeHidDevice {
  readonly vendorId: number
  readonly productId: number
  readonly path?: string | undefined
  readonly serialNumber?: string | undefined
  readonly product?: string | undefined
  readonly usagePage?: number | undefined
  readonly usage?: number | undefined
}

export interface NodeHidLine {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown
  on(event: 'error', listener: (error: unknown) => void): unknown
  sendFeatureReport(report: number[]): Promise<unknown>
  close(): Promise<void>
}

/** Native, so loaded only when somebody has a scanner, and only in the process that hosts the drivers. */
async function loadNodeHid(): Promise<NodeHid> {
  return import('node-hid')
}

function interfaceOf({ vendorId, productId, path, serialNumber, product, usagePage, usage }: NodeHidDevice): HidInterface[] {
  if (path === undefined) return []
  return [{
    path,
    vendorId,
    productId,
    // Some devices have an empty one, which is none: it would match every other of the kind.
    ...(serialNumber === undefined || serialNumber === '' ? {} : { serialNumber }),
    ...(product === undefined || product === '' ? {} : { product }),
    ...(usagePage === undefined ? {} : { usagePage }),
    ...(usage === undefined ? {} : { usage }),
  }]
}

/** hidapi says why in words alone. */
function whyNot(cause: unknown): TransportError {
  const forbidden = cause instanceof Error && /permission denied|access is denied|not permitted|EACCES|EPERM/i.test(cause.message)
  return new TransportError(forbidden ? 'permission' : 'unreachable', { cause })
}

function lineOf(device: NodeHidLine): HidLine {
  const reports = createListeners<Uint8Array>()
  const losses = createListeners<void>()
  let lost = false
  device.on('data', (report) => reports.tell(report))
  // There for the whole life of the line: an error nobody listens to ends the process.
  device.on('error', () => {
    if (lost) return
    lost = true
    losses.tell()
  })
  return {
    onReport: (listener) => reports.add(listener),
    onLost: (listener) => losses.add(listener),
    async sendFeature(report) {
      await device.sendFeatureReport([...report]).catch((cause: unknown) => {
        throw whyNot(cause)
      })
    },
    async close() {
      lost = true
      await device.close().catch(() => undefined)
    },
  }
}

/** HID through node-hid. It has no word of devices that come and go, so whoever uses it looks from time to time. */
export function nodeHidPort(load: () => Promise<NodeHid> = loadNodeHid): HidPort {
  return {
    async list() {
      const { devicesAsync } = await load()
      return (await devicesAsync()).flatMap(interfaceOf)
    },
    async open(path) {
      const { HIDAsync } = await load()
      const device = await HIDAsync.open(path).catch((cause: unknown) => {
        throw whyNot(cause)
      })
      return lineOf(device)
    },
  }
}
