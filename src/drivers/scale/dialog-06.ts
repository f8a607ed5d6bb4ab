import { bad, type Cut, frameReader, printable, textFrame } from './frame-reader.ts'
import { type ReplyFrame, ascii, type AskedProtocol, type Dialogue, question, type ScaleFrame, type ScaleState, type Turn, type WeighRequest } from './protocol.ts'
import { type Checksum, checksumText, randomOf } from './dialog-06-checksums.ts'

const [stx, etx, eot, enq, ack, nak, escape] = [0x02, 0x03, 0x04, 0x05, 0x06, 0x15, 0x1b]
const between = String.fromCharCode(escape)
const longest = 64
/** Price 10.00 a kg, when nobody shows one: the amount that comes back is then the weight in grams a second time. */
const plainPrice = 1000

export interface Dialog06Options {
  /** One to five pairs, from the scale's maker, for a scale that is sealed to ask for them. A secret: never logged. */
  readonly checksums?: readonly Checksum[]
}

/**
 * Checkout-Dialogue 06, of European counter scales. The till names a unit price, the scale answers with weight, price and
 * amount, once for each load. There is no checksum over a record; but the amount has to be the weight times the price.
 */
export function dialog06({ checksums = [] }: Dialog06Options = {}): AskedProtocol {
  return {
    name: 'dialog-06',
    mode: 'asked',
    line: { baudRate: 4800, dataBits: 7, parity: 'odd' },
    // The second question about one load is answered with "not in motion since": it cannot be read twice.
    frames: 1,
    reader: (hear) => frameReader(longest, cut, hear),
    weigh: (request) => weighing(request, checksums),
    // Record 08 tells why the last question was refused, not how the load lies now, and record 01 would take the one weight the
    // load has: the sheet has no live weight. "Still moving" stood on the screen until the next sale.
    poll: () => question(record('08'), (frame) => (frame.kind === 'reply' && frame.reply === '09' ? presence(frame) : undefined)),
    act(command) {
      if (command.kind === 'clear') return { kind: 'held' }
      if (command.kind !== 'preset') return undefined
      // Four digits of grams.
      return command.unit === 'kg' && command.tare <= 9_999 ? { kind: 'held' } : 'refused'
    },
  }
}

function weighing(request: WeighRequest, checksums: readonly Checksum[]): Dialogue<ScaleFrame> {
  const { unitPrice = plainPrice } = request
  const tare: number = request.tare ?? 0
  if (!Number.isInteger(unitPrice) || unitPrice <= 0 || unitPrice > 999_999) throw new RangeError(`no unit price of six digits: ${unitPrice}`)
  const price = String(unitPrice).padStart(6, '0')
  const result: Turn<ScaleFrame> = { send: [eot, enq] }

  /** Record 11: the scale wants to know whether this till's program is the one that was sealed. */
  function prove(text: string, raw: readonly number[]): Turn<ScaleFrame> {
    const refused: Turn<ScaleFrame> = { end: { kind: 'state', state: 'unconfigured', raw } }
    if (text === '1') return result
    const random = text.startsWith('2') ? randomOf(text.slice(1)) : undefined
    if (random === undefined) return text === '0' ? refused : { end: bad(raw) }
    return checksums.length === 0 ? refused : { send: record('10', checksums.map((pair) => checksumText(pair, random)).join('')) }
  }

  return {
    first: tare === 0 ? record('01', price, '') : record('03', price, String(tare).padStart(4, '0')),
    hear(frame) {
      if (frame.kind !== 'reply') return undefined
      switch (frame.reply) {
        case 'ack':
          return result
        case 'nak':
          return { send: record('08') }
        case '02':
          return { end: resultFrame(frame, unitPrice, tare, request.unitPrice !== undefined) }
        case '09': {
          const status = statusFrame(frame)
          // NAK, and then "no error": an answer to something else.
          return { end: status.kind === 'state' && status.state === 'well' ? bad(frame.raw) : status }
        }
        case '11':
          return prove(frame.text ?? '', frame.raw)
        default:
          return undefined
      }
    },
  }
}

function record(...parts: readonly string[]): number[] {
  return [eot, stx, ...ascii(parts.join(between)), etx]
}

function cut(held: readonly number[]): Cut {
  const [first] = held
  if (first === ack || first === nak) return { drop: 1, frame: { kind: 'reply', reply: first === ack ? 'ack' : 'nak', raw: held.slice(0, 1) } }
  return records(held)
}

const records = textFrame(stx, etx, (byte) => printable(byte) || byte === escape, (text, raw) => {
  const [reply = '', ...rest] = text.split(between)
  return (reply === '02' || reply === '09' || reply === '11') && rest.length > 0 ? { kind: 'reply', reply, text: rest.join(between), raw } : bad(raw)
})

/** `shown`: whether the price is the goods' and stands on the customer's display, so that the amount is the customer's too. */
function resultFrame({ text = '', raw }: ReplyFrame, unitPrice: number, tare: number, shown: boolean): ScaleFrame {
  const [unit = '', weight = '', price = '', amount = '', ...more] = text.split(between)
  const whole = /^[0-3]$/.test(unit) && /^\d{5}$/.test(weight) && /^\d{5,6}$/.test(price) && /^\d{6}$/.test(amount) && more.length === 0
  if (!whole || Number(price) !== unitPrice) return bad(raw)
  // The sheet does not say where the point of a weight in pounds stands, and a guess would be a price ten times wrong.
  if (unit !== '3') return { kind: 'weight', settled: true, weight: { digits: Number(weight), decimals: 2 }, unit: { other: unit === '0' ? 'lb-oz' : 'lb' }, net: 'unsaid', raw }
  // Rounded either way it is less than one minor unit off.
  if (Math.abs(Number(amount) * 1000 - Number(weight) * unitPrice) >= 1000) return bad(raw)
  const tared = tare > 0 ? ({ net: 'net', tare: { digits: tare, decimals: 3 } } as const) : ({ net: 'unsaid' } as const)
  return { kind: 'weight', settled: true, weight: { digits: Number(weight), decimals: 3 }, unit: 'kg', ...tared, ...(shown && { priced: { unitPrice, amount: Number(amount) } }), raw }
}

const states = new Map<string, ScaleState>([
  ['00', 'well'], ['01', 'scale-error'], ['20', 'in-motion'], ['21', 'same-load'], ['22', 'in-motion'],
  ['30', 'below-minimum'], ['31', 'under-zero'], ['32', 'over-capacity'],
])

/** A fault of the scale's own outlasts the question it refused. */
function presence(frame: ReplyFrame): ScaleFrame {
  const status = statusFrame(frame)
  return status.kind === 'state' && status.state !== 'scale-error' ? { ...status, state: 'well' } : status
}

/** 02 and 10 to 13 are about our record, not about the load: something came through broken. */
function statusFrame({ text = '', raw }: ReplyFrame): ScaleFrame {
  const state = states.get(text)
  return state ? { kind: 'state', state, raw } : bad(raw)
}
