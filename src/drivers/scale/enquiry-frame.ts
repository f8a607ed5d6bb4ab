import { parseDecimal } from './decimal.ts'
import { anyByte, bad, type Cut, exactly, fixedFrame, printable, type Slot } from './frame-reader.ts'
import { type NetOrGross, type WeightUnit } from './port.ts'
import { type Dialogue, type ScaleFrame, weightOrState } from './protocol.ts'

export const ack = 0x06
export const nak = 0x15
const enq = 0x05
const dc1 = 0x11

/** SOH STX status sign weight(6) unit(2) BCC ETX EOT: CAS wrote it first, and ACLAS copied it but for the check. */
export const enquirySlots: readonly Slot[] = [
  exactly(0x01), exactly(0x02), exactly(0x53, 0x55, 0x46), exactly(0x20, 0x2d, 0x46),
  printable, printable, printable, printable, printable, printable, printable, printable,
  anyByte, exactly(0x03), exactly(0x04),
]
const bccAt = 12
const units = new Map<string, WeightUnit>([['kg', 'kg'], ['g', 'g'], ['lb', 'lb'], ['oz', 'oz']])

/** ENQ, ACK, DC1, frame. NAK is "not ready": the scale has nothing settled to say. */
export function enquiry(): Dialogue<ScaleFrame> {
  return {
    first: [enq],
    hear(frame) {
      if (frame.kind === 'reply') return frame.reply === 'ack' ? { send: [dc1] } : { end: { kind: 'state', state: 'in-motion', raw: frame.raw } }
      const answer = weightOrState(frame)
      return answer && { end: answer }
    },
  }
}

/** Single acknowledgements beside frames; `from` is the first byte that the check covers. */
export function enquiryCut(slots: readonly Slot[], from: number, decode: (raw: readonly number[]) => ScaleFrame): (held: readonly number[]) => Cut {
  const cut = fixedFrame(slots, (raw) => (xor(raw.slice(from, bccAt)) === raw[bccAt] ? decode(raw) : bad(raw)))
  return (held) => {
    if (held[0] === ack || held[0] === nak) return { drop: 1, frame: { kind: 'reply', reply: held[0] === ack ? 'ack' : 'nak', raw: held.slice(0, 1) } }
    return cut(held)
  }
}

export function enquiryWeight(raw: readonly number[], net: NetOrGross): ScaleFrame {
  const text = String.fromCharCode(...raw.slice(2, bccAt))
  const weight = parseDecimal(`${text[1] === '-' ? '-' : ''}${text.slice(2, 8).trimStart()}`)
  const unit = text.slice(8).trim()
  return weight ? { kind: 'weight', settled: text.startsWith('S'), weight, unit: units.get(unit) ?? { other: unit }, net, raw } : bad(raw)
}

function xor(bytes: readonly number[]): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0)
}
