import { documentTypes, journalAnswerOf, type JournalAsking, type JournalHeadRow, type JournalPage, pageEntries } from '../journal-rows.ts'
import { type Connection } from './connection.ts'

/** A register's own journal as it stands here, a page at a time. All of one answer is of one moment. */
export function createJournal(connection: Connection): (store: string, asking: JournalAsking) => JournalPage {
  const heads = connection.prepare<[string, string], JournalHeadRow>('SELECT epoch, last_seq AS seq, last_hash AS hash FROM cursor WHERE store = ? AND register = ? AND last_seq > 0 ORDER BY epoch')
  const latest = connection.prepare<[string, string, number], { text: string }>(
    `SELECT text FROM ledger WHERE store = ? AND register = ? AND epoch = ? AND type IN ${documentTypes} ORDER BY seq DESC LIMIT 1`,
  )
  const agreed = connection.prepare<[string, string, string, number], { seq: number }>(
    `SELECT coalesce(max(l.seq), 0) AS seq FROM json_each(?) p
     JOIN ledger l ON l.store = ? AND l.register = ? AND l.epoch = ? AND l.seq = p.value ->> '$.seq' AND l.hash = p.value ->> '$.hash'`,
  )
  const entries = connection.prepare<[string, string, number, number, number], { text: string }>('SELECT text FROM ledger WHERE store = ? AND register = ? AND epoch = ? AND seq > ? ORDER BY seq LIMIT ?')
  return connection.transaction((store: string, { register, epoch, points }: JournalAsking): JournalPage => {
    const known = heads.all(store, register)
    const from = agreed.get(JSON.stringify(points), store, register, epoch)?.seq ?? 0
    const texts = entries.all(store, register, epoch, from, pageEntries).map(({ text }) => text)
    return journalAnswerOf(known, known.flatMap((head) => latest.get(store, register, head.epoch)?.text ?? []), from, texts)
  })
}
