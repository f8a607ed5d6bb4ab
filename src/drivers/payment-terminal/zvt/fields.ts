/** A bitmap: its number and its data, as they stood. */
export interface Field {
  readonly tag: number
  readonly data: Uint8Array
}

export interface Fields {
  readonly fields: readonly Field[]
  /** Every byte was understood. Behind a bitmap whose length nobody knows, anything may stand. */
  readonly whole: boolean
}

/** Bytes of data behind each bitmap number of fixed length. */
const fixed: Readonly<Record<number, number>> = {
  0x01: 1, 0x02: 1, 0x03: 1, 0x04: 6, 0x05: 1, 0x0b: 3, 0x0c: 3, 0x0d: 2, 0x0e: 2, 0x17: 2, 0x19: 1, 0x27: 1, 0x29: 4, 0x2a: 15,
  0x37: 3, 0x3a: 2, 0x3b: 8, 0x3d: 3, 0x49: 2, 0x87: 2, 0x88: 3, 0x8a: 1, 0x8c: 1, 0xa0: 1, 0xaa: 3, 0xba: 5, 0xd0: 1, 0xd1: 1, 0xd2: 1, 0xd3: 1,
}
/** Bitmaps that say their length themselves, in so many bytes F0 to F9, a digit each. */
const digits: Readonly<Record<number, number>> = { 0x22: 2, 0x23: 2, 0x24: 3, 0x2d: 2, 0x2e: 3, 0x2f: 3, 0x3c: 3, 0x4c: 2, 0x60: 3, 0x8b: 2, 0x92: 3, 0x9a: 3, 0xa7: 2, 0xaf: 3 }
/** The container of tags, whose length is written as in BER. */
const container = 0x06

/** Reads bitmaps until the end, or until one nobody knows. Never throws. */
export function readFields(data: Uint8Array): Fields {
  const fields: Field[] = []
  let at = 0
  while (at < data.length) {
    const tag = data[at] ?? 0
    const span = spanOf(tag, data, at + 1)
    if (span === undefined || span.to > data.length) return { fields, whole: false }
    fields.push({ tag, data: data.slice(span.from, span.to) })
    at = span.to
  }
  return { fields, whole: true }
}

function spanOf(tag: number, data: Uint8Array, at: number): { readonly from: number; readonly to: number } | undefined {
  const length = fixed[tag]
  if (length !== undefined) return { from: at, to: at + length }
  if (tag === container) return berSpan(data, at)
  const count = digits[tag]
  if (count === undefined) return undefined
  let size = 0
  for (const byte of data.slice(at, at + count)) {
    if (byte >> 4 !== 0xf || (byte & 0xf) > 9) return undefined
    size = size * 10 + (byte & 0xf)
  }
  return { from: at + count, to: at + count + size }
}

function berSpan(data: Uint8Array, at: number): { readonly from: number; readonly to: number } | undefined {
  const first = data[at]
  if (first === undefined) return undefined
  if (first < 0x80) return { from: at + 1, to: at + 1 + first }
  const [high, low] = [data[at + 1], data[at + 2]]
  if (first === 0x81 && high !== undefined) return { from: at + 2, to: at + 2 + high }
  if (first === 0x82 && high !== undefined && low !== undefined) return { from: at + 3, to: at + 3 + high * 256 + low }
  return undefined
}

/** The tags of a container, nested ones left as they are; what cannot be read ends the list. */
export function readTags(data: Uint8Array): readonly Field[] {
  const found: Field[] = []
  let at = 0
  while (at < data.length) {
    const first = data[at] ?? 0
    const long = (first & 0x1f) === 0x1f
    const tag = long ? first * 256 + (data[at + 1] ?? 0) : first
    const span = berSpan(data, at + (long ? 2 : 1))
    if (span === undefined || span.to > data.length) return found
    found.push({ tag, data: data.slice(span.from, span.to) })
    at = span.to
  }
  return found
}
