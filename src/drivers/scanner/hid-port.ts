import { type Off } from '../device/port.ts'

/** One interface of a USB device, as the operating system lists it. A composite scanner lists several. */
export interface HidInterface {
  /** Where to open it. Another one after every replug. */
  readonly path: string
  readonly vendorId: number
  readonly productId: number
  readonly serialNumber?: string
  /** What it calls itself. */
  readonly product?: string
  readonly usagePage?: number
  readonly usage?: number
}

export interface HidLine {
  /** Hears each input report, its id in front. */
  onReport(listener: (report: Uint8Array) => void): Off
  /** The device went away. At most once. */
  onLost(listener: () => void): Off
  /** The report's id in front. */
  sendFeature(report: Uint8Array): Promise<void>
  /** Never rejects. */
  close(): Promise<void>
}

/** The little of HID that a scanner needs; node-hid fulfils it (node-hid-port.ts), and in tests a device made of software. */
export interface HidPort {
  list(): Promise<readonly HidInterface[]>
  /** Rejects with TransportError. */
  open(path: string): Promise<HidLine>
}
