import { longestFrame } from './read-scan.ts'

/** How a serial scanner marks where a scan begins and ends: whatever its configuration sheet was set to. */
export interface FrameSettings {
  /** Bytes in front of every scan. Empty: none. What comes before them is rubbish. */
  readonly prefix: readonly number[]
  /** `any`: a CR, LF or TAB, whichever comes, once or together. `silence`: nothing but a pause. Else exactly these bytes. */
  readonly suffix: 'any' | 'silence' | readonly number[]
}

export const suffixes = { cr: [0x0d], lf: [0x0a], crLf: [0x0d, 0x0a], tab: [0x09], etx: [0x03] } as const satisfies Record<string, readonly number[]>

const anySuffix: ReadonlySet<number> = new Set([0x0d, 0x0a, 0x09])

export interface ScanFramer {
  push(bytes: Uint8Array): void
  /** Nothing came for a while: the end of a scan where silence ends one; elsewhere half a scan, which is none. */
  silence(): void
  /** Throws away what has no end yet. */
  abandon(): void
  /** Bytes kept: never more than `longestFrame`. */
  kept(): number
}

function endsWith(bytes: readonly number[], tail: readonly number[]): boolean {
  return tail.length > 0 && bytes.length >= tail.length && tail.every((byte, place) => bytes[bytes.length - tail.length + place] === byte)
}

/** A control character is in no code, so the last one is where the scan begins that got its end; a letter may be in one. */
function placeOf(bytes: readonly number[], prefix: readonly number[]): number {
  const isHere = (_: number, at: number): boolean => prefix.every((byte, place) => bytes[at + place] === byte)
  return (prefix[0] ?? 0) < 0x20 ? bytes.findLastIndex(isHere) : bytes.findIndex(isHere)
}

/** Cuts a stream of bytes into scans. How the bytes are bundled makes no difference, only silence does. */
export function createFramer({ prefix, suffix }: FrameSettings, scanned: (frame: Uint8Array) => void): ScanFramer {
  let buffer: number[] = []
  // Too long to be a scan: everything up to its end is thrown away, and not only what did not fit.
  let overflown = false

  function end(suffixLength: number): void {
    const frame = buffer.slice(0, buffer.length - suffixLength)
    const whole = !overflown
    buffer = []
    overflown = false
    if (!whole || frame.length === 0) return
    const from = prefix.length === 0 ? 0 : placeOf(frame, prefix)
    if (from >= 0) scanned(Uint8Array.from(frame.slice(from + prefix.length)))
  }

  function take(byte: number): void {
    buffer.push(byte)
    if (suffix === 'any' ? anySuffix.has(byte) : suffix !== 'silence' && endsWith(buffer, suffix)) {
      end(suffix === 'any' ? 1 : suffix.length)
      return
    }
    if (buffer.length < longestFrame) return
    overflown = true
    // The tail stays: it may be the first half of the suffix.
    buffer = typeof suffix === 'string' ? [] : buffer.slice(-suffix.length)
  }

  function abandon(): void {
    buffer = []
    overflown = false
  }

  return {
    push(bytes) {
      for (const byte of bytes) take(byte)
    },
    silence() {
      if (suffix === 'silence') end(0)
      else abandon()
    },
    abandon,
    kept: () => buffer.length,
  }
}
