const block = 512

export interface FileSink {
  readonly write: (part: Buffer) => void
  readonly end: () => void
}

/** Takes an archive of ours in parts of any size, so that a large database is never whole in memory. Throws on what is no archive. */
export function unpackTar(open: (name: string) => FileSink): { readonly take: (part: Buffer) => void; readonly ended: () => boolean; readonly close: () => void } {
  let held: Buffer = Buffer.alloc(0)
  let sink: FileSink | undefined
  let left = 0
  let padding = 0
  let empty = 0

  /** False: more bytes are needed. */
  function step(): boolean {
    if (left > 0) {
      const part = held.subarray(0, Math.min(left, held.length))
      if (part.length === 0) return false
      sink?.write(part)
      left -= part.length
      held = held.subarray(part.length)
      if (left === 0) finish()
      return true
    }
    if (padding > 0) {
      const skipped = Math.min(padding, held.length)
      padding -= skipped
      held = held.subarray(skipped)
      return skipped > 0
    }
    if (held.length < block) return false
    header(held.subarray(0, block))
    held = held.subarray(block)
    return true
  }

  function header(bytes: Buffer): void {
    if (bytes.every((byte) => byte === 0)) {
      empty += 1
      return
    }
    const size = Number.parseInt(bytes.toString('ascii', 124, 135), 8)
    if (bytes.toString('ascii', 257, 262) !== 'ustar' || !Number.isSafeInteger(size) || empty > 0) throw new Error('not an archive of ours')
    sink = open(bytes.toString('ascii', 0, 100).replace(/\0.*$/s, ''))
    left = size
    padding = (block - (size % block)) % block
    if (left === 0) finish()
  }

  function finish(): void {
    sink?.end()
    sink = undefined
  }

  return {
    take(part) {
      held = held.length === 0 ? part : Buffer.concat([held, part])
      while (step());
    },
    /** Both empty blocks of the end came, and nothing is left over. */
    ended: () => empty === 2 && held.length === 0 && sink === undefined,
    close: finish,
  }
}
