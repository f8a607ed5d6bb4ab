import { type Overview } from '../../../contracts/replication/index.ts'
import { accountsAboveLimit } from '../account-rows.ts'
import { type AccountRow, type AlertRow, businessDateOf, type FindingRow, overviewOf, type OverspentRow, type RefundRow, type RegisterRow, type SaleRow, shownMarks, shownSales, type StoreRow, type TakingRow, type TodayRow, type ZReportRow, shownReceipts } from '../overview-rows.ts'
import { heldFirst, type QuarantineOverviewRow } from '../quarantine-rows.ts'
import { restColumns } from '../rest-rows.ts'
import { readDays } from './days.ts'
import { lookedAt } from '../stored-value-rows.ts'
import { type Connection } from './connection.ts'

/** Reads for the page. Committed state only: it shares the connection with the writer, and never runs inside its transaction. */
export function createOverview(connection: Connection, instance: string): (now: number) => Overview {
  const stores = connection.prepare<[], StoreRow>(
    'SELECT id, name, chain_name AS chainName, language, time_zone AS timeZone, cut_off_hour AS cutOffHour FROM store ORDER BY name, id',
  )
  const registers = connection.prepare<[], RegisterRow>(
    `SELECT r.store, r.id, r.number, r.last_seen AS lastSeen, r.retired_at AS retiredAt, r.enrolled_at AS enrolledAt, r.locked_at AS lockedAt, r.locked_reason AS lockedReason, r.locked_by AS lockedBy, r.lock_heard_at AS lockHeardAt, ${restColumns}, c.epoch, c.last_seq AS seq,
            (SELECT count(*) FROM quarantine q WHERE q.store = r.store AND q.register = r.id AND q.state = 'quarantined') AS quarantined,
            (SELECT count(*) FROM alert a WHERE a.store = r.store AND a.register = r.id AND a.resolved_at IS NULL) AS alerts
     FROM register r
     LEFT JOIN cursor c ON c.store = r.store AND c.register = r.id
       AND c.epoch = (SELECT max(epoch) FROM cursor n WHERE n.store = r.store AND n.register = r.id)
     ORDER BY r.number`,
  )
  const today = connection.prepare<[string, string], TodayRow>(
    'SELECT store, currency, sum(sales) AS sales, sum(sold) AS sold, sum(refunds) AS refunds, sum(refunded) AS refunded FROM day_total WHERE store = ? AND business_date = ? GROUP BY store, currency ORDER BY currency',
  )
  const takings = connection.prepare<[string, string], TakingRow>('SELECT store, register, currency, type, amount FROM taking WHERE store = ? AND business_date = ? ORDER BY register, currency, type')
  const refunds = connection.prepare<[number], RefundRow>(
    `SELECT f.refund_id AS refundId, f.kind, f.number, f.sale_number AS saleNumber, f.store, r.number AS registerNumber, f.completed_at AS completedAt,
            f.received_at AS receivedAt, f.currency, f.total, f.tenders, f.result, f.put_away_at AS putAwayAt
     FROM refund f JOIN register r ON r.store = f.store AND r.id = f.register
     ORDER BY f.received_at DESC, f.store, f.register, f.epoch DESC, f.seq DESC LIMIT ?`,
  )
  const findings = connection.prepare<[number], FindingRow>(
    `SELECT f.refund_id AS refundId, f.number, f.sale_number AS saleNumber, f.store, r.number AS registerNumber, f.received_at AS receivedAt,
            f.result, f.reason, f.line_no AS lineNo, f.other_number AS other
     FROM refund f JOIN register r ON r.store = f.store AND r.id = f.register
     WHERE f.result <> 'agrees' AND f.put_away_at IS NULL ORDER BY f.received_at DESC, f.store, f.register, f.epoch DESC, f.seq DESC LIMIT ?`,
  )
  // What came in the same millisecond needs an order too, and one that is the same on every database.
  const sales = connection.prepare<[number], SaleRow>(
    `SELECT s.sale_id AS saleId, s.number, s.store, r.number AS registerNumber, s.completed_at AS completedAt,
            s.received_at AS receivedAt, s.currency, s.total, s.tenders
     FROM sale s JOIN register r ON r.store = s.store AND r.id = s.register
     ORDER BY s.received_at DESC, s.store, s.register, s.epoch DESC, s.seq DESC LIMIT ?`,
  )
  const zReports = (where: string) => connection.prepare<[number], ZReportRow>(
    `SELECT z.store, r.number AS registerNumber, z.number, z.business_date AS businessDate, z.closed_at AS closedAt, z.received_at AS receivedAt, z.currency, z.net, z.overs, z.shorts, z.hash, z.finding
     FROM z_report z JOIN register r ON r.store = z.store AND r.id = z.register ${where}
     ORDER BY z.received_at DESC, z.store, z.register, z.epoch DESC, z.seq DESC LIMIT ?`,
  )
  const allZs = zReports('')
  const wrongZs = zReports('WHERE z.finding IS NOT NULL')
  const accounts = connection.prepare<[number], AccountRow>(`${accountsAboveLimit} LIMIT ?`)
  const overspent = connection.prepare<[number], OverspentRow>(
    `SELECT v.kind, v.number, v.balance, v.currency, m.document AS documentId, m.document_number AS document, m.store, r.number AS registerNumber, m.completed_at AS completedAt, 0 - m.amount AS spent
     FROM stored_value v JOIN stored_value_move m ON m.kind = v.kind AND m.number = v.number JOIN register r ON r.store = m.store AND r.id = m.register
     WHERE v.balance < 0 AND m.amount < 0 AND NOT EXISTS (${lookedAt('v')}) ORDER BY v.kind, v.number, m.received_at, m.document LIMIT ?`,
  )
  const alerts = connection.prepare<[number], AlertRow>(
    `SELECT a.kind, r.number AS registerNumber, a.epoch, a.seq, a.first_at AS firstAt, a.last_at AS lastAt, a.count, s.name AS store, a.store AS storeId, a.register, c.epoch AS newestEpoch, c.last_seq AS newestSeq, EXISTS (SELECT 1 FROM replaced_key k WHERE k.store = a.store AND k.register = a.register AND k.epoch >= a.epoch) AS replaced, l.text,
       CASE WHEN l.text IS NOT NULL THEN (SELECT json_group_array(number) FROM (
         SELECT x.text ->> '$.body.number' AS number FROM json_each(l.text, '$.body.partings') p JOIN ledger x
           ON x.store = a.store AND x.register = a.register AND x.epoch = p.value ->> '$.epoch' AND x.seq > p.value ->> '$.seq' AND x.seq <= p.value ->> '$.to'
         WHERE x.effect IN ('sale', 'refund') ORDER BY x.epoch, x.seq LIMIT ${shownReceipts})) END AS receipts
     FROM alert a JOIN register r ON r.store = a.store AND r.id = a.register JOIN store s ON s.id = a.store
     LEFT JOIN cursor c ON c.store = a.store AND c.register = a.register AND c.epoch = (SELECT max(n.epoch) FROM cursor n WHERE n.store = a.store AND n.register = a.register)
     LEFT JOIN ledger l ON a.kind = 'restored' AND l.store = a.store AND l.register = a.register AND l.epoch = a.epoch AND l.seq = a.seq
     WHERE a.resolved_at IS NULL ORDER BY a.last_at DESC, a.store, a.register, a.epoch DESC, a.seq DESC, a.kind LIMIT ?`,
  )
  const quarantine = connection.prepare<[number], QuarantineOverviewRow>(
    `SELECT q.store, q.register, r.number AS registerNumber, q.epoch, q.seq, q.reason, q.state, q.received_at AS receivedAt, q.said_type AS type, q.said_number AS number
     FROM quarantine q JOIN register r ON r.store = q.store AND r.id = q.register
     ORDER BY ${heldFirst}, q.store, q.register, q.epoch DESC, q.seq DESC LIMIT ?`,
  )

  const days = readDays(connection)

  return (now) => {
    const everyStore = stores.all()
    return overviewOf(now, instance, {
      stores: everyStore,
      registers: registers.all(),
      today: everyStore.flatMap((store) => today.all(store.id, businessDateOf(store, now))),
      takings: everyStore.flatMap((store) => takings.all(store.id, businessDateOf(store, now))),
      sales: sales.all(shownSales),
      refunds: refunds.all(shownSales),
      findings: findings.all(shownMarks),
      zReports: allZs.all(shownSales),
      zFindings: wrongZs.all(shownMarks),
      accounts: accounts.all(shownMarks),
      overspent: overspent.all(shownMarks),
      alerts: alerts.all(shownMarks),
      quarantine: quarantine.all(shownMarks),
      days: everyStore.flatMap((store) => days(store.id, businessDateOf(store, now))),
    })
  }
}
