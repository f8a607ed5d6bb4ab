import { accountMoves } from '../../domain/customer/index.ts'
import { type FiledEntry } from '../ingest/plan-batch.ts'

// What is filed of customers' accounts, for both databases. Customers are opaque ids here: head office knows no name of anybody.

/** One document's move of one account. `customer` is '' for a refund from paper alone, which knows the sale (`of_sale`) and not who bought. */
export interface AccountMoveRow {
  readonly seq: number
  readonly document_id: string
  readonly kind: string
  readonly customer: string
  readonly of_sale: string | null
  readonly number: string
  readonly business_date: string
  readonly completed_at: number
  readonly currency: string
  /** Above nothing is owed. */
  readonly amount: number
}

export interface AccountLimitRow {
  readonly customer: string
  /** Null: the account ended. */
  readonly amount: number | null
  readonly set_at: number
}

/** An absurd amount of a stranger's must not end where sums of them stop being exact. */
const most = 1_000_000_000_000

/** Of a paper's refund, what went back to an account of which only the sale knows whose it is. */
function nobodys(tenders: readonly Readonly<Record<string, unknown>>[]): number {
  return tenders.reduce((sum, { type, amount, customer }) => sum + (type === 'account' && customer === undefined && typeof amount === 'number' ? amount : 0), 0)
}

export function accountMoveRows(file: readonly Pick<FiledEntry, 'seq' | 'effect'>[]): readonly AccountMoveRow[] {
  const rows = file.flatMap(({ seq, effect }): readonly AccountMoveRow[] => {
    if (effect.kind !== 'sale' && effect.kind !== 'refund') return []
    const { businessDate: business_date, completedAt: completed_at } = effect
    const body = effect.kind === 'sale' ? effect.sale : effect.refund.body
    const shared = { seq, number: body.number, business_date, completed_at, currency: body.currency }
    const moves = accountMoves(effect.kind === 'sale' ? 'sale.completed' : 'refund.completed', body)
    const known = moves.map(({ customer, documentId, kind, amount }) => ({ ...shared, document_id: documentId, kind, customer, of_sale: null, amount }))
    const unknown = effect.kind === 'refund' && effect.refund.body.original !== undefined ? nobodys(effect.refund.body.tenders) : 0
    if (unknown === 0 || effect.kind !== 'refund') return known
    return [...known, { ...shared, document_id: effect.refund.body.refundId, kind: 'refund', customer: '', of_sale: effect.refund.body.original?.saleId ?? null, amount: 0 - unknown }]
  })
  return rows.filter(({ amount }) => Math.abs(amount) <= most)
}

export function accountLimitRows(file: readonly Pick<FiledEntry, 'effect'>[]): readonly AccountLimitRow[] {
  return file.flatMap(({ effect }) => (effect.kind === 'accountLimit' ? [{ customer: effect.customer, amount: effect.limit ?? null, set_at: effect.setAt }] : []))
}

/** Of each account that is above its limit, over all registers. Summed at each look: an account has a few moves a month. The same on both databases. */
export const accountsAboveLimit = `SELECT m.store, m.customer, m.currency, CAST(sum(m.amount) AS bigint) AS balance, coalesce(l.amount, 0) AS "limit", count(DISTINCT m.register) AS registers, max(m.received_at) AS "receivedAt"
  FROM (SELECT a.store, CASE WHEN a.customer <> '' THEN a.customer ELSE s.customer END AS customer, a.currency, a.amount, a.register, a.received_at
    FROM account_move a LEFT JOIN sale s ON a.customer = '' AND s.store = a.store AND s.sale_id = a.of_sale) m
  LEFT JOIN account_limit l ON l.store = m.store AND l.customer = m.customer
  WHERE m.customer IS NOT NULL
  GROUP BY m.store, m.customer, m.currency, l.amount
  HAVING sum(m.amount) > coalesce(l.amount, 0)
  ORDER BY 7 DESC, 1, 2, 3`
