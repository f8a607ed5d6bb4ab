import { type KnownValue, type StoredValueId, type StoredValueMovement } from '../domain/liability/index.ts'
import { type Connection } from './connection.ts'
import { positionOf } from './position.ts'

/** What head office said of a number. `available`: there, and not held for another register (minor units). */
export interface ToldValue extends StoredValueId {
  readonly available: number
  /** The last of our entries that it knew then. */
  readonly epoch: number
  readonly seq: number
  /** Epoch ms until which nobody else is let have it; 0: it is not held. */
  readonly heldUntil: number
}

export interface StoredValueReads {
  /**
   * What is known here, at a moment (epoch ms). `own` counts open baskets as spent, what is about to be taken off it again
   * too: two seats must not both have it. `except`: the basket that asks whether it may take that off.
   */
  storedValue(id: StoredValueId, at: number, except?: string): KnownValue
}

export interface StoredValueWrites {
  /** Of an entry just written, in its order. */
  moveStoredValue(entry: { readonly epoch: number; readonly seq: number }, movements: readonly StoredValueMovement[]): void
  hearStoredValue(told: ToldValue): void
}

export function readStoredValues(db: Connection): StoredValueReads {
  const own = db.prepare<[string, string], { own: number; put: number }>('SELECT coalesce(sum(amount), 0) AS own, count(*) FILTER (WHERE amount > 0) AS put FROM stored_value_move WHERE kind = ? AND number = ?')
  const since = db.prepare<[string, string, number], number>('SELECT coalesce(sum(amount), 0) FROM stored_value_move WHERE kind = ? AND number = ? AND position > ?').pluck()
  const told = db.prepare<[string, string], { available: number; position: number; held_until: number }>('SELECT available, position, held_until FROM stored_value_told WHERE kind = ? AND number = ?')
  // A handful of rows at most: what lies on the counter now.
  const onCounter = db.prepare<[string, string], number>(`SELECT coalesce(sum(json_extract(tender, '$.amount')), 0) FROM basket_tender WHERE json_extract(tender, '$.type') = ? AND json_extract(tender, '$.number') = ?`).pluck()
  // By the baskets there are: lines of one that is gone are swept later.
  const takenBack = db.prepare<[string, string, string], number>(
    `SELECT coalesce(sum(json_extract(line, '$.amount')), 0) FROM basket JOIN basket_line ON basket_id = basket.id
     WHERE json_extract(line, '$.kind') = 'takenBack' AND NOT json_extract(line, '$.removed') AND json_extract(line, '$.owes.kind') = ? AND json_extract(line, '$.owes.number') = ? AND basket_id <> ?`,
  ).pluck()
  return {
    storedValue({ kind, number }, at, except = '') {
      const taken = (onCounter.get(kind, number) ?? 0) + (takenBack.get(kind, number, except) ?? 0)
      const { own: moved, put } = own.get(kind, number) ?? { own: 0, put: 0 }
      const said = told.get(kind, number)
      return {
        own: moved - taken,
        isOurs: put > 0,
        ...(said === undefined ? {} : { told: { available: said.available, unsent: (since.get(kind, number, said.position) ?? 0) - taken, isHeld: said.held_until > at } }),
      }
    },
  }
}

export function writeStoredValues(db: Connection): StoredValueWrites {
  const move = db.prepare<[string, string, number, number, number]>('INSERT INTO stored_value_move (kind, number, position, place, amount) VALUES (?, ?, ?, ?, ?)')
  const hear = db.prepare<[string, string, number, number, number]>(
    `INSERT INTO stored_value_told (kind, number, available, position, held_until) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (kind, number) DO UPDATE SET available = excluded.available, position = excluded.position, held_until = excluded.held_until`,
  )
  return {
    moveStoredValue({ epoch, seq }, movements) {
      movements.forEach(({ kind, number, amount }, place) => {
        if (amount !== 0) move.run(kind, number, positionOf(epoch, seq), place, amount)
      })
    },
    hearStoredValue: ({ kind, number, available, epoch, seq, heldUntil }) => void hear.run(kind, number, available, positionOf(epoch, seq), heldUntil),
  }
}
