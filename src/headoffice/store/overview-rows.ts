import { type AlertKind, type AlertOverview, type Overview, type QuarantineOverview, type RegisterOverview, type SaleOverview } from '../../contracts/replication/index.ts'
import { businessDateAt } from './business-date.ts'

// What each database reads for the page, and the one way it becomes an overview: two ways would be two truths.

export interface StoreRow {
  readonly id: string
  readonly name: string
  readonly chainName: string
  readonly language: string
  readonly timeZone: string
  readonly cutOffHour: number
}

export interface RegisterRow {
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

/** One row per store and currency that sold anything on the store's business date. `total` in minor units. */
export interface TodayRow {
  readonly store: string
  readonly currency: string
  readonly sales: number
  readonly total: number
}

/** `tenders` is JSON text. */
export type SaleRow = Omit<SaleOverview, 'tenders'> & { readonly tenders: string }
export type AlertRow = Omit<AlertOverview, 'kind'> & { readonly kind: string }

export interface OverviewRows {
  readonly stores: readonly StoreRow[]
  readonly registers: readonly RegisterRow[]
  readonly today: readonly TodayRow[]
  readonly sales: readonly SaleRow[]
  readonly alerts: readonly AlertRow[]
  readonly quarantine: readonly QuarantineOverview[]
}

export const shownSales = 50
export const shownMarks = 50

export function businessDateOf(store: StoreRow, now: number): string {
  return businessDateAt(now, store.timeZone, store.cutOffHour)
}

/** Throws on a sum beyond 2^53 minor units, which a number can no longer say exactly. */
export function overviewOf(now: number, instance: string, rows: OverviewRows): Overview {
  return {
    now,
    instance,
    stores: rows.stores.map((row) => {
      const { cutOffHour: _cutOffHour, ...store } = row
      return {
        ...store,
        businessDate: businessDateOf(row, now),
        today: rows.today.filter((line) => line.store === row.id).map(({ currency, sales, total }) => ({ currency, sales, total: exact(total) })),
        registers: rows.registers.filter((register) => register.store === row.id).map(registerView),
      }
    }),
    sales: rows.sales.map((sale) => ({ ...sale, total: exact(sale.total), tenders: JSON.parse(sale.tenders) as { type: string; amount: number }[] })),
    alerts: rows.alerts.map((alert) => ({ ...alert, kind: alertKind(alert.kind) })),
    quarantine: rows.quarantine,
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

function exact(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError('an amount beyond 2^53 minor units')
  return amount
}

function alertKind(kind: string): AlertKind {
  if (kind === 'conflict' || kind === 'fork' || kind === 'gap' || kind === 'clone') return kind
  throw new Error(`unknown alert kind ${kind}`)
}
