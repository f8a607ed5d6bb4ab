/**
 * The few kinds of value a digest is made of, one behind the other. Integers take as many bytes as they need; ids and codes of
 * digits, which are most of the text, half or a third of their letters.
 */
export interface DigestWriter {
  readonly bytes: readonly number[]
  /** Of a safe integer from 0. */
  integer(value: number): void
  /** Of any safe integer up to half of them. */
  signed(value: number): void
  text(value: string): void
}

export interface DigestReader {
  /** Each throws `DigestEnd` where there is nothing more, or nothing that was written. */
  integer(): number
  signed(): number
  text(): string
  isAtEnd(): boolean
}

/** Thrown inside the reading alone, and caught there: a text from outside is never a bug. */
export class DigestEnd extends Error {}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const kinds = { text: 0, uuid: 1, digits: 2 } as const

export function digestWriter(): DigestWriter {
  const bytes: number[] = []
  const integer = (value: number): void => {
    // Seven bits to a byte, the highest bit says that more follows. Not with shifts, which end at 32 bits.
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      if (rest < 128) return void bytes.push(rest)
      bytes.push(128 + (rest % 128))
    }
  }
  return {
    bytes,
    integer,
    signed: (value) => integer(value < 0 ? -2 * value - 1 : 2 * value),
    text(value) {
      if (uuid.test(value)) {
        bytes.push(kinds.uuid)
        for (const pair of value.replaceAll('-', '').match(/../g) ?? []) bytes.push(Number.parseInt(pair, 16))
        return
      }
      if (/^[1-9]\d{0,14}$/.test(value)) {
        bytes.push(kinds.digits)
        return integer(Number(value))
      }
      bytes.push(kinds.text)
      integer(value.length)
      for (let at = 0; at < value.length; at += 1) integer(value.charCodeAt(at))
    },
  }
}

export function digestReader(bytes: readonly number[]): DigestReader {
  let at = 0
  const byte = (): number => {
    const value = bytes[at]
    if (value === undefined) throw new DigestEnd()
    at += 1
    return value
  }
  const integer = (): number => {
    let value = 0
    for (let weight = 1; ; weight *= 128) {
      const next = byte()
      value += (next % 128) * weight
      if (!Number.isSafeInteger(value)) throw new DigestEnd()
      if (next < 128) return value
    }
  }
  return {
    integer,
    signed() {
      const value = integer()
      return value % 2 === 1 ? -(value + 1) / 2 : value / 2
    },
    text() {
      const kind = byte()
      if (kind === kinds.digits) return String(integer())
      if (kind === kinds.uuid) {
        const hex = Array.from({ length: 16 }, () => byte().toString(16).padStart(2, '0')).join('')
        return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
      }
      if (kind !== kinds.text) throw new DigestEnd()
      const length = integer()
      if (length > bytes.length - at) throw new DigestEnd()
      return Array.from({ length }, () => String.fromCharCode(integer())).join('')
    },
    isAtEnd: () => at === bytes.length,
  }
}
