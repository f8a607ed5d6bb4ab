export interface ByteWriter {
  put(bytes: readonly number[] | Uint8Array): void
  byte(value: number): void
  fill(value: number, count: number): void
  length(): number
  done(): Uint8Array
}

/** Most pieces are commands of three bytes: beginning a `set` takes longer than writing those. */
const short = 20

/** A buffer that grows by doubling: a receipt is a few thousand small pieces, and joining arrays of them was the cost. */
export function byteWriter(): ByteWriter {
  let buffer = new Uint8Array(4_096)
  let length = 0
  function reserve(count: number): void {
    if (length + count <= buffer.length) return
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + count))
    larger.set(buffer.subarray(0, length))
    buffer = larger
  }
  return {
    put(bytes) {
      reserve(bytes.length)
      if (bytes.length > short) buffer.set(bytes, length)
      else for (let at = 0; at < bytes.length; at += 1) buffer[length + at] = bytes[at] ?? 0
      length += bytes.length
    },
    byte(value) {
      reserve(1)
      buffer[length] = value
      length += 1
    },
    fill(value, count) {
      reserve(count)
      buffer.fill(value, length, length + count)
      length += count
    },
    length: () => length,
    done: () => buffer.slice(0, length),
  }
}
