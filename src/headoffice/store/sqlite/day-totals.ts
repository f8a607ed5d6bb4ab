import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { dayTotalsOf, moreInSql, totalsSoFar } from '../day-total-rows.ts'
import { type Connection } from './connection.ts'

/**
 * From version 13. What a register sold and gave back on each business date, kept up in the transaction that files it: the page shows the sum of a day for
 * every store after every sale, and to add its documents up each time would cost more the more is sold.
 */
export const dayTotalSchema = `
CREATE TABLE day_total (
  store TEXT NOT NULL,
  business_date TEXT NOT NULL,
  register TEXT NOT NULL,
  currency TEXT NOT NULL,
  sales INTEGER NOT NULL,
  sold INTEGER NOT NULL,
  refunds INTEGER NOT NULL,
  refunded INTEGER NOT NULL,
  PRIMARY KEY (store, business_date, register, currency)
) STRICT, WITHOUT ROWID;
${totalsSoFar}`

/** Inside the caller's unit of work: what is acknowledged is counted. */
export function fileDayTotals(connection: Connection): (place: { readonly store: string; readonly register: string }, file: readonly FiledEntry[]) => void {
  const add = connection.prepare(
    `INSERT INTO day_total (store, register, business_date, currency, sales, sold, refunds, refunded) VALUES (@store, @register, @business_date, @currency, @sales, @sold, @refunds, @refunded)
     ON CONFLICT DO UPDATE SET sales = sales + excluded.sales, sold = ${moreInSql('sold')}, refunds = refunds + excluded.refunds, refunded = ${moreInSql('refunded')}`,
  )
  return ({ store, register }, file) => {
    for (const row of dayTotalsOf(file)) add.run({ ...row, store, register })
  }
}
