import { statfsSync } from 'node:fs'
import path from 'node:path'
import { BALLAST_BYTES, type Ballast } from '../../db/index.ts'
import { type HealthView } from '../../contracts/ipc/index.ts'
import { type LockTimer } from './auto-lock.ts'

export type Room = Pick<HealthView, 'freeMegabytes'> & { readonly disk: Exclude<HealthView['disk'], 'away'> }

/** Bytes. A person has days to act from the first on, and hours from the second. */
const lowBelow = 2_000_000_000
const veryLowBelow = 500_000_000
/** Beyond what the ballast lacks: less, and it would eat the room it is there to give. */
const spare = 16 * 1024 * 1024
/** Less than a database needs to be opened. */
const outBelow = 2 * 1024 * 1024

/** Milliseconds. Not while the register comes up, and then a piece at a time between commands. */
const firstAfter = 10_000
const pieceAfter = 20
const againAfter = 5_000
/** A look costs microseconds: a bar that comes a minute late says of a disk that fills what was. */
const lookAfter = 5_000

export interface LastRoom {
  readonly view: () => Room
  /** Whether nothing new may be begun. Looks again where it was so: room that somebody made counts at once. */
  readonly isFull: () => boolean
  /** There is no room at all. */
  readonly isOut: () => boolean
  /** Gives a slice of the ballast back; false when there is none left, and then a refusal stands. */
  readonly give: () => boolean
  readonly stop: () => void
}

export interface LastRoomParts {
  readonly databasePath: string
  readonly ballast: Ballast
  readonly timer: Pick<LockTimer, 'after'>
  readonly changed: () => void
  /** Bytes that whoever runs this may still write there; undefined when the disk does not say. */
  readonly free?: (folder: string) => number | undefined
}

/**
 * Keeps the ballast, and says how much room there is. Full is when the ballast was drawn on and there is no room to make it
 * again: not before a commit was refused, for a disk that is merely crowded still takes sales.
 */
export function keepLastRoom({ databasePath, ballast, timer, changed, free = freeBytes }: LastRoomParts): LastRoom {
  const folder = path.dirname(databasePath)
  let last = look()
  let cancel = timer.after(firstAfter, make)

  function look(): Room {
    const bytes = free(folder)
    if (bytes === undefined) return { disk: 'ok' }
    const missing = BALLAST_BYTES - held()
    const disk = missing > 0 && bytes < missing + spare ? 'full' : bytes < veryLowBelow ? 'veryLow' : bytes < lowBelow ? 'low' : 'ok'
    return { disk, freeMegabytes: Math.floor(bytes / 1_000_000) }
  }

  function held(): number {
    try {
      return ballast.bytes()
    } catch {
      return 0
    }
  }

  function lookAgain(): void {
    const before = last
    last = look()
    if (before.disk !== last.disk) changed()
  }

  /** One step of making it, or a look whether it is whole. What the disk refuses is tried again later: it is full, or failing. */
  function make(): void {
    let wait = againAfter
    try {
      lookAgain()
      if (last.disk !== 'full') wait = ballast.add() ? pieceAfter : lookAfter
    } catch {
      wait = againAfter
    }
    cancel = timer.after(wait, make)
  }

  return {
    view: () => last,
    isFull() {
      if (last.disk === 'full') lookAgain()
      return last.disk === 'full'
    },
    isOut: () => (free(folder) ?? outBelow) < outBelow,
    give() {
      const given = giveSlice(ballast)
      lookAgain()
      return given
    },
    stop: () => cancel(),
  }
}

/** Where nothing has to last: a copy for training is refused like any guest of the disk. */
export const noLastRoom: LastRoom = { view: () => ({ disk: 'ok' }), isFull: () => false, isOut: () => false, give: () => false, stop: () => undefined }

function giveSlice(ballast: Ballast): boolean {
  try {
    return ballast.give()
  } catch {
    return false
  }
}

function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return undefined
  }
}
