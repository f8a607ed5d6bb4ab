/** What every device shares: how it is, what is wrong with it, and what an error says about trying again. */
export type Health = 'ready' | 'degraded' | 'offline' | 'disconnected' | 'unconfigured'

/** A code per sentence a person will read; the screen holds the sentences, each in every language. */
export type FaultCode =
  | 'paper-near-end'
  | 'paper-out'
  | 'cover-open'
  | 'cutter'
  | 'overheat'
  | 'printer-error'
  | 'offline'
  | 'unreachable'
  | 'connection-lost'
  | 'no-response'
  | 'timeout'
  | 'permission'
  | 'cancelled'
  | 'interrupted'
  | 'unprintable'
  | 'unconfigured'
  | 'in-motion'
  | 'under-zero'
  | 'over-capacity'
  | 'needs-zero'
  | 'wrong-unit'
  | 'scale-error'
  | 'protocol'

export interface DeviceState {
  readonly health: Health
  /** Worst first. */
  readonly faults: readonly FaultCode[]
}

export type Off = () => void

export interface Device {
  /** Stable across replug and restart, e.g. "printer:receipt". */
  readonly id: string
  state(): DeviceState
  /** Called with each new state, never twice running with an equal one. */
  onState(listener: (state: DeviceState) => void): Off
}

/** `connect`: before the work's first byte. `confirm`: after its last one, while waiting for the device's word. */
export type Phase = 'connect' | 'send' | 'confirm'

export interface DeviceTrouble {
  readonly code: FaultCode
  readonly phase: Phase
  /** `safe`: nothing left, do it again unasked. `ask`: something may be on paper, a person decides. `no`: it would fail again. */
  readonly retry: 'safe' | 'ask' | 'no'
  /** Bytes of the work handed to the operating system: the most the device can have had. */
  readonly bytesSent: number
}

/** Broken hardware, thrown. A class, because it is thrown. */
export class DeviceError extends Error {
  readonly code: FaultCode
  readonly phase: Phase
  readonly retry: 'safe' | 'ask' | 'no'
  readonly bytesSent: number
  constructor(trouble: DeviceTrouble, options?: ErrorOptions) {
    super(`${trouble.code} in phase ${trouble.phase}, ${trouble.bytesSent} bytes sent`, options)
    this.name = 'DeviceError'
    this.code = trouble.code
    this.phase = trouble.phase
    this.retry = trouble.retry
    this.bytesSent = trouble.bytesSent
  }
}
