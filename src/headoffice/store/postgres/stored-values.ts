import { storedValueHoldMs } from '../../../contracts/replication/index.ts'
import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { type HeadOfficeStore } from '../port.ts'
import { heldOf, isPutAwayStatement, putAwayStatement, storedValueRowsOf, type HeldRow } from '../stored-value-rows.ts'
import { type Pool } from './connect.ts'
import { forWriting, transaction, type Statement } from './transaction.ts'

/** One statement for what documents move, the sums with it, and none where nothing does. */
export function fileStoredValues({ store, register }: { readonly store: string; readonly register: string }, receivedAt: number, file: readonly FiledEntry[]): readonly Statement[] {
  const rows = storedValueRowsOf(file)
  if (rows.length === 0) return []
  const values = JSON.stringify(rows)
  return [
    {
      name: 'file-stored-values',
      text: `WITH moved AS (
          INSERT INTO stored_value_move (store, register, received_at, kind, number, document, place, document_number, completed_at, currency, amount)
          SELECT $1, $2, $3, kind, number, document, place, document_number, completed_at, currency, amount
          FROM jsonb_to_recordset($4::jsonb) AS m (kind text, number text, document text, place integer, document_number text, completed_at bigint, currency text, amount bigint)
          ON CONFLICT DO NOTHING RETURNING kind, number, currency, amount
        )
        INSERT INTO stored_value (kind, number, currency, balance) SELECT kind, number, min(currency), sum(amount) FROM moved GROUP BY kind, number ORDER BY kind, number
        ON CONFLICT (kind, number) DO UPDATE SET balance = stored_value.balance + excluded.balance`,
      values: [store, register, receivedAt, values],
    },
    // What was kept for this sale is spent by it.
    {
      name: 'release-stored-values',
      text: `DELETE FROM stored_value_hold h USING jsonb_to_recordset($3::jsonb) AS m (kind text, number text, amount bigint)
        WHERE h.store = $1 AND h.register = $2 AND h.kind = m.kind AND h.number = m.number AND m.amount < 0`,
      values: [store, register, values],
    },
  ]
}

export function createHolds(pool: Pool): Pick<HeadOfficeStore, 'holdStoredValue' | 'putAwayOverspent'> {
  return {
    putAwayOverspent: (store, document, { by, at, note }) => {
      const put: Statement = { name: 'put-overspent-away', text: putAwayStatement('$1', '$2', '$3::bigint', '$4', '$5'), values: [store, document, at, by, note] }
      const is: Statement<{ readonly found: number }> = { name: 'is-overspent-put-away', text: isPutAwayStatement('$1', '$2'), values: [store, document] }
      return transaction(pool, forWriting, [put, is], ([, rows]) => ({ statements: [], outcome: rows.length > 0 }))
    },
    holdStoredValue: (store, { register, kind, number, amount }, now) => {
      // A card that has no row yet has none to lock, so its name is the lock.
      const lock: Statement = { name: 'lock-stored-value', text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`stored value ${kind} ${number}`] }
      const read: Statement<HeldRow> = {
        name: 'stored-value',
        text: `SELECT (SELECT balance FROM stored_value WHERE kind = $1 AND number = $2) AS balance,
            (SELECT coalesce(sum(amount), 0)::bigint FROM stored_value_hold WHERE kind = $1 AND number = $2 AND held_until > $5 AND NOT (store = $3 AND register = $4)) AS elsewhere,
            c.epoch, c.last_seq AS seq
          FROM (VALUES (1)) one LEFT JOIN LATERAL (SELECT epoch, last_seq FROM cursor WHERE store = $3 AND register = $4 ORDER BY epoch DESC LIMIT 1) c ON true`,
        values: [kind, number, store, register, now],
      }
      return transaction(pool, forWriting, [lock, read], ([, rows]) => {
        const held = heldOf(rows[0] ?? { balance: null, elsewhere: 0, epoch: null, seq: null }, amount)
        const keep: Statement = {
          name: 'hold-stored-value',
          text: `INSERT INTO stored_value_hold (kind, number, store, register, amount, held_until) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (kind, number, store, register) DO UPDATE SET amount = excluded.amount, held_until = excluded.held_until`,
          values: [kind, number, store, register, held.held, now + storedValueHoldMs],
        }
        const drop: Statement = { name: 'drop-stored-value', text: 'DELETE FROM stored_value_hold WHERE kind = $1 AND number = $2 AND store = $3 AND register = $4', values: [kind, number, store, register] }
        return { statements: [held.held > 0 ? keep : drop], outcome: held }
      })
    },
  }
}
