/** A place in some bytes. */
export interface BitAt {
  readonly at: number
  readonly bit: number
}

export function turn(bytes: Buffer, { at, bit }: BitAt): void {
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at)
}

/** Every bit with which the bytes would hold, each turned alone. Nothing is changed. */
export function everyBit(bytes: Buffer, holds: () => boolean): readonly BitAt[] {
  const found: BitAt[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      turn(bytes, { at, bit })
      if (holds()) found.push({ at, bit })
      turn(bytes, { at, bit })
    }
  }
  return found
}

/**
 * Turns one bit after another, and leaves that one turned with which the bytes hold. False, and nothing changed, where none
 * does. `holds` looks at the very bytes that are turned.
 */
export function singleBit(bytes: Buffer, holds: () => boolean): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes.readUInt8(at)
    for (let bit = 0; bit < 8; bit += 1) {
      bytes.writeUInt8(byte ^ (1 << bit), at)
      if (holds()) return true
    }
    bytes.writeUInt8(byte, at)
  }
  return false
}
