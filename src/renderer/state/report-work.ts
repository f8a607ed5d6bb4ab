import { type DocumentView, type JournalEntryView, type ReceiptView, type ReportKind, type ReportPeriod, type ReportRowView, type Input } from '../../contracts/ipc/index.ts'

/** Figures of some days. What is typed are other days. `chosen` is -1 until an arrow key was pressed. */
export interface ReportsWork {
  readonly kind: 'reports'
  readonly report: ReportKind
  readonly period: ReportPeriod
  readonly chosen: number
  readonly exporting: boolean
}

/** Documents in a list, as far as they were asked for, and the one of them that is looked at. `more`: there are others behind. */
export interface DocumentList {
  readonly found: readonly DocumentView[]
  readonly more: boolean
  readonly chosen: number
  readonly open: { readonly receipt: ReceiptView } | { readonly entry: JournalEntryView } | undefined
}

/** What a row of a report is made of. */
export interface RowDocuments extends DocumentList {
  readonly row: ReportRowView
  readonly next: Input<'report-documents'>['before']
}
