import { noWrongPins, type WrongPins } from '../domain/authority/index.ts'
import { type Connection } from './connection.ts'

/** Wrong PINs of one operator, and how long the next guess has to wait: from a moment of the monotonic clock of one start. */
export interface PinGuesses extends WrongPins {
  readonly waitMs: number
  readonly bootId: string
  readonly monoMs: number
  /** Until somebody unlocks. */
  readonly locked: boolean
}

/** Everybody at this register, and names that nobody has. No operator has this id. */
export const everybody = ''

export const noGuesses: PinGuesses = { ...noWrongPins, waitMs: 0, bootId: '', monoMs: 0, locked: false }

type Row = readonly [inRow: number, total: number, since: string, waitMs: number, bootId: string, monoMs: number, locked: 0 | 1]

export function readPinGuesses(db: Connection) {
  const select = db.prepare<[string], Row>('SELECT in_row, total, since, wait_ms, boot_id, mono_ms, locked FROM pin_guess WHERE who = ?').raw()
  const waiting = db.prepare<[], readonly [who: string, ...Row]>('SELECT who, in_row, total, since, wait_ms, boot_id, mono_ms, locked FROM pin_guess WHERE wait_ms > 0').raw()
  return {
    pinGuesses(who: string): PinGuesses {
      const row = select.get(who)
      if (row === undefined) return noGuesses
      const [inRow, total, since, waitMs, bootId, monoMs, locked] = row
      return { inRow, total, since, waitMs, bootId, monoMs, locked: locked === 1 }
    },
    waitingGuesses(): readonly { readonly who: string; readonly guesses: PinGuesses }[] {
      return waiting.all().map(([who, inRow, total, since, waitMs, bootId, monoMs, locked]) => ({ who, guesses: { inRow, total, since, waitMs, bootId, monoMs, locked: locked === 1 } }))
    },
  }
}

export function writePinGuesses(db: Connection) {
  const upsert = db.prepare<[string, number, number, string, number, string, number, 0 | 1]>(
    `INSERT INTO pin_guess (who, in_row, total, since, wait_ms, boot_id, mono_ms, locked) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (who) DO UPDATE SET in_row = excluded.in_row, total = excluded.total, since = excluded.since,
       wait_ms = excluded.wait_ms, boot_id = excluded.boot_id, mono_ms = excluded.mono_ms, locked = excluded.locked`,
  )
  const forget = db.prepare<[string]>('DELETE FROM pin_guess WHERE who = ?')
  return {
    savePinGuesses(who: string, { inRow, total, since, waitMs, bootId, monoMs, locked }: PinGuesses): void {
      if (total === 0) forget.run(who)
      else upsert.run(who, inRow, total, since, waitMs, bootId, monoMs, locked ? 1 : 0)
    },
  }
}
