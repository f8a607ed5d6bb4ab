import { type ScaleBody, type Voice } from './simulator-body.ts'

/** A scale that wants to see the till's checksums: after it is switched on, and after every fifty weighings. */
export interface SealedScale {
  readonly polynomial: number
  /** Each eight bits that it asks with. */
  readonly random: () => number
}

const [stx, etx, eot, enq, ack, nak] = [0x02, 0x03, 0x04, 0x05, 0x06, 0x15]

/** A Dialog 06 scale, from the sheet. It gives one load one weight. */
export function dialog06Voice(body: ScaleBody, sealed: SealedScale | undefined): Voice {
  let text: string | undefined
  let asked: { readonly price: number; readonly tare: number } | undefined
  let [status, weighedLoad, sinceProof] = ['00', -1, Number.POSITIVE_INFINITY]
  let [random, verdict] = [0, '']

  const say = (record: string): number[] => [stx, ...Array.from(record, (letter) => letter.charCodeAt(0)), etx]
  const refuse = (why: string): number[] => {
    status = why
    return [nak]
  }

  function take(record: string): readonly number[] {
    const [number, price = '', third = ''] = record.split('\x1b')
    if (number === '08') return say(`09\x1b${status}`)
    if (number === '10' && sealed) {
      verdict = record.length === 11 && isProof(record.slice(3), random, sealed.polynomial) ? '1' : '0'
      if (verdict === '1') sinceProof = 0
      return [ack]
    }
    if (number !== '01' && number !== '03') return refuse('10')
    if (!/^\d{5,6}$/.test(price)) return refuse('11')
    if (number === '03' && !/^\d{4}$/.test(third)) return refuse('12')
    asked = { price: Number(price), tare: number === '03' ? Number(third) : 0 }
    if (!sealed || sinceProof < 50) return [ack]
    random = sealed.random() & 0xff
    return say(`11\x1b2${String.fromCharCode(0x30 + (random >> 4), 0x30 + (random & 15))}`)
  }

  function result(): readonly number[] {
    if (verdict !== '') {
      const said = verdict
      verdict = ''
      return say(`11\x1b${said}`)
    }
    if (!asked || (sealed && sinceProof >= 50)) return refuse('01')
    const weight = body.shown() - asked.tare
    if (body.over()) return refuse('32')
    if (body.moving() || body.needsZero()) return refuse('20')
    if (weight < 0) return refuse('31')
    if (weight < 20 * body.division) return refuse('30')
    if (weighedLoad === body.loads()) return refuse('21')
    ;[status, weighedLoad, sinceProof] = ['00', body.loads(), sinceProof + 1]
    const [unit, price] = [body.unit() === 'kg' ? '3' : '1', asked.price]
    return say(`02\x1b${unit}\x1b${digits(weight, 5)}\x1b${digits(price, 6)}\x1b${digits(Math.round((weight * price) / 1000), 6)}`)
  }

  return {
    hear(byte) {
      if (byte === stx) text = ''
      else if (byte === etx && text !== undefined) {
        const record = text
        text = undefined
        return take(record)
      } else if (byte === enq) return result()
      else if (byte !== eot && text !== undefined) text += String.fromCharCode(byte)
      return []
    },
  }
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0').slice(-width)
}

/** Long division on bits as text, the way it is done by hand: nothing here is the driver's own arithmetic. */
function isProof(pair: string, random: number, polynomial: number): boolean {
  const word = (hex: string): string => Array.from(hex, (letter) => (letter.charCodeAt(0) - 0x30).toString(2).padStart(4, '0')).join('')
  const [cs, kw] = [turn(word(pair.slice(0, 4)), 16 - (random >> 4)), turn(word(pair.slice(4)), random & 15)]
  const divisor = `1${polynomial.toString(2).padStart(16, '0')}`
  const rest = Array.from(`${cs}${'0'.repeat(16)}`)
  for (let at = 0; at < 16; at += 1) {
    if (rest[at] === '1') for (const [offset, bit] of Array.from(divisor).entries()) rest[at + offset] = rest[at + offset] === bit ? '0' : '1'
  }
  return rest.slice(16).join('') === kw
}

/** To the left. */
function turn(word: string, by: number): string {
  return word.slice(by % 16) + word.slice(0, by % 16)
}
