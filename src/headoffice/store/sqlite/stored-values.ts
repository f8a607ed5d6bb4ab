import { storedValueHoldMs, type PutAway } from '../../../contracts/replication/index.ts'
import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { heldOf, isPutAwayStatement, putAwayStatement, storedValueRowsOf, type HeldRow, type HoldAsking, type StoredValueHeld } from '../stored-value-rows.ts'
import { type Connection } from './connection.ts'

/** Files what documents move, inside the caller's unit of work: what is acknowledged is counted. */
export function fileStoredValues(connection: Connection) {
  const add = connection.prepare(
    `INSERT INTO stored_value_move (store, register, received_at, kind, number, document, place, document_number, completed_at, currency, amount)
     VALUES (@store, @register, @received_at, @kind, @number, @document, @place, @document_number, @completed_at, @currency, @amount) ON CONFLICT DO NOTHING`,
  )
  const sum = connection.prepare('INSERT INTO stored_value (kind, number, currency, balance) VALUES (@kind, @number, @currency, @amount) ON CONFLICT DO UPDATE SET balance = balance + excluded.balance')
  // What was kept for this sale is spent by it.
  const release = connection.prepare('DELETE FROM stored_value_hold WHERE kind = @kind AND number = @number AND store = @store AND register = @register')
  return ({ store, register }: { readonly store: string; readonly register: string }, file: readonly FiledEntry[], receivedAt: number): void => {
    for (const row of storedValueRowsOf(file)) {
      if (add.run({ ...row, store, register, received_at: receivedAt }).changes === 0) continue
      sum.run(row)
      if (row.amount < 0) release.run({ ...row, store, register })
    }
  }
}

export function createHolds(connection: Connection) {
  const read = connection.prepare<[string, string, string, string, number, string, string, string, string], HeldRow>(
    `SELECT (SELECT balance FROM stored_value WHERE kind = ? AND number = ?) AS balance,
       (SELECT coalesce(sum(amount), 0) FROM stored_value_hold WHERE kind = ? AND number = ? AND held_until > ? AND NOT (store = ? AND register = ?)) AS elsewhere,
       c.epoch, c.last_seq AS seq
     FROM (SELECT 1) LEFT JOIN cursor c ON c.store = ? AND c.register = ? AND c.epoch = (SELECT max(epoch) FROM cursor n WHERE n.store = c.store AND n.register = c.register)`,
  )
  const keep = connection.prepare<[string, string, string, string, number, number]>(
    'INSERT INTO stored_value_hold (kind, number, store, register, amount, held_until) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET amount = excluded.amount, held_until = excluded.held_until',
  )
  const drop = connection.prepare<[string, string, string, string]>('DELETE FROM stored_value_hold WHERE kind = ? AND number = ? AND store = ? AND register = ?')
  const unit = connection.transaction((store: string, { register, kind, number, amount }: HoldAsking, now: number): StoredValueHeld => {
    const row = read.get(kind, number, kind, number, now, store, register, store, register) ?? { balance: null, elsewhere: 0, epoch: null, seq: null }
    const held = heldOf(row, amount)
    if (held.held > 0) keep.run(kind, number, store, register, held.held, now + storedValueHoldMs)
    else drop.run(kind, number, store, register)
    return held
  })
  return (store: string, asking: HoldAsking, now: number): StoredValueHeld => unit.immediate(store, asking, now)
}

export function createOverspent(connection: Connection) {
  const put = connection.prepare(putAwayStatement('@store', '@document', '@at', '@by', '@note'))
  const is = connection.prepare<{ store: string; document: string }, { found: number }>(isPutAwayStatement('@store', '@document'))
  const unit = connection.transaction((store: string, document: string, { by, at, note }: PutAway & { readonly note: string }): boolean => {
    put.run({ store, document, at, by, note })
    return is.get({ store, document }) !== undefined
  })
  return (store: string, document: string, putAway: PutAway & { readonly note: string }): boolean => unit.immediate(store, document, putAway)
}
