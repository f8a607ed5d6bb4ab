/**
 * ZVT's frame on TCP: class, instruction, length, data. The length is one byte, or FF and two, low byte first. Nothing marks
 * where a frame begins: who loses count of a byte has lost the line.
 */
export interface Apdu {
  readonly class: number
  readonly instruction: number
  readonly data: Uint8Array
}

const longestShort = 0xfe
/** What the long form can say. */
export const longestData = 0xffff

/** Throws RangeError on data no frame can hold. */
export function encodeApdu({ class: kind, instruction, data }: Apdu): Uint8Array {
  if (data.length > longestData) throw new RangeError(`${data.length} bytes fit into no frame`)
  const length = data.length <= longestShort ? [data.length] : [0xff, data.length & 0xff, data.length >> 8]
  return Uint8Array.from([kind, instruction, ...length, ...data])
}

export function apdu(kind: number, instruction: number, data: readonly number[] | Uint8Array = []): Apdu {
  return { class: kind, instruction, data: Uint8Array.from(data) }
}

export interface ApduReader {
  /** However the network cut them. */
  push(bytes: Uint8Array): void
  /** Half a frame is here, and the rest is not. */
  pending(): boolean
}

export function apduReader(hear: (frame: Apdu) => void): ApduReader {
  let held: Uint8Array = new Uint8Array(0)

  /** Where data begins and ends in `held`; undefined while the head is not whole. */
  function head(): { readonly from: number; readonly to: number } | undefined {
    const [, , short, low, high] = held
    if (short === undefined) return undefined
    if (short !== 0xff) return { from: 3, to: 3 + short }
    return low === undefined || high === undefined ? undefined : { from: 5, to: 5 + low + high * 256 }
  }

  return {
    push(bytes) {
      const joined = new Uint8Array(held.length + bytes.length)
      joined.set(held)
      joined.set(bytes, held.length)
      held = joined
      for (let found = head(); found !== undefined && held.length >= found.to; found = head()) {
        const frame = { class: held[0] ?? 0, instruction: held[1] ?? 0, data: held.slice(found.from, found.to) }
        held = held.slice(found.to)
        hear(frame)
      }
    },
    pending: () => held.length > 0,
  }
}
