import { type Connection } from './connection.ts'

/** That this register was moved, and what became of it here. */
export interface Moved {
  readonly moveId: string
  /** The last entry: `register.moved`. */
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  /** Epoch milliseconds. */
  readonly at: number
  /** Where its file lies, or is going to. */
  readonly file: string
  /** The file is whole: somebody may have taken it along. */
  readonly packed: boolean
  /** Base64, both: what a passphrase is checked with, and what comes of the right one. */
  readonly salt: string
  readonly proof: string
}

export interface MovedReads {
  moved(): Moved | undefined
  /** Of every seat. */
  openBaskets(): number
  /** Waiting for a device, or with one. */
  effectsUnfinished(): number
}

export interface MovedWrites {
  /** From here on nothing can be appended. */
  closeJournal(moved: Moved): void
  markPacked(): void
  /** The journal goes on, in the next epoch: whoever else has the file goes on in that one too, and head office sees both. */
  continueJournal(): void
}

interface Row {
  move_id: string
  epoch: number
  seq: number
  hash: string
  at: number
  file: string
  packed: 0 | 1
  salt: string
  proof: string
}

export function readMoved(db: Connection): MovedReads {
  const select = db.prepare<[], Row>('SELECT move_id, epoch, seq, hash, at, file, packed, salt, proof FROM moved')
  const baskets = db.prepare<[], number>('SELECT count(*) FROM seat WHERE basket_id IS NOT NULL').pluck()
  const effects = db.prepare<[], number>("SELECT count(*) FROM effect WHERE state IN ('waiting', 'working')").pluck()
  return {
    moved() {
      const row = select.get()
      if (row === undefined) return undefined
      const { move_id: moveId, packed, ...rest } = row
      return { ...rest, moveId, packed: packed === 1 }
    },
    openBaskets: () => baskets.get() ?? 0,
    effectsUnfinished: () => effects.get() ?? 0,
  }
}

export function writeMoved(db: Connection) {
  const insert = db.prepare<[Omit<Moved, 'packed'>]>('INSERT INTO moved (only, move_id, epoch, seq, hash, at, file, packed, salt, proof) VALUES (1, @moveId, @epoch, @seq, @hash, @at, @file, 0, @salt, @proof)')
  const mark = db.prepare('UPDATE moved SET packed = 1')
  const forget = db.prepare('DELETE FROM moved')
  return {
    closeJournal({ packed: _packed, ...moved }: Moved): void {
      insert.run(moved)
    },
    markPacked: (): void => void mark.run(),
    forgetMoved: (): void => void forget.run(),
  }
}
