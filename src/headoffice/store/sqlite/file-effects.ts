import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { tendersOf } from '../refund-rows.ts'
import { type Connection } from './connection.ts'
import { fileDayTotals } from './day-totals.ts'
import { fileDays } from './days.ts'
import { fileAccounts } from './file-accounts.ts'
import { fileRefunds } from './file-refunds.ts'
import { fileStoredValues } from './stored-values.ts'
import { fileZReports } from './file-z-reports.ts'

export interface Place {
  readonly store: string
  readonly register: string
  readonly epoch: number
}

export interface EffectFiling {
  /** Everything that these entries do, beside the ledger. */
  file(place: Place, entries: readonly FiledEntry[], receivedAt: number): void
  saleKnown(store: string, saleId: string): boolean
  refundKnown(store: string, refundId: string): boolean
}

/** What entries do, whether they come with a batch or out of quarantine. Inside the caller's unit of work: what is acknowledged is counted. */
export function fileEffects(connection: Connection): EffectFiling {
  const refunds = fileRefunds(connection)
  const zReports = fileZReports(connection)
  const accounts = fileAccounts(connection)
  const storedValues = fileStoredValues(connection)
  const days = fileDays(connection)
  const totals = fileDayTotals(connection)
  const saleKnown = connection.prepare<[string, string], { known: number }>('SELECT 1 AS known FROM sale WHERE store = ? AND sale_id = ?')
  const addSale = connection.prepare(
    'INSERT INTO sale (store, sale_id, business_date, register, epoch, seq, number, completed_at, received_at, currency, total, tenders, customer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  return {
    file: (place, entries, receivedAt) => {
      const { store, register, epoch } = place
      for (const { seq, effect } of entries) {
        if (effect.kind === 'sale') {
          const { sale, businessDate, completedAt } = effect
          addSale.run(store, sale.saleId, businessDate, register, epoch, seq, sale.number, completedAt, receivedAt, sale.currency, sale.total, JSON.stringify(tendersOf(sale.tenders)), sale.customer ?? null)
        }
        if (effect.kind === 'refund') refunds.refund(place, seq, effect, receivedAt)
        if (effect.kind === 'zReport') zReports.zReport(place, seq, effect, receivedAt)
      }
      refunds.takings(place, entries)
      accounts.accounts(place, entries, receivedAt)
      storedValues(place, entries, receivedAt)
      totals(place, entries)
      days(place, entries)
    },
    saleKnown: (store, saleId) => saleKnown.get(store, saleId) !== undefined,
    refundKnown: refunds.known,
  }
}
