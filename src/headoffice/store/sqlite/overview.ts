import { type Overview, type QuarantineOverview } from '../../../contracts/replication/index.ts'
import { type AlertRow, businessDateOf, overviewOf, type RegisterRow, type SaleRow, shownMarks, shownSales, type StoreRow, type TodayRow } from '../overview-rows.ts'
import { type Connection } from './open-database.ts'

/** Reads for the page. Committed state only: it shares the connection with the writer, and never runs inside its transaction. */
export function createOverview(connection: Connection, instance: string): (now: number) => Overview {
  const stores = connection.prepare<[], StoreRow>(
    'SELECT id, name, chain_name AS chainName, language, time_zone AS timeZone, cut_off_hour AS cutOffHour FROM store ORDER BY name, id',
  )
  const registers = connection.prepare<[], RegisterRow>(
    `SELECT r.store, r.id, r.number, r.last_seen AS lastSeen, r.retired_at AS retiredAt, c.epoch, c.last_seq AS seq,
            (SELECT count(*) FROM quarantine q WHERE q.store = r.store AND q.register = r.id) AS quarantined,
            (SELECT count(*) FROM alert a WHERE a.store = r.store AND a.register = r.id AND a.resolved_at IS NULL) AS alerts
     FROM register r
     LEFT JOIN cursor c ON c.store = r.store AND c.register = r.id
       AND c.epoch = (SELECT max(epoch) FROM cursor n WHERE n.store = r.store AND n.register = r.id)
     ORDER BY r.number`,
  )
  const today = connection.prepare<[string, string], TodayRow>(
    'SELECT store, currency, count(*) AS sales, sum(total) AS total FROM sale WHERE store = ? AND business_date = ? GROUP BY store, currency ORDER BY currency',
  )
  // What came in the same millisecond needs an order too, and one that is the same on every database.
  const sales = connection.prepare<[number], SaleRow>(
    `SELECT s.sale_id AS saleId, s.number, s.store, r.number AS registerNumber, s.completed_at AS completedAt,
            s.received_at AS receivedAt, s.currency, s.total, s.tenders
     FROM sale s JOIN register r ON r.store = s.store AND r.id = s.register
     ORDER BY s.received_at DESC, s.store, s.register, s.epoch DESC, s.seq DESC LIMIT ?`,
  )
  const alerts = connection.prepare<[number], AlertRow>(
    `SELECT a.kind, r.number AS registerNumber, a.epoch, a.seq, a.first_at AS firstAt, a.last_at AS lastAt, a.count
     FROM alert a JOIN register r ON r.store = a.store AND r.id = a.register
     WHERE a.resolved_at IS NULL ORDER BY a.last_at DESC, a.store, a.register, a.epoch DESC, a.seq DESC, a.kind LIMIT ?`,
  )
  const quarantine = connection.prepare<[number], QuarantineOverview>(
    `SELECT r.number AS registerNumber, q.epoch, q.seq, q.reason, q.received_at AS receivedAt
     FROM quarantine q JOIN register r ON r.store = q.store AND r.id = q.register
     ORDER BY q.received_at DESC, q.store, q.register, q.epoch DESC, q.seq DESC LIMIT ?`,
  )

  return (now) => {
    const everyStore = stores.all()
    return overviewOf(now, instance, {
      stores: everyStore,
      registers: registers.all(),
      today: everyStore.flatMap((store) => today.all(store.id, businessDateOf(store, now))),
      sales: sales.all(shownSales),
      alerts: alerts.all(shownMarks),
      quarantine: quarantine.all(shownMarks),
    })
  }
}
