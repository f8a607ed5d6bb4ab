/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** A whole number, `least` to `most`, both among them. */
  between(least: number, most: number): number
  chance(share: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
}

/** mulberry32: small, quick, and good enough to break frames with. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  }
}

/** One case's own seed: any case can be made again without those before it. */
export function seedOf(seed: number, name: string, at: number): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0
  for (const letter of `${name} ${at}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
  return hash
}

export const bytesBetween = (random: Random, least: number, most: number): number[] => Array.from({ length: random.between(least, most) }, () => random.between(0, 255))

/** Another byte in one place. */
export function oneByteWrong(random: Random, bytes: readonly number[]): { readonly bytes: number[]; readonly at: number; readonly flip: number } {
  const [at, flip] = [random.between(0, Math.max(0, bytes.length - 1)), random.between(1, 255)]
  return { bytes: bytes.map((byte, place) => (place === at ? byte ^ flip : byte)), at, flip }
}

/**
 * What happens to bytes on a line. A piece that is said twice is never broken twice: two frames that broke alike are what
 * no till can tell, and they would come up by chance in a million.
 */
export function broken(random: Random, bytes: readonly number[]): number[] {
  let now = [...bytes]
  const twice = random.chance(0.15)
  if (twice) {
    const [from, count] = [random.between(0, now.length), random.between(1, 24)]
    now = [...now.slice(0, from), ...now.slice(Math.max(0, from - count), from), ...now.slice(from)]
  }
  for (let left = twice ? 1 : random.between(1, 3); left > 0; left -= 1) now = brokenOnce(random, now)
  return now
}

function brokenOnce(random: Random, bytes: readonly number[]): number[] {
  const at = random.between(0, bytes.length)
  switch (random.between(0, 6)) {
    case 0:
      return bytes.map((byte, place) => (place === at ? byte ^ (1 << random.between(0, 7)) : byte))
    case 1:
      return bytes.map((byte, place) => (place === at ? random.between(0, 255) : byte))
    case 2:
      return [...bytes.slice(0, at), ...bytes.slice(at + random.between(1, 4))]
    case 3:
      return [...bytes.slice(0, at), ...bytesBetween(random, 1, 4), ...bytes.slice(at)]
    case 4:
      return bytes.slice(0, at)
    case 5: {
      const other = random.between(0, Math.max(0, bytes.length - 1))
      return bytes.map((byte, place) => (place === at ? (bytes[other] ?? byte) : place === other ? (bytes[at] ?? byte) : byte))
    }
    default:
      return bytes.slice(at)
  }
}

/** The bytes in pieces, cut wherever it likes. */
export function inPieces(random: Random, bytes: readonly number[]): number[][] {
  const pieces: number[][] = []
  for (let from = 0; from < bytes.length; ) {
    const count = random.chance(0.3) ? 1 : random.between(1, bytes.length)
    pieces.push(bytes.slice(from, from + count))
    from += count
  }
  return pieces
}

export function hex(bytes: readonly number[] | Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
