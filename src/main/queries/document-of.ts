import { type DocumentView } from '../../contracts/ipc/index.ts'
import { type JournalEntry, type RegisterReader } from '../../db/index.ts'
import { journalRow } from './journal-row.ts'
import { saleSummary } from './sale-summary.ts'

interface Written {
  readonly at?: number
  readonly body?: { readonly saleId?: string; readonly refundId?: string }
}

/** What is shown of an entry wherever documents are listed: its receipt, or the entry where it has none, or none listed yet. */
export function documentOf(reader: RegisterReader, entry: JournalEntry): DocumentView {
  if (entry.type === 'sale.completed' || entry.type === 'refund.completed') {
    const { at, body }: Written = JSON.parse(entry.text) as Written
    const id = entry.type === 'sale.completed' ? body?.saleId : body?.refundId
    const receipt = at === undefined || id === undefined ? undefined : reader.receiptAt({ completedAt: at, saleId: id })
    if (receipt !== undefined) return { receipt: saleSummary(reader, receipt) }
  }
  return { entry: journalRow(reader, entry) }
}
