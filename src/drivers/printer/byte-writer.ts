export interface ByteWriter {
  put(bytes: readonly number[] | Uint8Array): void
  done(): Uint8Array
}

/** A buffer that grows by doubling: a receipt is a few thousand small pieces, and joining arrays of them was the cost. */
export function byteWriter(): ByteWriter {
  let buffer = new Uint8Array(4_096)
  let length = 0
  return {
    put(bytes) {
      if (length + bytes.length > buffer.length) {
        const larger = new Uint8Array(Math.max(buffer.length * 2, length + bytes.length))
        larger.set(buffer.subarray(0, length))
        buffer = larger
      }
      buffer.set(bytes, length)
      length += bytes.length
    },
    done: () => buffer.slice(0, length),
  }
}
