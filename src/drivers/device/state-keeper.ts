import { createListeners } from './listeners.ts'
import { type DeviceState, type Off } from './port.ts'

export interface StateKeeper {
  state(): DeviceState
  onState(listener: (state: DeviceState) => void): Off
  set(next: DeviceState): void
}

/** A device's last known state; tells of changes only, so that a poll every few seconds is no broadcast every few seconds. */
export function keepState(first: DeviceState): StateKeeper {
  const listeners = createListeners<DeviceState>()
  let current = first
  return {
    state: () => current,
    onState: (listener) => listeners.add(listener),
    set(next) {
      if (next.health === current.health && next.faults.join() === current.faults.join() && next.position === current.position) return
      current = next
      listeners.tell(next)
    },
  }
}
