import { type FiledEntry } from '../ingest/plan-batch.ts'

/** What a register sold and gave back on a business date, in one currency. Minor units. */
export interface DayTotalRow {
  readonly business_date: string
  readonly currency: string
  readonly sales: number
  readonly sold: number
  readonly refunds: number
  readonly refunded: number
}

/** What the filed entries add to their register's totals. */
export function dayTotalsOf(file: readonly FiledEntry[]): readonly DayTotalRow[] {
  const rows = new Map<string, DayTotalRow>()
  const rowOf = (business_date: string, currency: string): DayTotalRow => rows.get(`${business_date} ${currency}`) ?? { business_date, currency, sales: 0, sold: 0, refunds: 0, refunded: 0 }
  const keep = (row: DayTotalRow): void => void rows.set(`${row.business_date} ${row.currency}`, row)
  for (const { effect } of file) {
    if (effect.kind === 'sale') {
      const row = rowOf(effect.businessDate, effect.sale.currency)
      keep({ ...row, sales: row.sales + 1, sold: more(row.sold, effect.sale.total) })
    }
    if (effect.kind === 'refund') {
      const row = rowOf(effect.businessDate, effect.refund.body.currency)
      keep({ ...row, refunds: row.refunds + 1, refunded: more(row.refunded, effect.refund.body.total) })
    }
  }
  return [...rows.values()]
}

/** What is beyond 2^53 is no longer exact, and stays beyond: the page refuses to show it. Added up further, a few absurd amounts would leave 64 bits, and their batch could never be filed. */
function more(sum: number, amount: number): number {
  return Number.isSafeInteger(sum) ? sum + amount : sum
}

/** The same of a row that is there, for both databases. */
export function moreInSql(column: 'sold' | 'refunded'): string {
  return `CASE WHEN abs(day_total.${column}) <= ${Number.MAX_SAFE_INTEGER} THEN day_total.${column} + excluded.${column} ELSE day_total.${column} END`
}

// A thousand million million: more of one amount than there is money, and nine thousand of them fit into 64 bits.
const sumInSql = (column: 'sold' | 'refunded'): string => `CASE WHEN max(abs(${column})) > 1000000000000000 THEN 1152921504606846976 ELSE sum(CASE WHEN abs(${column}) <= 1000000000000000 THEN ${column} ELSE 0 END) END`

/** For both databases: what was filed before there were totals. */
export const totalsSoFar = `INSERT INTO day_total (store, business_date, register, currency, sales, sold, refunds, refunded)
  SELECT store, business_date, register, currency, sum(sales), ${sumInSql('sold')}, sum(refunds), ${sumInSql('refunded')}
  FROM (SELECT store, business_date, register, currency, 1 AS sales, total AS sold, 0 AS refunds, 0 AS refunded FROM sale
    UNION ALL SELECT store, business_date, register, currency, 0, 0, 1, total FROM refund) documents GROUP BY store, business_date, register, currency;
`
