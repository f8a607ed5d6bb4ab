import { randomBytes } from 'node:crypto'
import { appendFileSync, closeSync, fsyncSync, ftruncateSync, openSync, statSync, truncateSync } from 'node:fs'

const MIB = 1024 * 1024
/** All of it. A sale is some kilobytes: this finishes what is open, prints it and closes the shift, many times over. */
export const BALLAST_BYTES = 64 * MIB
/** What is given back at once. In slices: whoever fills the disk takes a slice as soon as it is free, and not all of it. */
const SLICE = 4 * MIB
const PIECE = MIB

/** A file that is there to be given up: room on a disk that has none. */
export interface Ballast {
  /** Bytes of it that really take room. */
  readonly bytes: () => number
  /** Gives a slice back to the disk; false when none is left. */
  readonly give: () => boolean
  /** Takes a piece more of the disk; false when it is whole. Throws what the disk says. */
  readonly add: () => boolean
}

/** Beside a register's file, on the same disk. What is in it means nothing, and cannot be packed by a file system that packs. */
export function ballastBeside(file: string): Ballast {
  const place = `${file}-ballast`
  let filling: Buffer | undefined

  function bytes(): number {
    const found = statSync(place, { throwIfNoEntry: false })
    if (found === undefined) return 0
    // A file with holes is as long as it says and frees nothing.
    return found.blocks === 0 ? 0 : Math.min(found.size, found.blocks * 512)
  }

  return {
    bytes,
    give() {
      const there = bytes()
      if (there === 0) return false
      const handle = openSync(place, 'r+')
      try {
        ftruncateSync(handle, Math.max(0, there - SLICE))
        // Some file systems give the room to others only once this is in their own journal.
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
      return true
    },
    add() {
      const there = bytes()
      if (there >= BALLAST_BYTES) return false
      // One with holes is begun anew: what is appended to it would lie behind them.
      if ((statSync(place, { throwIfNoEntry: false })?.size ?? 0) !== there) truncateSync(place, there)
      filling ??= randomBytes(PIECE)
      appendFileSync(place, filling.subarray(0, Math.min(PIECE, BALLAST_BYTES - there)), { mode: 0o600 })
      return bytes() < BALLAST_BYTES
    },
  }
}
