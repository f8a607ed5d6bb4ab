import { tendersOf } from '../refund-rows.ts'
import { fileDayTotals } from './day-totals.ts'
import { fileDays } from './days.ts'
import { fileAccounts } from './file-accounts.ts'
import { fileRefunds, fileTakings } from './file-refunds.ts'
import { fileZReports } from './file-z-reports.ts'
import { type Filing, placeOf, placesOf, rowsOf } from './filing.ts'
import { fileStoredValues } from './stored-values.ts'
import { type Statement } from './transaction.ts'

/** Everything that these entries do beside the ledger, whether they come with a batch or out of quarantine. What every sale does is one statement for all of them. */
export function fileEffects(filings: readonly Filing[]): readonly Statement[] {
  return [
    ...fileSales(filings),
    ...filings.flatMap(({ file, receivedAt, ...place }) => [
      ...fileRefunds(place, receivedAt, file),
      ...fileZReports(place, receivedAt, file),
      ...fileAccounts(place, receivedAt, file),
      ...fileStoredValues(place, receivedAt, file),
    ]),
    ...fileTakings(filings),
    ...fileDayTotals(filings),
    ...fileDays(filings),
  ]
}

function fileSales(filings: readonly Filing[]): readonly Statement[] {
  const sales = rowsOf(filings, ({ file }) =>
    file.flatMap(({ seq, effect }) => {
      if (effect.kind !== 'sale') return []
      const { sale, businessDate, completedAt } = effect
      return [{ seq, sale_id: sale.saleId, business_date: businessDate, number: sale.number, completed_at: completedAt, currency: sale.currency, total: sale.total, tenders: tendersOf(sale.tenders), customer: sale.customer }]
    }),
  )
  if (sales.length === 0) return []
  return [
    {
      name: 'file-sales',
      text: `INSERT INTO sale (store, register, epoch, received_at, seq, sale_id, business_date, number, completed_at, currency, total, tenders, customer)
        SELECT ${placeOf.store}, ${placeOf.register}, ${placeOf.epoch}, ${placeOf.receivedAt}, seq, sale_id, business_date, number, completed_at, currency, total, tenders, customer
        FROM jsonb_to_recordset($5::jsonb) AS s (p integer, seq bigint, sale_id text, business_date date, number text, completed_at bigint, currency text, total bigint, tenders jsonb, customer text)`,
      values: [...placesOf(filings), JSON.stringify(sales)],
    },
  ]
}
