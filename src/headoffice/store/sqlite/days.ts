import { type DayVerdict } from '../../../contracts/replication/index.ts'
import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { type DayAsking, type DayRow, documentDaysOf, type EntryRow, type FiledRow, type HeldRows, judgeDay, lateExpression, notRead, provedRowOf, shownDays, shownLate, verdictOf, zInExpression } from '../day-rows.ts'
import { filedExpression, hasEndedExpression, isPartedExpression, saidByOtherExpression } from '../parted-days.ts'
import { type Connection } from './connection.ts'

/** Notes which days documents came for, inside the caller's unit of work: a day that was complete is so no longer from that commit on. */
export function fileDays(connection: Connection) {
  const add = connection.prepare(
    `INSERT INTO register_day (store, business_date, register, epoch, last_document) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET last_document = max(last_document, excluded.last_document)`,
  )
  return ({ store, register, epoch }: { readonly store: string; readonly register: string; readonly epoch: number }, file: readonly FiledEntry[]): void => {
    for (const { business_date: businessDate, seq } of documentDaysOf(file)) add.run(store, businessDate, register, epoch, seq)
  }
}

export function createDays(connection: Connection): (store: string, asking: DayAsking, now: number) => DayVerdict {
  const entries = connection.prepare<[string, string, number, number, number], EntryRow>(
    `SELECT l.seq, l.prev_hash AS prevHash, l.hash, l.text, ${notRead} AS reason
     FROM ledger l LEFT JOIN quarantine q ON q.store = l.store AND q.register = l.register AND q.epoch = l.epoch AND q.seq = l.seq
     WHERE l.store = ? AND l.register = ? AND l.epoch = ? AND l.seq BETWEEN ? AND ?`,
  )
  const documents = connection.prepare<[string, string, string, string, string, string], FiledRow>(
    `SELECT 'sale' AS kind, sale_id AS id, epoch, seq, number, currency, total, tenders FROM sale WHERE store = ? AND business_date = ? AND register = ?
     UNION ALL SELECT 'refund', refund_id, epoch, seq, number, currency, total, tenders FROM refund WHERE store = ? AND business_date = ? AND register = ?`,
  )
  const closings = connection.prepare<[string, string, number], HeldRows['closings'][number]>('SELECT epoch, seq, hash FROM z_report WHERE store = ? AND register = ? AND epoch <= ?')
  const keep = connection.prepare(
    `INSERT INTO register_day (store, register, business_date, epoch, proved_to, proved_at, entries, documents, state, findings, more, elsewhere)
     VALUES (@store, @register, @business_date, @epoch, @proved_to, @proved_at, @entries, @documents, @state, @findings, @more, @elsewhere)
     ON CONFLICT DO UPDATE SET proved_to = excluded.proved_to, proved_at = excluded.proved_at, entries = excluded.entries, documents = excluded.documents, state = excluded.state, findings = excluded.findings, more = excluded.more, elsewhere = excluded.elsewhere`,
  )
  const unit = connection.transaction((store: string, asking: DayAsking, now: number): DayVerdict => {
    const { register, claim } = asking
    const { businessDate, epoch, runs } = claim
    const judged = judgeDay(asking, {
      entries: runs.flatMap(({ from, to }) => entries.all(store, register, epoch, from, to)),
      documents: documents.all(store, businessDate, register, store, businessDate, register),
      closings: closings.all(store, register, epoch),
    })
    keep.run({ ...provedRowOf(asking, judged, now), store, register })
    return verdictOf(judged)
  })
  return (store, asking, now) => unit.immediate(store, asking, now)
}

/** The newest days of a store up to this one, and those with documents that have not come. */
export function readDays(connection: Connection): (store: string, today: string) => readonly DayRow[] {
  const rows = connection.prepare<[{ readonly store: string; readonly today: string; readonly shown: number }], DayRow>(
    `SELECT d.store, d.business_date AS businessDate, d.register, r.number AS registerNumber, d.epoch, d.last_document AS lastDocument, d.proved_to AS provedTo, d.proved_at AS provedAt, d.documents, d.state, d.findings, d.more,
       ${zInExpression} AS zIn,
       CASE WHEN d.last_document > d.proved_to THEN (SELECT json_group_array(number) FROM (SELECT number FROM (${lateExpression}) ORDER BY seq LIMIT ${shownLate})) END AS late,
       d.elsewhere, ${hasEndedExpression} AS hasEnded,
       CASE WHEN ${isPartedExpression} THEN (SELECT json_group_array(json_array(seq, number, amount, currency, at)) FROM (${filedExpression})) END AS filed
     FROM register_day d JOIN register r ON r.store = d.store AND r.id = d.register
     WHERE d.store = @store AND NOT coalesce(${saidByOtherExpression}, 0) AND (d.business_date IN (SELECT DISTINCT n.business_date FROM register_day n WHERE n.store = @store AND n.business_date <= @today ORDER BY n.business_date DESC LIMIT @shown)
       OR (d.last_document > 0 AND d.business_date IN (SELECT DISTINCT n.business_date FROM register_day n WHERE n.store = @store AND n.business_date > @today AND n.last_document > 0 ORDER BY n.business_date LIMIT @shown)))
     ORDER BY d.store, d.business_date DESC, r.number, d.epoch`,
  )
  return (store, today) => rows.all({ store, today, shown: shownDays })
}
