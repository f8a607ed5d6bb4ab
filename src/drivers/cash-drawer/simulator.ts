import { createListeners } from '../device/listeners.ts'
import { type Off } from '../device/port.ts'

export interface Kick {
  readonly pin: 0 | 1
  readonly onMs: number
  /** 0 where the command has no such time. */
  readonly offMs: number
}

export interface SimulatedDrawer {
  /** Every pulse that reached it, oldest first. */
  readonly kicks: readonly Kick[]
  isOpen(): boolean
  /** What a hand does. */
  shut(): void
  /** What a hand with the key does. */
  open(): void
  /** Called by the simulated printer it is plugged into. */
  pulse(kick: Kick): void
  onChange(listener: (open: boolean) => void): Off
  /** Hears every pulse, also one that moves nothing, when the drawer has taken it. */
  onPulse(listener: (kick: Kick) => void): Off
}

/** A drawer that opens on its own pin's pulse when the pulse is long enough to pull its solenoid. */
export function simulatedDrawer(wiredTo: 0 | 1 = 0, shortestMs = 20): SimulatedDrawer {
  const listeners = createListeners<boolean>()
  const pulses = createListeners<Kick>()
  const kicks: Kick[] = []
  let open = false
  function set(next: boolean): void {
    if (open === next) return
    open = next
    listeners.tell(next)
  }
  return {
    kicks,
    isOpen: () => open,
    shut: () => set(false),
    open: () => set(true),
    pulse(kick) {
      kicks.push(kick)
      if (kick.pin === wiredTo && kick.onMs >= shortestMs) set(true)
      pulses.tell(kick)
    },
    onChange: (listener) => listeners.add(listener),
    onPulse: (listener) => pulses.add(listener),
  }
}
