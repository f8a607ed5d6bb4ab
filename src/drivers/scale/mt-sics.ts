import { decimalText, isLostKilo, parseDecimal } from './decimal.ts'
import { bad, type Cut, frameReader, printable } from './frame-reader.ts'
import { type ActOutcome, type WeightUnit } from './port.ts'
import { ascii, type AskedProtocol, type Command, type Dialogue, question, type ScaleFrame, weightOrState } from './protocol.ts'

const lf = 0x0a
const longest = 48

export interface MtSicsOptions {
  /** Characters of the weight's field, sign and point included. */
  readonly valueWidth?: number
}

/**
 * Mettler-Toledo's standard commands, levels 0 and 1. Weights are asked for with SI, not S: S answers when the scale has
 * come to rest, and the till would hang on it for as long as somebody leans on the platter. No checksum; the field's fixed
 * width is what shows a lost character.
 */
export function mtSics({ valueWidth = 10 }: MtSicsOptions = {}): AskedProtocol {
  const value = `([ \\d.-]{${valueWidth}})`
  const weightLine = new RegExp(`^S ([SD]) ${value} ([A-Za-z:]{1,5})$`)
  const replyLine = new RegExp(`^(?:(Z [AI+-]|T [I+-]|TAC [AI]|TA [IL]|E[STL])|(T S|TA A) ${value} [A-Za-z:]{1,5})$`)
  const weigh = (): Dialogue<ScaleFrame> => question(ascii('SI\r\n'), weightOrState)

  function decode(line: string, raw: readonly number[]): ScaleFrame | undefined {
    const [, stability, digits = '', unit = ''] = weightLine.exec(line) ?? []
    const weight = parseDecimal(digits)
    if (weight && !isLostKilo(weight, unit)) return { kind: 'weight', settled: stability === 'S', weight, unit: isUnit(unit) ? unit : { other: unit }, net: 'unsaid', raw }
    // "S I": busy with another command, or no rest found.
    if (line === 'S I') return { kind: 'state', state: 'in-motion', raw }
    if (line === 'S +') return { kind: 'state', state: 'over-capacity', raw }
    if (line === 'S -') return { kind: 'state', state: 'under-zero', raw }
    const [, short, long] = replyLine.exec(line) ?? []
    const reply = short ?? long
    return reply === undefined ? undefined : { kind: 'reply', reply, raw }
  }

  /** Lines have no first byte of their own: rubbish before one is in the same line, so the answer may be the end of it. */
  function cut(held: readonly number[]): Cut {
    const end = held.indexOf(lf)
    if (end < 0) return 'more'
    const raw = held.slice(0, end + 1)
    const line = String.fromCharCode(...raw)
    for (let from = 0; line.endsWith('\r\n') && from < end - 1; from += 1) {
      const text = line.slice(from, -2)
      const frame = raw.slice(from, -2).every(printable) ? decode(text, raw.slice(from)) : undefined
      if (frame) return { drop: raw.length, frame }
    }
    return { drop: raw.length, frame: bad(raw) }
  }

  return {
    name: 'mt-sics',
    mode: 'asked',
    line: { baudRate: 9600, dataBits: 8, parity: 'none' },
    frames: 2,
    reader: (hear) => frameReader(longest, cut, hear),
    weigh,
    poll: weigh,
    act(command) {
      const dialogue: Dialogue<ActOutcome> = question(ascii(`${textOf(command)}\r\n`), (frame) => (frame.kind === 'reply' ? acted(frame.reply) : undefined))
      return { kind: 'dialogue', dialogue }
    },
  }
}

function isUnit(text: string): text is WeightUnit {
  return text === 'kg' || text === 'g' || text === 'lb' || text === 'oz'
}

function textOf(command: Command): string {
  switch (command.kind) {
    case 'zero':
      return 'Z'
    case 'tare':
      return 'T'
    case 'clear':
      return 'TAC'
    case 'preset':
      return `TA ${decimalText({ digits: command.tare, decimals: 3 })} ${command.unit}`
  }
}

function acted(reply: string): ActOutcome {
  switch (reply) {
    case 'Z A':
    case 'T S':
    case 'TAC A':
    case 'TA A':
      return 'done'
    case 'Z I':
    case 'T I':
    case 'TAC I':
    case 'TA I':
      return 'in-motion'
    default:
      return 'refused'
  }
}
