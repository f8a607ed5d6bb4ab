import { isLostKilo, parseDecimal } from './decimal.ts'
import { bad, frameReader, printable, textFrame } from './frame-reader.ts'
import { type ActOutcome, type WeightUnit } from './port.ts'
import { ascii, type AskedProtocol, type Dialogue, question, type ScaleFrame, type ScaleState, type StateFrame, weightOrState } from './protocol.ts'

const lf = 0x0a
const etx = 0x03
const longest = 40
const units = new Map<string, WeightUnit>([['KG', 'kg'], ['LB', 'lb'], ['OZ', 'oz'], ['G', 'g']])

export interface NciOptions {
  /** Characters of the weight, its point included: six on most, seven on the 7821. */
  readonly width?: number
}

/** NCI / Weigh-Tronix ECR, also sold as SCP-01: NCI, Brecknell, Ohaus, DIVA. Two to four status bytes, no checksum. */
export function nci({ width = 6 }: NciOptions = {}): AskedProtocol {
  const weigh = (): Dialogue<ScaleFrame> => question(ascii('W\r'), weightOrState)

  /** Between LF and ETX: weight CR LF status CR, or status CR alone; some put an S before the status. */
  function decode(text: string, raw: readonly number[]): ScaleFrame {
    const [, digits, unit = '', status = ''] = /^(?:([ -]?[ \d.]+)([A-Za-z]{1,2}) ?\r\n)?S?([\x30-\x7f]{2,4})\r$/.exec(text) ?? []
    const said = statusOf(Array.from(status, (letter) => letter.charCodeAt(0)), raw)
    if (!said) return bad(raw)
    if (digits === undefined) return said
    if (said.state !== 'well' && said.state !== 'in-motion') return said
    const weight = digits.replace(/^[ -]/, '').length === width || digits.length === width ? parseDecimal(digits) : undefined
    if (!weight || isLostKilo(weight, unit.toLowerCase())) return bad(raw)
    const net = said.net === undefined ? 'unsaid' : said.net ? 'net' : 'gross'
    return { kind: 'weight', settled: said.state === 'well', weight, unit: units.get(unit.toUpperCase()) ?? { other: unit }, net, raw }
  }

  return {
    name: 'nci',
    mode: 'asked',
    line: { baudRate: 9600, dataBits: 7, parity: 'even' },
    frames: 2,
    reader: (hear) => frameReader(longest, textFrame(lf, etx, (byte) => printable(byte) || byte === 0x0d || byte === lf, decode), hear),
    weigh,
    poll: weigh,
    act(command) {
      if (command.kind === 'zero') return { kind: 'dialogue', dialogue: question(ascii('Z\r'), (frame) => shown(frame, 'atZero')) }
      // The commands have no preset, and clearing is taring the empty platter, which a till must not do unseen.
      if (command.kind === 'tare') return { kind: 'dialogue', dialogue: question(ascii('T\r'), (frame) => shown(frame, 'net')) }
      return undefined
    },
  }
}

function shown(frame: ScaleFrame, what: 'atZero' | 'net'): ActOutcome | undefined {
  if (frame.kind !== 'state') return undefined
  if (frame[what] === true) return 'done'
  if (frame.state === 'in-motion') return 'in-motion'
  // Two status bytes have no place for "net": done or not, they do not say.
  return frame[what] === undefined ? 'unconfirmed' : 'refused'
}

/** Bits 4 and 5 are always set, bit 6 says that another byte follows; in the first byte it is always clear. */
function statusOf(bytes: readonly number[], raw: readonly number[]): StateFrame | undefined {
  const last = bytes.length - 1
  if (last < 1 || bytes.some((byte, at) => (byte & 0x30) !== 0x30 || ((byte & 0x40) !== 0) !== (at > 0 && at < last))) return undefined
  const [first = 0, second = 0, third] = bytes
  return { kind: 'state', state: stateOf(first, second, third ?? 0), atZero: (first & 2) !== 0, ...(third !== undefined && { net: (third & 4) !== 0 }), raw }
}

function stateOf(first: number, second: number, third: number): ScaleState {
  // RAM, EEPROM, ROM, calibration: a scale that doubts itself is not believed.
  if ((first & 0x0c) !== 0 || (second & 0x0c) !== 0) return 'scale-error'
  if ((second & 2) !== 0) return 'over-capacity'
  if ((third & 8) !== 0) return 'needs-zero'
  if ((second & 1) !== 0) return 'under-zero'
  return (first & 1) !== 0 ? 'in-motion' : 'well'
}
