import { type ScaleFrame } from './protocol.ts'

/**
 * What stands at the beginning of the bytes held. `more`: perhaps a frame, perhaps not yet whole. `drop`: that many bytes
 * are none; `frame` then is a bad one, or absent where nothing claimed to be a frame.
 */
export type Cut = 'more' | { readonly drop: number; readonly frame?: ScaleFrame }

/**
 * Byte by byte, so that how the line cut them makes no difference. A frame that breaks gives up its first byte only: the
 * good frame that began in the middle of a cut one is found. Holds at most `longest` bytes.
 */
export function frameReader(longest: number, cut: (held: readonly number[]) => Cut, hear: (frame: ScaleFrame) => void): (bytes: Uint8Array) => void {
  let held: number[] = []
  function settle(): void {
    while (held.length > 0) {
      const verdict = cut(held)
      if (verdict === 'more' && held.length < longest) return
      const { drop, frame } = verdict === 'more' ? { drop: 1, frame: bad(held) } : verdict
      held = held.slice(drop)
      if (frame) hear(frame)
    }
  }
  return (bytes) => {
    for (const byte of bytes) {
      held.push(byte)
      settle()
    }
  }
}

export function bad(raw: readonly number[]): ScaleFrame {
  return { kind: 'bad', raw }
}

export type Slot = (byte: number) => boolean

/** A frame of a fixed length, each byte of its own kind: wrong at the first byte out of place, not at the last. */
export function fixedFrame(slots: readonly Slot[], decode: (raw: readonly number[]) => ScaleFrame): (held: readonly number[]) => Cut {
  return (held) => {
    for (const [at, slot] of slots.entries()) {
      const byte = held[at]
      if (byte === undefined) return 'more'
      if (!slot(byte)) return at === 0 ? { drop: 1 } : { drop: 1, frame: bad(held.slice(0, at + 1)) }
    }
    const frame = decode(held.slice(0, slots.length))
    // A whole frame that fails its checksum gives up one byte, too: its checksum byte may be the next one's beginning.
    return { drop: frame.kind === 'bad' ? 1 : slots.length, frame }
  }
}

/** From one byte to another, with text between. */
export function textFrame(start: number, end: number, inside: Slot, decode: (text: string, raw: readonly number[]) => ScaleFrame): (held: readonly number[]) => Cut {
  return (held) => {
    if (held[0] !== start) return { drop: 1 }
    for (let at = 1; at < held.length; at += 1) {
      const byte = held[at] ?? 0
      if (byte === end) {
        const raw = held.slice(0, at + 1)
        const frame = decode(String.fromCharCode(...raw.slice(1, -1)), raw)
        return { drop: frame.kind === 'bad' ? 1 : raw.length, frame }
      }
      if (!inside(byte)) return { drop: 1, frame: bad(held.slice(0, at + 1)) }
    }
    return 'more'
  }
}

export const exactly = (...bytes: readonly number[]): Slot => (byte) => bytes.includes(byte)
export const anyByte: Slot = () => true
export const printable: Slot = (byte) => byte >= 0x20 && byte < 0x7f
