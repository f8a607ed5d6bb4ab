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
  /** What a device needs on this machine to be spoken to (a compiled part, a spooler) is not there. */
  | 'driver-missing'
  /** The process that speaks to the devices has ended, and is being started again. */
  | 'driver-stopped'
  | 'drawer-left-open'
  /** Somebody pressed the printer's pause key, or it paused itself. */
  | 'paused'
  | 'ribbon-out'
  | 'paper-jam'

/** `unknown`: it has no switch, or nobody has said which level means open, or it was not asked yet. */
export type DrawerPosition = 'open' | 'closed' | 'unknown'

export interface DeviceState {
  readonly health: Health
  /** Worst first. */
  readonly faults: readonly FaultCode[]
  /** A cash drawer's only. */
  readonly position?: DrawerPosition
}

/** What the device says of itself; each part absent when it does not say. */
export interface DeviceIdentity {
  readonly make?: string
  readonly model?: string
  readonly serial?: string
  readonly firmware?: string
}

/** One thing that was tried, in the order of trying; what comes after a failed one was not tried. */
export interface SelfTestStep {
  readonly step: 'open' | 'status' | 'identity' | 'position'
  /** `unknown`: it did not say, which for many devices is no fault. */
  readonly result: 'passed' | 'failed' | 'unknown'
  readonly fault?: FaultCode
}

export interface SelfTestReport {
  /** Work was in hand there: nothing was asked, and there are no steps. */
  readonly busy?: true
  readonly steps: readonly SelfTestStep[]
  readonly identity?: DeviceIdentity
}

export type Off = () => void

export interface Device {
  /** Stable across replug and restart, e.g. "printer:receipt". */
  readonly id: string
  state(): DeviceState
  /** Called with each new state, never twice running with an equal one. */
  onState(listener: (state: DeviceState) => void): Off
  /** Work has begun and has not ended. Absent: it does no work that a question could stand in the way of. */
  busy?(): boolean
  /** Asks it all that can be asked without leaving a trace: no paper, no open drawer. Never throws. Waits for work in hand. */
  selfTest(signal: AbortSignal): Promise<SelfTestReport>
}

/** `connect`: before the work's first byte. `confirm`: after its last one, while waiting for the device's word. */
export type Phase = 'connect' | 'send' | 'confirm'

export interface DeviceTrouble {
  readonly code: FaultCode
  readonly phase: Phase
  /** `safe`: nothing left, do it again unasked. `ask`: something may be on paper, a person decides. `no`: it would fail again. */
  readonly retry: 'safe' | 'ask' | 'no'
  /** Bytes of the work that left in whole parts. Of the part that broke off some may have left too: 0 alone is no proof, `retry` knows. */
  readonly bytesSent: number
  /** Of two printers in one, the id of the second where the trouble is its. */
  readonly standIn?: string
}

/** Broken hardware, thrown. A class, because it is thrown. */
export class DeviceError extends Error {
  readonly code: FaultCode
  readonly phase: Phase
  readonly retry: 'safe' | 'ask' | 'no'
  readonly bytesSent: number
  readonly standIn?: string
  constructor(trouble: DeviceTrouble, options?: ErrorOptions) {
    super(`${trouble.code} in phase ${trouble.phase}, ${trouble.bytesSent} bytes sent`, options)
    this.name = 'DeviceError'
    this.code = trouble.code
    this.phase = trouble.phase
    this.retry = trouble.retry
    this.bytesSent = trouble.bytesSent
    if (trouble.standIn !== undefined) this.standIn = trouble.standIn
  }
}
