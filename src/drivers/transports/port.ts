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
  readonly code: Extract<FaultCode, 'unreachable' | 'connection-lost' | 'timeout' | 'permission' | 'cancelled'>
  constructor(code: TransportError['code'], options?: ErrorOptions) {
    super(code, options)
    this.name = 'TransportError'
    this.code = code
  }
}
