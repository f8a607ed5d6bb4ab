import { type Connection } from './connection.ts'
import { readJournal } from './journal.ts'
import { positionOf } from './position.ts'
import { type OutboxCursor, type RegisterFacts } from './register-database.ts'

interface Row {
  epoch: number
  seq: number
  hash: string
  instance: string
  acknowledged_at: number | null
}

export function readOutbox(db: Connection, facts: () => Pick<RegisterFacts, 'epoch' | 'left'>) {
  const epoch = (): number => facts().epoch
  const select = db.prepare<[], Row>('SELECT epoch, seq, hash, instance, acknowledged_at FROM outbox_cursor')
  const saleCountAt = db.prepare<[number], number>('SELECT sale_count FROM journal WHERE position = ?').pluck()
  const { headOf } = readJournal(db, epoch)
  const countAt = (of: number, seq: number): number => saleCountAt.get(positionOf(of, seq)) ?? 0

  function outboxCursor(): OutboxCursor | undefined {
    const row = select.get()
    if (row === undefined) return undefined
    const { acknowledged_at: acknowledgedAt, ...cursor } = row
    return acknowledgedAt === null ? cursor : { ...cursor, acknowledgedAt }
  }

  return {
    outboxCursor,
    /**
     * Subtractions, not counts: asked after every sale, it must cost the same after a month offline. Over all epochs from
     * the cursor's on; a re-issued journal may count twice for a moment, which errs on the side of not letting go.
     */
    waiting(): { readonly entries: number; readonly sales: number } {
      const cursor = outboxCursor()
      let entries = 0
      let sales = 0
      const { epoch: newest, left = [] } = facts()
      for (let at = cursor?.epoch ?? 1; at <= newest; at += 1) {
        const head = headOf(at)
        // What an epoch that was left has behind what both sides agree on was issued again in a later one.
        const end = Math.min(head.seq, left.find((one) => one.epoch === at)?.seq ?? head.seq)
        const seen = cursor?.epoch === at ? Math.min(cursor.seq, end) : 0
        entries += end - seen
        sales += (end === head.seq ? head.saleCount : countAt(at, end)) - countAt(at, seen)
      }
      return { entries, sales }
    },
  }
}

export function writeOutbox(db: Connection) {
  const upsert = db.prepare<[number, number, string, string, number | null]>(
    `INSERT INTO outbox_cursor (only, epoch, seq, hash, instance, acknowledged_at) VALUES (1, ?, ?, ?, ?, ?)
     ON CONFLICT (only) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, hash = excluded.hash, instance = excluded.instance, acknowledged_at = excluded.acknowledged_at`,
  )
  return {
    /** Forwards and backwards: a head office restored from an older backup is sent everything again [REP-6]. */
    moveOutboxCursor(cursor: OutboxCursor): void {
      upsert.run(cursor.epoch, cursor.seq, cursor.hash, cursor.instance, cursor.acknowledgedAt ?? null)
    },
  }
}
