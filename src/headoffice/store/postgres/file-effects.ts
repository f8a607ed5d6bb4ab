import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { tendersOf } from '../refund-rows.ts'
import { fileDays } from './days.ts'
import { fileAccounts } from './file-accounts.ts'
import { fileRefunds } from './file-refunds.ts'
import { fileZReports } from './file-z-reports.ts'
import { fileStoredValues } from './stored-values.ts'
import { type Statement } from './transaction.ts'

interface Place {
  readonly store: string
  readonly register: string
  readonly epoch: number
}

/** Everything that these entries do beside the ledger, whether they come with a batch or out of quarantine. */
export function fileEffects(place: Place, receivedAt: number, file: readonly FiledEntry[]): readonly Statement[] {
  return [
    ...fileSales(place, receivedAt, file),
    ...fileRefunds(place, receivedAt, file),
    ...fileZReports(place, receivedAt, file),
    ...fileAccounts(place, receivedAt, file),
    ...fileStoredValues(place, receivedAt, file),
    ...fileDays(place, file),
  ]
}

function fileSales({ store, register, epoch }: Place, receivedAt: number, file: readonly FiledEntry[]): readonly Statement[] {
  const sales = file.flatMap(({ seq, effect }) => {
    if (effect.kind !== 'sale') return []
    const { sale, businessDate, completedAt } = effect
    const tenders = tendersOf(sale.tenders)
    return [{ seq, sale_id: sale.saleId, business_date: businessDate, number: sale.number, completed_at: completedAt, currency: sale.currency, total: sale.total, tenders, customer: sale.customer }]
  })
  if (sales.length === 0) return []
  return [
    {
      name: 'file-sales',
      text: `INSERT INTO sale (store, register, epoch, received_at, seq, sale_id, business_date, number, completed_at, currency, total, tenders, customer)
        SELECT $1, $2, $3, $4, seq, sale_id, business_date, number, completed_at, currency, total, tenders, customer
        FROM jsonb_to_recordset($5::jsonb) AS s (seq bigint, sale_id text, business_date date, number text, completed_at bigint, currency text, total bigint, tenders jsonb, customer text)`,
      values: [store, register, epoch, receivedAt, JSON.stringify(sales)],
    },
  ]
}
