import { type Overview } from '../../../contracts/replication/index.ts'
import { accountsAboveLimit } from '../account-rows.ts'
import { type AccountRow, type AlertRow, businessDateOf, type FindingRow, overviewOf, type OverspentRow, type RefundRow, type RegisterRow, type SaleRow, shownMarks, shownSales, type StoreRow, type TakingRow, type TodayRow, type ZReportRow, shownReceipts } from '../overview-rows.ts'
import { heldFirst, type QuarantineOverviewRow } from '../quarantine-rows.ts'
import { restColumns } from '../rest-rows.ts'
import { lookedAt } from '../stored-value-rows.ts'
import { type Pool } from './connect.ts'
import { shownRegisterDays } from './days.ts'
import { ask, forReading, type Statement, transaction } from './transaction.ts'

const stores: Statement<StoreRow> = {
  name: 'overview-stores',
  text: 'SELECT id, name, chain_name AS "chainName", language, time_zone AS "timeZone", cut_off_hour AS "cutOffHour" FROM store ORDER BY name, id',
}

const registers: Statement<RegisterRow> = {
  name: 'overview-registers',
  text: `SELECT r.store, r.id, r.number, r.last_seen AS "lastSeen", r.retired_at AS "retiredAt", r.enrolled_at AS "enrolledAt", r.locked_at AS "lockedAt", r.locked_reason AS "lockedReason", r.locked_by AS "lockedBy", r.lock_heard_at AS "lockHeardAt", ${restColumns}, c.epoch, c.last_seq AS seq,
      (SELECT count(*) FROM quarantine q WHERE q.store = r.store AND q.register = r.id AND q.state = 'quarantined') AS quarantined,
      (SELECT count(*) FROM alert a WHERE a.store = r.store AND a.register = r.id AND a.resolved_at IS NULL) AS alerts
    FROM register r
    LEFT JOIN cursor c ON c.store = r.store AND c.register = r.id
      AND c.epoch = (SELECT max(epoch) FROM cursor n WHERE n.store = r.store AND n.register = r.id)
    ORDER BY r.number`,
}

const sales: Statement<SaleRow> = {
  name: 'overview-sales',
  text: `SELECT s.sale_id AS "saleId", s.number, s.store, r.number AS "registerNumber", s.completed_at AS "completedAt",
      s.received_at AS "receivedAt", s.currency, s.total, s.tenders::text AS tenders
    FROM sale s JOIN register r ON r.store = s.store AND r.id = s.register
    ORDER BY s.received_at DESC, s.store, s.register, s.epoch DESC, s.seq DESC LIMIT $1`,
  values: [shownSales],
}

const refunds: Statement<RefundRow> = {
  name: 'overview-refunds',
  text: `SELECT f.refund_id AS "refundId", f.kind, f.number, f.sale_number AS "saleNumber", f.store, r.number AS "registerNumber", f.completed_at AS "completedAt",
      f.received_at AS "receivedAt", f.currency, f.total, f.tenders::text AS tenders, f.result, f.put_away_at AS "putAwayAt"
    FROM refund f JOIN register r ON r.store = f.store AND r.id = f.register
    ORDER BY f.received_at DESC, f.store, f.register, f.epoch DESC, f.seq DESC LIMIT $1`,
  values: [shownSales],
}

const findings: Statement<FindingRow> = {
  name: 'overview-findings',
  text: `SELECT f.refund_id AS "refundId", f.number, f.sale_number AS "saleNumber", f.store, r.number AS "registerNumber", f.received_at AS "receivedAt",
      f.result, f.reason, f.line_no AS "lineNo", f.other_number AS other
    FROM refund f JOIN register r ON r.store = f.store AND r.id = f.register
    WHERE f.result <> 'agrees' AND f.put_away_at IS NULL ORDER BY f.received_at DESC, f.store, f.register, f.epoch DESC, f.seq DESC LIMIT $1`,
  values: [shownMarks],
}

function zReports(name: string, where: string, limit: number): Statement<ZReportRow> {
  return {
    name,
    text: `SELECT z.store, r.number AS "registerNumber", z.number, z.business_date::text AS "businessDate", z.closed_at AS "closedAt", z.received_at AS "receivedAt", z.currency, z.net, z.overs, z.shorts, z.hash, z.finding
      FROM z_report z JOIN register r ON r.store = z.store AND r.id = z.register ${where}
      ORDER BY z.received_at DESC, z.store, z.register, z.epoch DESC, z.seq DESC LIMIT $1`,
    values: [limit],
  }
}
const allZs = zReports('overview-zs', '', shownSales)
const wrongZs = zReports('overview-wrong-zs', 'WHERE z.finding IS NOT NULL', shownMarks)

const overspent: Statement<OverspentRow> = {
  name: 'overview-overspent',
  text: `SELECT v.kind, v.number, v.balance, v.currency, m.document AS "documentId", m.document_number AS document, m.store, r.number AS "registerNumber", m.completed_at AS "completedAt", 0 - m.amount AS spent
    FROM stored_value v JOIN stored_value_move m ON m.kind = v.kind AND m.number = v.number JOIN register r ON r.store = m.store AND r.id = m.register
    WHERE v.balance < 0 AND m.amount < 0 AND NOT EXISTS (${lookedAt('v')}) ORDER BY v.kind, v.number, m.received_at, m.document LIMIT $1`,
  values: [shownMarks],
}

const alerts: Statement<AlertRow> = {
  name: 'overview-alerts',
  text: `SELECT a.kind, r.number AS "registerNumber", a.epoch, a.seq, a.first_at AS "firstAt", a.last_at AS "lastAt", a.count, s.name AS store, a.store AS "storeId", a.register, c.epoch AS "newestEpoch", c.last_seq AS "newestSeq", EXISTS (SELECT 1 FROM replaced_key k WHERE k.store = a.store AND k.register = a.register AND k.epoch >= a.epoch) AS replaced, convert_from(l.text, 'UTF8') AS text,
      CASE WHEN l.text IS NOT NULL THEN (SELECT json_agg(number ORDER BY epoch, seq)::text FROM (
        SELECT x.epoch, x.seq, convert_from(x.text, 'UTF8')::json -> 'body' ->> 'number' AS number
        FROM json_to_recordset(convert_from(l.text, 'UTF8')::json -> 'body' -> 'partings') AS p (epoch bigint, seq bigint, "to" bigint)
        JOIN ledger x ON x.store = a.store AND x.register = a.register AND x.epoch = p.epoch AND x.seq > p.seq AND x.seq <= p."to"
        WHERE x.effect IN ('sale', 'refund') ORDER BY x.epoch, x.seq LIMIT ${shownReceipts}) branch) END AS receipts
    FROM alert a JOIN register r ON r.store = a.store AND r.id = a.register JOIN store s ON s.id = a.store
    LEFT JOIN cursor c ON c.store = a.store AND c.register = a.register AND c.epoch = (SELECT max(n.epoch) FROM cursor n WHERE n.store = a.store AND n.register = a.register)
    LEFT JOIN ledger l ON a.kind = 'restored' AND l.store = a.store AND l.register = a.register AND l.epoch = a.epoch AND l.seq = a.seq
    WHERE a.resolved_at IS NULL ORDER BY a.last_at DESC, a.store, a.register, a.epoch DESC, a.seq DESC, a.kind LIMIT $1`,
  values: [shownMarks],
}

const accounts: Statement<AccountRow> = { name: 'overview-accounts', text: `${accountsAboveLimit} LIMIT $1`, values: [shownMarks] }

const quarantine: Statement<QuarantineOverviewRow> = {
  name: 'overview-quarantine',
  text: `SELECT q.store, q.register, r.number AS "registerNumber", q.epoch, q.seq, q.reason, q.state, q.received_at AS "receivedAt", q.said_type AS type, q.said_number AS number
    FROM quarantine q JOIN register r ON r.store = q.store AND r.id = q.register
    ORDER BY ${heldFirst}, q.store, q.register, q.epoch DESC, q.seq DESC LIMIT $1`,
  values: [shownMarks],
}

/** Reads for the page, all of one moment: a sale is in the list and in today's total, or in neither. */
export function createOverview(pool: Pool, instance: string): (now: number) => Promise<Overview> {
  return async (now) => {
    // Which date is today is decided here, by each store's zone, as on SQLite; so the stores come first.
    const everyStore = await ask(pool, stores)
    const days = [everyStore.map(({ id }) => id), everyStore.map((store) => businessDateOf(store, now))] as const
    const today: Statement<TodayRow> = {
      name: 'overview-today',
      text: `SELECT d.store, d.currency, sum(d.sales)::bigint AS sales, sum(d.sold)::bigint AS sold, sum(d.refunds)::bigint AS refunds, sum(d.refunded)::bigint AS refunded
        FROM unnest($1::text[], $2::date[]) AS wanted (store, business_date)
        JOIN day_total d ON d.store = wanted.store AND d.business_date = wanted.business_date
        GROUP BY d.store, d.currency ORDER BY d.currency`,
      values: days,
    }
    const takings: Statement<TakingRow> = {
      name: 'overview-takings',
      text: `SELECT t.store, t.register, t.currency, t.type, t.amount
        FROM unnest($1::text[], $2::date[]) AS wanted (store, business_date)
        JOIN taking t ON t.store = wanted.store AND t.business_date = wanted.business_date
        ORDER BY t.register, t.currency, t.type`,
      values: days,
    }
    return transaction(pool, forReading, [registers, today, takings, sales, refunds, findings, alerts, quarantine, allZs, wrongZs, accounts, overspent, shownRegisterDays(...days)], (rows) => ({
      statements: [],
      outcome: overviewOf(now, instance, {
        stores: everyStore, registers: rows[0], today: rows[1], takings: rows[2], sales: rows[3], refunds: rows[4], findings: rows[5], alerts: rows[6], quarantine: rows[7], zReports: rows[8], zFindings: rows[9], accounts: rows[10], overspent: rows[11], days: rows[12],
      }),
    }))
  }
}
