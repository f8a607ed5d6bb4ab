import { type DeviceState, type FaultCode, type Health } from '../device/port.ts'
import { type Reading } from './port.ts'

const well: DeviceState = { health: 'ready', faults: [] }
const wrong = (health: Health, fault: FaultCode): DeviceState => ({ health, faults: [fault] })

/** How a scale is that says this. Motion is named, but no scale is ill for it. */
export function stateOf(reading: Reading): DeviceState {
  switch (reading.kind) {
    case 'stable':
    case 'below-minimum':
    case 'empty':
    case 'same-load':
    case 'on-request':
      return well
    case 'in-motion':
      return wrong('ready', 'in-motion')
    case 'under-zero':
    case 'over-capacity':
    case 'needs-zero':
    case 'wrong-unit':
      return wrong('degraded', reading.kind)
    case 'bad-frame':
      return wrong('degraded', 'protocol')
    case 'scale-error':
      return wrong('offline', 'scale-error')
    case 'no-answer':
      return wrong('offline', 'no-response')
    case 'unconfigured':
      return wrong('unconfigured', 'unconfigured')
  }
}
