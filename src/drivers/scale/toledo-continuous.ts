import { bad, exactly, fixedFrame, frameReader, printable, type Slot } from './frame-reader.ts'
import { type WeightUnit } from './port.ts'
import { ascii, type Command, type ContinuousProtocol, type ScaleFrame } from './protocol.ts'

/** Bit 5 always set, bits 6 and 7 clear. In B and C bit 6 has a meaning (power-up, keyboard tare). */
const statusA: Slot = (byte) => (byte & 0xe0) === 0x20
const statusBC: Slot = (byte) => (byte & 0xa0) === 0x20
const twelve = Array.from({ length: 12 }, () => printable)
const slots: readonly Slot[] = [exactly(0x02), statusA, statusBC, statusBC, ...twelve, exactly(0x0d)]
const checkedSlots: readonly Slot[] = [...slots, (byte) => byte < 0x80]

export interface ToledoContinuousOptions {
  /** False: the scale was set to send none. Then nothing but the frame's structure is left to catch a wrong digit. */
  readonly checksum?: boolean
}

/** Toledo's unasked stream of 17 bytes, or 18 with the checksum, also of Rice Lake, Kern, and most indicators. */
export function toledoContinuous({ checksum = true }: ToledoContinuousOptions = {}): ContinuousProtocol {
  const shape = checksum ? checkedSlots : slots
  const cut = fixedFrame(shape, (raw) => (checksum && raw.reduce((sum, byte) => sum + (byte & 0x7f), 0) % 128 !== 0 ? bad(raw) : decode(raw)))
  return {
    name: checksum ? 'toledo-continuous' : 'toledo-continuous-unchecked',
    mode: 'continuous',
    line: { baudRate: 9600, dataBits: 7, parity: 'even' },
    frames: 2,
    reader: (hear) => frameReader(shape.length, cut, hear),
    act({ kind }) {
      const send = { zero: 'Z', tare: 'T', clear: 'C', preset: undefined }[kind]
      return send === undefined ? undefined : { kind: 'watched', send: ascii(send), proof: (frame) => shows(kind, frame) }
    },
  }
}

function shows(kind: Command['kind'], frame: ScaleFrame): boolean {
  if (frame.kind !== 'weight' || !frame.settled) return false
  return kind === 'zero' ? frame.weight.digits === 0 && frame.net === 'gross' : frame.net === (kind === 'clear' ? 'gross' : 'net')
}

function decode(raw: readonly number[]): ScaleFrame {
  const [a = 0, b = 0, c = 0] = raw.slice(1)
  const negative = (b & 2) !== 0
  if ((b & 0x40) !== 0) return { kind: 'state', state: 'needs-zero', raw }
  if ((b & 4) !== 0) return { kind: 'state', state: negative ? 'under-zero' : 'over-capacity', raw }
  // Expanded tenfold: digits the scale is not verified for.
  if ((c & 0x10) !== 0) return bad(raw)
  const [weight, tare] = [digitsOf(raw.slice(4, 10)), digitsOf(raw.slice(10, 16))]
  if (weight === undefined || tare === undefined) return bad(raw)
  const place = a & 7
  const [times, decimals] = [place === 0 ? 100 : place === 1 ? 10 : 1, Math.max(0, place - 2)]
  const step = [undefined, 1, 2, 5][(a >> 3) & 3]
  return {
    kind: 'weight',
    settled: (b & 8) === 0,
    weight: { digits: weight === 0 ? 0 : weight * times * (negative ? -1 : 1), decimals },
    unit: unitOf(c & 7, (b & 0x10) !== 0),
    net: (b & 1) !== 0 ? 'net' : 'gross',
    tare: { digits: tare * times, decimals },
    ...(step !== undefined && { step: step * times }),
    raw,
  }
}

/** Six digits, or spaces before them. */
function digitsOf(bytes: readonly number[]): number | undefined {
  const text = String.fromCharCode(...bytes)
  return /^ *\d+$/.test(text) ? Number(text) : undefined
}

function unitOf(code: number, metric: boolean): WeightUnit | { readonly other: string } {
  switch (code) {
    case 0:
      return metric ? 'kg' : 'lb'
    case 1:
      return 'g'
    case 3:
      return 'oz'
    default:
      return { other: code === 2 ? 't' : `unit ${code}` }
  }
}
