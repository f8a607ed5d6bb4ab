import { type Device } from '../device/port.ts'

/** `kicked`: the printer confirmed that it took the pulse. `unconfirmed`: the pulse left, and nobody answered for it. */
export type KickOutcome = 'kicked' | 'unconfirmed'

export interface KickOptions {
  /** The connector's pin: 0 is its pin 2, 1 its pin 5. The profile's when absent. */
  readonly pin?: 0 | 1
  readonly signal: AbortSignal
  /** Awaited just before the first byte. */
  readonly beforeFirstByte?: () => Promise<void>
}

export interface CashDrawerCapabilities {
  /** Whether its state ever says open or closed. */
  readonly senses: boolean
  /** Whether it opens while its printer has no paper. */
  readonly opensWithoutPaper: boolean
}

export interface CashDrawer extends Device {
  readonly capabilities: CashDrawerCapabilities
  /**
   * One pulse, once. Throws DeviceError, never with `retry: 'safe'`: a drawer that opens a minute later opens for whoever
   * happens to stand there. `bytesSent` 0 in phase `connect` means that it certainly stayed shut.
   */
  kick(options: KickOptions): Promise<KickOutcome>
}
