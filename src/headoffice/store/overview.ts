import { type AlertKind, type AlertOverview, type Overview, type QuarantineOverview, type RegisterOverview } from '../../contracts/replication/index.ts'
import { businessDateAt } from './business-date.ts'
import { type Connection } from './open-database.ts'

interface StoreRow {
  readonly id: string
  readonly name: string
  readonly chainName: string
  readonly language: string
  readonly timeZone: string
  readonly cutOffHour: number
}

interface RegisterRow {
  readonly store: string
  readonly id: string
  readonly number: number
  readonly lastSeen: number | null
  readonly epoch: number | null
  readonly seq: number | null
  readonly retiredAt: number | null
  readonly quarantined: number
  readonly alerts: number
}

interface SaleRow {
  readonly saleId: string
  readonly number: string
  readonly store: string
  readonly registerNumber: number
  readonly completedAt: number
  readonly receivedAt: number
  readonly currency: string
  readonly total: number
  readonly tenders: string
}

const shownSales = 50
const shownMarks = 50

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
  const today = connection.prepare<[string, string], { currency: string; sales: number; total: number }>(
    'SELECT currency, count(*) AS sales, sum(total) AS total FROM sale WHERE store = ? AND business_date = ? GROUP BY currency ORDER BY currency',
  )
  const sales = connection.prepare<[number], SaleRow>(
    `SELECT s.sale_id AS saleId, s.number, s.store, r.number AS registerNumber, s.completed_at AS completedAt,
            s.received_at AS receivedAt, s.currency, s.total, s.tenders
     FROM sale s JOIN register r ON r.store = s.store AND r.id = s.register
     ORDER BY s.received_at DESC, s.rowid DESC LIMIT ?`,
  )
  const alerts = connection.prepare<[number], Omit<AlertOverview, 'kind'> & { kind: string }>(
    `SELECT a.kind, r.number AS registerNumber, a.epoch, a.seq, a.first_at AS firstAt, a.last_at AS lastAt, a.count
     FROM alert a JOIN register r ON r.store = a.store AND r.id = a.register
     WHERE a.resolved_at IS NULL ORDER BY a.last_at DESC LIMIT ?`,
  )
  const quarantine = connection.prepare<[number], QuarantineOverview>(
    `SELECT r.number AS registerNumber, q.epoch, q.seq, q.reason, q.received_at AS receivedAt
     FROM quarantine q JOIN register r ON r.store = q.store AND r.id = q.register
     ORDER BY q.received_at DESC, q.seq DESC LIMIT ?`,
  )

  return (now) => {
    const everyRegister = registers.all()
    return {
      now,
      instance,
      stores: stores.all().map(({ cutOffHour, ...store }) => {
        const businessDate = businessDateAt(now, store.timeZone, cutOffHour)
        return {
          ...store,
          businessDate,
          today: today.all(store.id, businessDate),
          registers: everyRegister.filter((register) => register.store === store.id).map(registerView),
        }
      }),
      sales: sales.all(shownSales).map((sale) => ({ ...sale, tenders: JSON.parse(sale.tenders) as { type: string; amount: number }[] })),
      alerts: alerts.all(shownMarks).map((alert) => ({ ...alert, kind: alertKind(alert.kind) })),
      quarantine: quarantine.all(shownMarks),
    }
  }
}

function registerView(row: RegisterRow): RegisterOverview {
  return {
    id: row.id,
    number: row.number,
    seq: row.seq ?? 0,
    quarantined: row.quarantined,
    alerts: row.alerts,
    retired: row.retiredAt !== null,
    ...(row.lastSeen !== null && { lastSeen: row.lastSeen }),
    ...(row.epoch !== null && { epoch: row.epoch }),
  }
}

function alertKind(kind: string): AlertKind {
  if (kind === 'conflict' || kind === 'fork' || kind === 'gap' || kind === 'clone') return kind
  throw new Error(`unknown alert kind ${kind}`)
}
