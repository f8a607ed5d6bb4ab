import { parseDecimal } from './decimal.ts'
import { bad, frameReader, textFrame } from './frame-reader.ts'
import { type ActOutcome } from './port.ts'
import { ascii, type AskedProtocol, type Command, type Dialogue, question, type ScaleFrame, type StateFrame, weightOrState } from './protocol.ts'

const stx = 0x02
const cr = 0x0d
/** STX, six characters and N, CR. */
const longest = 16

const isInside = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x3f || (byte >= 0x40 && byte <= 0x7f)

/**
 * Mettler-Toledo 8217 and its older sister 8213, which every second scanner scale speaks. A weight names no unit: its form
 * does, and only the two forms of the sheet are taken, so that a lost digit is no smaller weight. No checksum.
 */
export function toledo8217(model: '8217' | '8213' = '8217'): AskedProtocol {
  const pounds = model === '8217' ? /^0\d\d\.\d\d$/ : /^\d\d\.\d\d$/
  const weigh = (): Dialogue<ScaleFrame> => question(ascii('W'), weightOrState)

  function decode(text: string, raw: readonly number[]): ScaleFrame {
    if (text.startsWith('?')) return text.length === 2 ? (statusOf(text.charCodeAt(1), raw) ?? bad(raw)) : bad(raw)
    const [, digits = '', net = ''] = /^([\d.]+)(N?)$/.exec(text) ?? []
    const unit = /^\d\d\.\d{3}$/.test(digits) ? 'kg' : pounds.test(digits) ? 'lb' : undefined
    const weight = parseDecimal(digits)
    return unit && weight ? { kind: 'weight', settled: true, weight, unit, net: net === 'N' ? 'net' : 'gross', raw } : bad(raw)
  }

  return {
    name: `toledo-${model}`,
    mode: 'asked',
    line: { baudRate: 9600, dataBits: 7, parity: 'even' },
    frames: 2,
    reader: (hear) => frameReader(longest, textFrame(stx, cr, isInside, decode), hear),
    weigh,
    poll: weigh,
    act(command) {
      const first = bytesOf(command)
      return first === 'refused' ? 'refused' : { kind: 'dialogue', dialogue: question(first, (frame) => acted(command, frame)) }
    },
  }
}

/** Bit 6 is always set, bit 5 is "net" (always set by some makers' copies). The worst is told first. */
function statusOf(byte: number, raw: readonly number[]): StateFrame | undefined {
  if ((byte & 0xc0) !== 0x40) return undefined
  const bit = (at: number): boolean => (byte & (1 << at)) !== 0
  const state = bit(1) ? 'over-capacity' : bit(2) ? 'under-zero' : bit(0) ? 'in-motion' : bit(3) ? 'needs-zero' : 'well'
  return { kind: 'state', state, atZero: bit(4), net: bit(5), raw }
}

function bytesOf(command: Command): number[] | 'refused' {
  switch (command.kind) {
    case 'zero':
      return ascii('Z')
    case 'tare':
      return ascii('T\r')
    case 'clear':
      return ascii('C')
    case 'preset': {
      // Five digits, the point understood: WW.WWW kg, WWW.WW lb.
      const digits = command.unit === 'kg' ? command.tare : command.unit === 'lb' ? command.tare / 10 : -1
      return Number.isInteger(digits) && digits > 0 && digits <= 99_999 ? ascii(`T${String(digits).padStart(5, '0')}\r`) : 'refused'
    }
  }
}

function acted(command: Command, frame: ScaleFrame): ActOutcome | undefined {
  if (frame.kind !== 'state') return undefined
  const shows = command.kind === 'zero' ? frame.atZero : command.kind === 'clear' ? frame.net === false : frame.net
  if (shows === true) return 'done'
  return frame.state === 'in-motion' ? 'in-motion' : 'refused'
}
