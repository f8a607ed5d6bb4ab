import { type SaleCompleted } from '../../contracts/replication/index.ts'
import { type BatchPlan, type RefundEffect } from '../ingest/plan-batch.ts'
import { type Verdict } from '../refunds/judge-refund.ts'

// What is filed of a refund, for both databases: one way to make the rows, as there is one way to read them.

export interface RefundRow {
  readonly refund_id: string
  readonly sale_id: string | null
  readonly sale_number: string | null
  /** `known`, `unverified`, or what a newer register says; null without a receipt. */
  readonly verified: string | null
  readonly seq: number
  readonly number: string
  readonly kind: string
  readonly business_date: string
  readonly completed_at: number
  readonly currency: string
  readonly total: number
  readonly tax: number
  readonly operator: string
  readonly approver: string | null
  readonly tenders: readonly { readonly type: string; readonly amount: number }[]
}

export interface RefundLineRow {
  readonly refund_id: string
  /** Place among its lines, from 1: a key, which a register's own lineNo need not be. */
  readonly place: number
  readonly line_no: number
  readonly sale_line_no: number | null
  readonly item_id: string
  readonly name: string
  readonly quantity: number
  readonly condition: string
  readonly total: number
  readonly tax: number
}

export function refundRowOf(seq: number, { refund: { body, operator, approver }, completedAt, businessDate }: RefundEffect): RefundRow {
  const { refundId, original, number, kind, currency, total, tax, tenders } = body
  return {
    refund_id: refundId,
    sale_id: original?.saleId ?? null,
    sale_number: original?.number ?? null,
    verified: original?.verified ?? null,
    seq,
    number,
    kind,
    business_date: businessDate,
    completed_at: completedAt,
    currency,
    total,
    tax,
    operator,
    approver: approver ?? null,
    tenders: tendersOf(tenders),
  }
}

export function refundLineRowsOf({ refund: { body } }: RefundEffect): readonly RefundLineRow[] {
  return body.lines.map(({ lineNo, saleLineNo, itemId, name, quantity, condition, total, tax }, index) => ({
    refund_id: body.refundId,
    place: index + 1,
    line_no: lineNo,
    sale_line_no: saleLineNo ?? null,
    item_id: itemId,
    name,
    quantity,
    condition,
    total,
    tax,
  }))
}

export function tendersOf(tenders: SaleCompleted['tenders']): readonly { readonly type: string; readonly amount: number }[] {
  return tenders.map(({ type, amount }) => ({ type, amount }))
}

/** Money of one kind that a register took on a business date, less what it gave back. */
export interface TakingRow {
  readonly business_date: string
  readonly currency: string
  readonly type: string
  readonly amount: number
}

/** No money moves by these: an exchange is goods for goods, a rounding is what nobody paid, and what was owed came in
 * when it was. The first two also in both migrations: of the others there were none before. */
const noMoney: ReadonlySet<string> = new Set(['exchange', 'rounding', 'giftCard', 'storeCredit', 'deposit', 'account'])
/** No till takes ten billion at once. Added up, a few such amounts would leave 64 bits, and their batch could never be filed. */
const mostOfOne = 1_000_000_000_000

/** What the filed entries add to their register's takings, one row for each date, currency and tender. */
export function takingsOf(file: BatchPlan['file']): readonly TakingRow[] {
  const rows = new Map<string, TakingRow>()
  const add = (businessDate: string, currency: string, tenders: SaleCompleted['tenders'], sign: 1 | -1): void => {
    for (const { type, amount } of tenders) {
      if (noMoney.has(type) || Math.abs(amount) > mostOfOne) continue
      const key = `${businessDate} ${currency} ${type}`
      rows.set(key, { business_date: businessDate, currency, type, amount: (rows.get(key)?.amount ?? 0) + sign * amount })
    }
  }
  for (const { effect } of file) {
    if (effect.kind === 'sale') add(effect.businessDate, effect.sale.currency, effect.sale.tenders, 1)
    if (effect.kind === 'none' && effect.paidBack !== undefined) add(effect.paidBack.businessDate, effect.paidBack.currency, effect.paidBack.tenders, -1)
    if (effect.kind === 'refund') add(effect.businessDate, effect.refund.body.currency, effect.refund.body.tenders, -1)
  }
  return [...rows.values()]
}

/** A verdict as its columns. */
export function verdictRowOf(verdict: Verdict): { readonly result: string; readonly reason: string | null; readonly line_no: number | null; readonly other: string | null; readonly other_number: string | null } {
  if (verdict.result !== 'contradicted') return { result: verdict.result, reason: verdict.result === 'waiting' ? verdict.reason : null, line_no: null, other: null, other_number: null }
  const { result, reason, lineNo, other } = verdict
  return { result, reason, line_no: lineNo ?? null, other: other?.refundId ?? null, other_number: other?.number ?? null }
}
