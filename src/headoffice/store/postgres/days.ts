import { type DayRow, documentDaysOf, type FiledRow, type HeldRows, judgeDay, lateExpression, notRead, provedRowOf, shownDays, shownLate, verdictOf, zInExpression } from '../day-rows.ts'
import { filedExpression, hasEndedExpression, isPartedExpression, saidByOtherExpression } from '../parted-days.ts'
import { type HeadOfficeStore } from '../port.ts'
import { type Pool } from './connect.ts'
import { type Filing, placeOf, placesOf, rowsOf } from './filing.ts'
import { forWriting, type Statement, transaction } from './transaction.ts'

/** Notes which days documents came for, in the transaction that files them: a day that was complete is so no longer from that commit on. */
export function fileDays(filings: readonly Filing[]): readonly Statement[] {
  const days = rowsOf(filings, ({ file }) => documentDaysOf(file))
  if (days.length === 0) return []
  const [stores, registers, epochs] = placesOf(filings)
  return [
    {
      name: 'file-days',
      text: `INSERT INTO register_day (store, register, epoch, business_date, last_document)
        SELECT ${placeOf.store}, ${placeOf.register}, ${placeOf.epoch}, business_date, seq FROM jsonb_to_recordset($4::jsonb) AS n (p integer, business_date date, seq bigint)
        ON CONFLICT (store, business_date, register, epoch) DO UPDATE SET last_document = greatest(register_day.last_document, excluded.last_document)`,
      values: [stores, registers, epochs, JSON.stringify(days)],
    },
  ]
}

interface KeptEntry {
  readonly seq: number
  readonly prevHash: string
  readonly hash: string
  readonly text: Buffer
  readonly reason: string | null
}

/** Under the lock that batches of this register wait for: nothing of its day comes in between what is compared and what is kept of it. */
export function createDays(pool: Pool): Pick<HeadOfficeStore, 'proveDay'> {
  return {
    proveDay: (store, asking, now) => {
      const { register, claim } = asking
      const { businessDate, epoch, runs } = claim
      const lock: Statement = { name: 'lock-register', text: 'SELECT number FROM register WHERE store = $1 AND id = $2 FOR NO KEY UPDATE', values: [store, register] }
      const entries: Statement<KeptEntry> = {
        name: 'day-entries',
        text: `SELECT l.seq, l.prev_hash AS "prevHash", l.hash, l.text, ${notRead} AS reason
          FROM unnest($4::bigint[], $5::bigint[]) AS run (first, last)
          JOIN ledger l ON l.store = $1 AND l.register = $2 AND l.epoch = $3 AND l.seq BETWEEN run.first AND run.last
          LEFT JOIN quarantine q ON q.store = l.store AND q.register = l.register AND q.epoch = l.epoch AND q.seq = l.seq`,
        values: [store, register, epoch, runs.map(({ from }) => from), runs.map(({ to }) => to)],
      }
      const documents: Statement<FiledRow> = {
        name: 'day-documents',
        text: `SELECT 'sale' AS kind, sale_id AS id, epoch, seq, number, currency, total, tenders::text AS tenders FROM sale WHERE store = $1 AND business_date = $2::date AND register = $3
          UNION ALL SELECT 'refund', refund_id, epoch, seq, number, currency, total, tenders::text FROM refund WHERE store = $1 AND business_date = $2::date AND register = $3`,
        values: [store, businessDate, register],
      }
      const closings: Statement<HeldRows['closings'][number]> = { name: 'day-closings', text: 'SELECT epoch, seq, hash FROM z_report WHERE store = $1 AND register = $2 AND epoch <= $3', values: [store, register, epoch] }
      return transaction(pool, forWriting, [lock, entries, documents, closings], ([, kept, filed, zs]) => {
        const judged = judgeDay(asking, { entries: kept.map(({ text, ...entry }) => ({ ...entry, text: text.toString('utf8') })), documents: filed, closings: zs })
        return { statements: [keep(store, register, provedRowOf(asking, judged, now))], outcome: verdictOf(judged) }
      })
    },
  }
}

function keep(store: string, register: string, row: ReturnType<typeof provedRowOf>): Statement {
  return {
    name: 'keep-day',
    text: `INSERT INTO register_day (store, register, business_date, epoch, proved_to, proved_at, entries, documents, state, findings, more, elsewhere)
      VALUES ($1, $2, $3::date, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      ON CONFLICT (store, business_date, register, epoch) DO UPDATE SET proved_to = excluded.proved_to, proved_at = excluded.proved_at, entries = excluded.entries, documents = excluded.documents, state = excluded.state, findings = excluded.findings, more = excluded.more, elsewhere = excluded.elsewhere`,
    values: [store, register, row.business_date, row.epoch, row.proved_to, row.proved_at, row.entries, row.documents, row.state, row.findings, row.more, row.elsewhere],
  }
}

/** The newest days of each store up to its own today, and those with documents that have not come. */
export const shownRegisterDays = (stores: readonly string[], todays: readonly string[]): Statement<DayRow> => ({
  name: 'overview-days',
  text: `SELECT d.store, d.business_date::text AS "businessDate", d.register, r.number AS "registerNumber", d.epoch, d.last_document AS "lastDocument", d.proved_to AS "provedTo", d.proved_at AS "provedAt", d.documents, d.state, d.findings, d.more,
      ${zInExpression} AS "zIn",
      CASE WHEN d.last_document > d.proved_to THEN (SELECT json_agg(number ORDER BY seq)::text FROM (SELECT number, seq FROM (${lateExpression}) every ORDER BY seq LIMIT ${shownLate}) first) END AS late,
      d.elsewhere, ${hasEndedExpression} AS "hasEnded",
      CASE WHEN ${isPartedExpression} THEN (SELECT json_agg(json_build_array(seq, number, amount, currency, at))::text FROM (${filedExpression}) every) END AS filed
    FROM unnest($2::text[], $3::date[]) AS wanted (store, today) JOIN register_day d ON d.store = wanted.store JOIN register r ON r.store = d.store AND r.id = d.register
    WHERE NOT coalesce(${saidByOtherExpression}, false) AND (d.business_date IN (SELECT DISTINCT n.business_date FROM register_day n WHERE n.store = d.store AND n.business_date <= wanted.today ORDER BY n.business_date DESC LIMIT $1)
      OR (d.last_document > 0 AND d.business_date IN (SELECT DISTINCT n.business_date FROM register_day n WHERE n.store = d.store AND n.business_date > wanted.today AND n.last_document > 0 ORDER BY n.business_date LIMIT $1)))
    ORDER BY d.store, d.business_date DESC, r.number, d.epoch`,
  values: [shownDays, stores, todays],
})
