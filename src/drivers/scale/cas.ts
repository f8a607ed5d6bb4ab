import { enquiry, enquiryCut, enquirySlots, enquiryWeight } from './enquiry-frame.ts'
import { frameReader } from './frame-reader.ts'
import { type AskedProtocol, type ScaleFrame } from './protocol.ts'

/** CAS PD-II, AP, SW: the check is an exclusive or of what stands between STX and itself. No commands but the question. */
export function cas(): AskedProtocol {
  return {
    name: 'cas',
    mode: 'asked',
    line: { baudRate: 9600, dataBits: 8, parity: 'none' },
    frames: 2,
    reader: (hear) => frameReader(enquirySlots.length, enquiryCut(enquirySlots, 2, decode), hear),
    weigh: enquiry,
    poll: enquiry,
    act: () => undefined,
  }
}

function decode(raw: readonly number[]): ScaleFrame {
  const [status, sign] = [raw[2], raw[3]]
  if (sign === 0x46 || status === 0x46) return { kind: 'state', state: 'over-capacity', raw }
  return enquiryWeight(raw, 'unsaid')
}
