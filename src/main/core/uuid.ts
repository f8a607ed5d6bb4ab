import { randomFillSync } from 'node:crypto'

/**
 * Makes UUIDv7 strings that sort in the order they were made, also within one millisecond and when the wall clock
 * steps back: then the last millisecond is kept and its counter goes on. Index pages fill from the right that way,
 * and two lines scanned in the same millisecond keep their order at head office.
 */
export function idGenerator(now: () => number = Date.now): () => string {
  const random = new Uint8Array(10)
  let lastMs = 0
  let counter = 0
  return () => {
    randomFillSync(random)
    const ms = now()
    if (ms > lastMs) {
      lastMs = ms
      // The top bit stays free, so that a millisecond always has room for 2,048 ids whatever it started with.
      counter = byte(random, 0) * 8 + (byte(random, 1) & 7)
    } else {
      counter += 1
      if (counter > 0xfff) {
        lastMs += 1
        counter = 0
      }
    }
    const time = lastMs.toString(16).padStart(12, '0')
    const variant = (0x80 | (byte(random, 2) & 0x3f)).toString(16)
    const tail = Array.from(random.subarray(3), (value) => value.toString(16).padStart(2, '0')).join('')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${tail.slice(0, 2)}-${tail.slice(2)}`
  }
}

/** This process's generator. Each worker thread has its own: 62 random bits keep them apart. */
export const newId = idGenerator()

function byte(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}
