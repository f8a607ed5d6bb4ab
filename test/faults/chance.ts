/** Chance with a seed: the same seed draws the same numbers on every machine. */
export interface Chance {
  /** 0 <= value < 1. */
  readonly next: () => number
  /** 0 <= value < below, a whole number. */
  readonly below: (below: number) => number
  readonly happens: (probability: number) => boolean
  /** A version 4 UUID, drawn. */
  readonly uuid: () => string
}

/** Mulberry32: 32 bits of state, enough for schedules of a few hundred steps. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const hex = (digits: number): string => Array.from({ length: digits }, () => below(16).toString(16)).join('')
  return { next, below, happens: (probability) => next() < probability, uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}` }
}
