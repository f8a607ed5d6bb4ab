import { type FaultCode, type Off } from '../device/port.ts'

/** A way to a device: bytes there and, where `canRead`, bytes back. One conversation at a time: open, write, close. */
export interface Transport {
  /** Where it leads, as a person would type it. */
  readonly address: string
  readonly canRead: boolean
  /** Rejects with TransportError; nothing has been sent then. */
  open(signal: AbortSignal): Promise<void>
  /** Resolves when the operating system has every byte: that is not "printed". `taken` hears of each part as it goes. */
  write(bytes: Uint8Array, signal: AbortSignal, taken: (count: number) => void): Promise<void>
  /** Hears every byte that arrives, whenever it arrives. */
  onBytes(listener: (bytes: Uint8Array) => void): Off
  /** The other end went away before close() was called. At most once per open. */
  onLost(listener: (error: TransportError) => void): Off
  /** Lets what was written arrive, then ends. Never rejects, and does nothing when nothing is open. */
  close(): Promise<void>
}

/** Thrown by transports, which do not know what the bytes were for; the driver adds phase and advice. */
export class TransportError extends Error {
  readonly code: Extract<FaultCode, 'unreachable' | 'connection-lost' | 'timeout' | 'permission' | 'cancelled' | 'driver-missing'>
  constructor(code: TransportError['code'], options?: ErrorOptions) {
    super(code, options)
    this.name = 'TransportError'
    this.code = code
  }
}

/** A USB device by what does not change when it is plugged into another socket. Numbers as in every list of USB devices. */
export interface UsbAddress {
  readonly vendorId: number
  readonly productId: number
  /** Absent: the only one of its kind here. */
  readonly serial?: string
}

/** As a person types it: 04b8:0e15, with the serial number behind it if need be. */
export function usbWords({ vendorId, productId, serial }: UsbAddress): string {
  const hex = (value: number): string => value.toString(16).padStart(4, '0')
  return [hex(vendorId), hex(productId), ...(serial === undefined ? [] : [serial])].join(':')
}
