import { z } from 'zod'
import { type AccountFinding, type AlertKind, type AlertOverview, type Overview, type RefundFinding, type RefundOverview, type RegisterOverview, type SaleOverview, type TodayOverview, type ZReportOverview, type OverspentOverview } from '../../contracts/replication/index.ts'
import { shortNumber } from '../../domain/liability/index.ts'
import { businessDateAt } from './business-date.ts'
import { type DayRow, storeDaysOf } from './day-rows.ts'
import { quarantineOverviewOf, type QuarantineOverviewRow } from './quarantine-rows.ts'
import { restIn, type RestRow } from './rest-rows.ts'

// What each database reads for the page, and the one way it becomes an overview: two ways would be two truths.

export interface StoreRow {
  readonly id: string
  readonly name: string
  readonly chainName: string
  readonly language: string
  readonly timeZone: string
  readonly cutOffHour: number
}

export interface RegisterRow extends RestRow {
  readonly store: string
  readonly id: string
  readonly number: number
  readonly lastSeen: number | null
  readonly epoch: number | null
  readonly seq: number | null
  readonly enrolledAt: number
  readonly lockedAt: number | null
  readonly lockedReason: string | null
  readonly lockedBy: string | null
  readonly lockHeardAt: number | null
  readonly quarantined: number
  readonly alerts: number
}

/** One row per store and currency that sold anything, or gave anything back, on the store's business date. Minor units. */
export interface TodayRow {
  readonly store: string
  readonly currency: string
  readonly sales: number
  readonly sold: number
  readonly refunds: number
  readonly refunded: number
}

/** Money of a register on its store's business date. */
export interface TakingRow {
  readonly store: string
  readonly register: string
  readonly currency: string
  readonly type: string
  readonly amount: number
}

/** `tenders` is JSON text. */
export type RefundRow = Omit<RefundOverview, 'tenders' | 'saleNumber' | 'result' | 'putAway'> & { readonly tenders: string; readonly saleNumber: string | null; readonly result: string; readonly putAwayAt: number | null }
export interface FindingRow extends Omit<RefundFinding, 'saleNumber' | 'result' | 'reason' | 'lineNo' | 'other'> {
  readonly saleNumber: string | null
  readonly result: string
  readonly reason: string | null
  readonly lineNo: number | null
  readonly other: string | null
}

/** `tenders` is JSON text. */
export type SaleRow = Omit<SaleOverview, 'tenders'> & { readonly tenders: string }
export interface ZReportRow extends Omit<ZReportOverview, 'overs' | 'shorts' | 'finding'> {
  readonly overs: number | null
  readonly shorts: number | null
  readonly finding: string | null
}

/** `text`: the entry of one that was restored. `receipts`: JSON, of what only head office had. */
export type AlertRow = Omit<AlertOverview, 'kind' | 'restored' | 'twin'> & { readonly kind: string; readonly text: string | null; readonly receipts: string | null; readonly storeId: string; readonly register: string; readonly newestEpoch: number | null; readonly newestSeq: number | null; readonly replaced: number | boolean }

/** Receipts named of a branch. */
export const shownReceipts = 20

/** Of one that is above its limit. */
export type AccountRow = AccountFinding

export type OverspentRow = Omit<OverspentOverview, 'printed'> & { readonly number: string }

export interface OverviewRows {
  readonly stores: readonly StoreRow[]
  readonly registers: readonly RegisterRow[]
  readonly today: readonly TodayRow[]
  readonly takings: readonly TakingRow[]
  readonly sales: readonly SaleRow[]
  readonly refunds: readonly RefundRow[]
  readonly findings: readonly FindingRow[]
  readonly zReports: readonly ZReportRow[]
  readonly zFindings: readonly ZReportRow[]
  readonly accounts: readonly AccountRow[]
  readonly overspent: readonly OverspentRow[]
  readonly alerts: readonly AlertRow[]
  readonly quarantine: readonly QuarantineOverviewRow[]
  readonly days: readonly DayRow[]
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
        today: todayOf(row.id, rows),
        registers: rows.registers.filter((register) => register.store === row.id).map((register) => registerView(register, rows.takings)),
      }
    }),
    sales: rows.sales.map((sale) => ({ ...sale, total: exact(sale.total), tenders: JSON.parse(sale.tenders) as { type: string; amount: number }[] })),
    refunds: rows.refunds.map(({ saleNumber, result, putAwayAt, ...refund }) => ({
      ...refund,
      result: resultOf(result),
      ...(putAwayAt !== null && { putAway: true as const }),
      total: exact(refund.total),
      tenders: JSON.parse(refund.tenders) as { type: string; amount: number }[],
      ...(saleNumber !== null && { saleNumber }),
    })),
    findings: rows.findings.map(findingView),
    zReports: rows.zReports.map(zReportView),
    zFindings: rows.zFindings.map(zReportView),
    accountFindings: rows.accounts.map((account) => ({ ...account, balance: exact(account.balance) })),
    overspent: rows.overspent.map(({ number, balance, spent, ...row }) => ({ ...row, printed: shortNumber(number), balance: exact(balance), spent: exact(spent) })),
    quarantine: rows.quarantine.map(quarantineOverviewOf),
    alerts: rows.alerts.map(alertOf),
    storeDays: storeDaysOf(rows.stores, rows.registers, rows.days, now),
  }
}

/** A day may have refunds and no sale, or money of a currency that is in neither list: whatever has a figure gets a row. */
function todayOf(store: string, rows: OverviewRows): readonly TodayOverview[] {
  const of = <Row extends { readonly store: string; readonly currency: string }>(all: readonly Row[]): readonly Row[] => all.filter((row) => row.store === store)
  const [totals, takings] = [of(rows.today), of(rows.takings)]
  const currencies = [...new Set([...totals, ...takings].map(({ currency }) => currency))].toSorted()
  return currencies.map((currency) => {
    const { sales, sold, refunds, refunded } = totals.find((row) => row.currency === currency) ?? { sales: 0, sold: 0, refunds: 0, refunded: 0 }
    const tenders = sumsBy(takings.filter((row) => row.currency === currency), ({ type }) => type).map(([type, amount]) => ({ type, amount }))
    return { currency, sales, refunds, sold: exact(sold), refunded: exact(refunded), total: exact(sold - refunded), tenders }
  })
}

function sumsBy(takings: readonly TakingRow[], keyOf: (row: TakingRow) => string): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>()
  for (const row of takings) sums.set(keyOf(row), exact((sums.get(keyOf(row)) ?? 0) + row.amount))
  return [...sums].toSorted(([left], [right]) => (left < right ? -1 : 1))
}

/** What is neither is not compared yet: a word of a newer version says no more to this page. */
function resultOf(result: string): RefundOverview['result'] {
  return result === 'agrees' || result === 'contradicted' ? result : 'waiting'
}

export function findingView({ saleNumber, result, reason, lineNo, other, ...finding }: FindingRow): RefundFinding {
  return {
    ...finding,
    result: result === 'contradicted' ? 'contradicted' : 'waiting',
    ...(saleNumber !== null && { saleNumber }),
    ...(reason !== null && { reason }),
    ...(lineNo !== null && { lineNo }),
    ...(other !== null && { other }),
  }
}

const zFindings = ['altered', 'twice', 'missing', 'chain'] as const

function zReportView({ overs, shorts, finding, ...z }: ZReportRow): ZReportOverview {
  const known = zFindings.find((one) => one === finding)
  return { ...z, net: exact(z.net), ...(overs !== null && { overs: exact(overs) }), ...(shorts !== null && { shorts: exact(shorts) }), ...(known !== undefined && { finding: known }) }
}

function registerView(row: RegisterRow, takings: readonly TakingRow[]): RegisterOverview {
  const own = takings.filter(({ store, register }) => store === row.store && register === row.id)
  return {
    id: row.id,
    number: row.number,
    seq: row.seq ?? 0,
    quarantined: row.quarantined,
    alerts: row.alerts,
    retired: row.retiredAt !== null,
    ...restIn(row),
    ...(row.lockedAt !== null && { locked: { at: row.lockedAt, reason: row.lockedReason ?? 'other', by: row.lockedBy ?? '', ...(row.lockHeardAt !== null && { heardAt: row.lockHeardAt }) } }),
    taken: sumsBy(own, ({ currency }) => currency).map(([currency, amount]) => ({ currency, amount })),
    ...(row.lastSeen !== null && { lastSeen: row.lastSeen }),
    ...(row.epoch !== null && { epoch: row.epoch }),
  }
}

function exact(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError('an amount beyond 2^53 minor units')
  return amount
}

const place = z.looseObject({ epoch: z.int(), seq: z.int() })
const restoredEntry = z.looseObject({ body: z.looseObject({ because: z.string().optional(), from: place, headOffice: place, partings: z.array(z.looseObject({ seq: z.int(), to: z.int() })) }) })

function alertOf({ kind, text, receipts, storeId, register, newestEpoch, newestSeq, replaced, ...row }: AlertRow): AlertOverview {
  const entry = text === null ? undefined : restoredEntry.safeParse(JSON.parse(text)).data
  const alert = { ...row, kind: alertKind(kind) }
  if (alert.kind === 'twin') return { ...alert, twin: { storeId, register, newest: { epoch: newestEpoch ?? 0, seq: newestSeq ?? 0 }, other: { epoch: row.epoch, seq: row.seq }, ...(Boolean(replaced) && { replaced: true as const }) } }
  if (entry === undefined) return alert
  const { from, headOffice, partings, because } = entry.body
  const placeOf = ({ epoch, seq }: { readonly epoch: number; readonly seq: number }) => ({ epoch, seq })
  return { ...alert, restored: { ...(because === 'rebuilt' && { rebuilt: true as const }), own: placeOf(from), headOffice: placeOf(headOffice), branch: partings.reduce((sum, { seq, to }) => sum + to - seq, 0), receipts: receipts === null ? [] : (JSON.parse(receipts) as string[]) } }
}

function alertKind(kind: string): AlertKind {
  if (kind === 'twin' || kind === 'restored' || kind === 'conflict' || kind === 'fork' || kind === 'gap' || kind === 'clone') return kind
  throw new Error(`unknown alert kind ${kind}`)
}
