import { dayTotalsOf, moreInSql, totalsSoFar } from '../day-total-rows.ts'
import { type Filing, placeOf, placesOf, rowsOf } from './filing.ts'
import { type Statement } from './transaction.ts'

/** As on SQLite (../sqlite/day-totals.ts). */
export const dayTotalSchema = `
CREATE TABLE day_total (
  store text COLLATE "C" NOT NULL,
  business_date date NOT NULL,
  register text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
  sales bigint NOT NULL,
  sold bigint NOT NULL,
  refunds bigint NOT NULL,
  refunded bigint NOT NULL,
  PRIMARY KEY (store, business_date, register, currency)
);
${totalsSoFar}`

/** What entries add to their registers' totals. Only rows of registers whose lock their batches hold: no two of them wait for each other here. */
export function fileDayTotals(filings: readonly Filing[]): readonly Statement[] {
  const totals = rowsOf(filings, ({ file }) => dayTotalsOf(file))
  if (totals.length === 0) return []
  const [stores, registers] = placesOf(filings)
  return [
    {
      name: 'file-day-totals',
      text: `INSERT INTO day_total (store, register, business_date, currency, sales, sold, refunds, refunded)
        SELECT ${placeOf.store}, ${placeOf.register}, business_date, currency, sales, sold, refunds, refunded
        FROM jsonb_to_recordset($3::jsonb) AS t (p integer, business_date date, currency text, sales bigint, sold bigint, refunds bigint, refunded bigint)
        ON CONFLICT (store, business_date, register, currency) DO UPDATE SET sales = day_total.sales + excluded.sales, sold = ${moreInSql('sold')},
          refunds = day_total.refunds + excluded.refunds, refunded = ${moreInSql('refunded')}`,
      values: [stores, registers, JSON.stringify(totals)],
    },
  ]
}
