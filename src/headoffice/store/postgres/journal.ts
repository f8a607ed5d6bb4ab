import { type HeadOfficeStore } from '../port.ts'
import { documentTypes, journalAnswerOf, type JournalHeadRow, pageEntries } from '../journal-rows.ts'
import { type Pool } from './connect.ts'
import { forReading, type Statement, transaction } from './transaction.ts'

interface PageRow {
  readonly agreed: number
  readonly text: Buffer | null
}

/** A register's own journal as it stands here, a page at a time. All of one answer is of one moment. */
export function createJournal(pool: Pool): Pick<HeadOfficeStore, 'registerJournal'> {
  return {
    registerJournal: (store, { register, epoch, points }) => {
      const heads: Statement<JournalHeadRow> = {
        name: 'journal-heads',
        text: 'SELECT epoch, last_seq AS seq, last_hash AS hash FROM cursor WHERE store = $1 AND register = $2 AND last_seq > 0 ORDER BY epoch',
        values: [store, register],
      }
      const latest: Statement<{ text: Buffer }> = {
        name: 'journal-latest',
        text: `SELECT d.text FROM cursor c CROSS JOIN LATERAL (
            SELECT l.text FROM ledger l WHERE l.store = $1 AND l.register = $2 AND l.epoch = c.epoch AND l.type IN ${documentTypes} ORDER BY l.seq DESC LIMIT 1
          ) d WHERE c.store = $1 AND c.register = $2 ORDER BY c.epoch`,
        values: [store, register],
      }
      const page: Statement<PageRow> = {
        name: 'journal-page',
        text: `WITH agreed AS (
            SELECT coalesce(max(l.seq), 0) AS seq FROM unnest($4::bigint[], $5::text[]) AS p (seq, hash)
            JOIN ledger l ON l.store = $1 AND l.register = $2 AND l.epoch = $3 AND l.seq = p.seq AND l.hash = p.hash)
          SELECT a.seq AS agreed, e.text FROM agreed a LEFT JOIN LATERAL (
            SELECT l.seq, l.text FROM ledger l WHERE l.store = $1 AND l.register = $2 AND l.epoch = $3 AND l.seq > a.seq ORDER BY l.seq LIMIT $6
          ) e ON true ORDER BY e.seq`,
        values: [store, register, epoch, points.map(({ seq }) => seq), points.map(({ hash }) => hash), pageEntries],
      }
      return transaction(pool, forReading, [heads, latest, page], ([known, last, rows]) => ({
        statements: [],
        outcome: journalAnswerOf(
          known,
          last.map(({ text }) => text.toString('utf8')),
          rows[0]?.agreed ?? 0,
          rows.flatMap(({ text }) => text?.toString('utf8') ?? []),
        ),
      }))
    },
  }
}
