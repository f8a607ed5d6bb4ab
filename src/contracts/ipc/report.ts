import { z } from 'zod'
import { reportKinds } from '../../domain/report/index.ts'
// A screen draws columns by name, and the two rows that make a sum whole.
export { cashRounding, reportKinds, taxOnTop, type ColumnUnit, type ReportColumn, type ReportKind } from '../../domain/report/index.ts'
import { query } from './define.ts'
import { journalRowView } from './journal.ts'
import { currencyView, saleSummaryView } from './views.ts'

const date = z.string().regex(/^\d{4}-\d\d-\d\d$/)
const place = z.strictObject({ day: z.string().max(10), epoch: z.int().min(1), seq: z.int().min(1) })
const key = z.string().max(200)

/** Business dates counted back from the register's own of now: what a page takes for today may be tomorrow here. */
export const reportPeriods = ['today', 'yesterday', 'week', 'month'] as const
export type ReportPeriod = (typeof reportPeriods)[number]

/** The longest range in days. */
export const longestReport = 31

/** What a row is called, where its key alone does not say: of goods in each language, of a person or a voucher as it is. */
export const reportRowView = z.strictObject({ key: z.string(), name: z.exactOptional(z.string()), names: z.exactOptional(z.record(z.string(), z.string())), values: z.array(z.int()) })
export type ReportRowView = z.infer<typeof reportRowView>

/**
 * One report of business dates, read off the ledger that X and Z are read off: what it comes to in all is what they say. Rows in
 * pages of `limit` from `offset`; `totals` are of all rows, whatever page. Refuses `report.range` for days that are none, or more
 * than 31 of them.
 */
export const report = query('report', {
  who: 'seeReports',
  input: z.strictObject({
    kind: z.enum(reportKinds),
    days: z.union([z.strictObject({ period: z.enum(reportPeriods) }), z.strictObject({ from: date, to: date })]),
    offset: z.int().nonnegative(),
    limit: z.int().min(1).max(500),
  }),
  output: z.strictObject({
    kind: z.enum(reportKinds),
    /** Both included. */
    from: z.string(),
    to: z.string(),
    currency: currencyView,
    columns: z.array(z.strictObject({ name: z.string(), unit: z.enum(['count', 'quantity', 'amount']) })),
    /** The column that is drawn, by its place. */
    main: z.int(),
    rows: z.array(reportRowView),
    /** Of all pages. */
    rowCount: z.int(),
    totals: z.array(z.int()),
    /** Sales less refunds and voids of these days, as an X has it. */
    net: z.int(),
    /** Entries that this version cannot read, of any day: they are missing from every figure. Absent when there is none. */
    unread: z.exactOptional(z.int()),
  }),
})
export type ReportView = z.infer<typeof report.output>

/** A receipt where there is one, else the entry itself: a dropped basket and an opened drawer have no paper. */
export const documentView = z.union([z.strictObject({ receipt: saleSummaryView }), z.strictObject({ entry: journalRowView })])
export type DocumentView = z.infer<typeof documentView>

/** For `report-documents`: of the whole report, whatever row. No row is called so. */
export const everyRow = '*'

/**
 * What a row of a report is made of, newest first. A page may be short, and `next` there all the same: a call looks through so many
 * entries and no more, so that it holds nothing up.
 */
export const reportDocuments = query('report-documents', {
  who: 'seeReports',
  input: z.strictObject({ kind: z.enum(reportKinds), from: date, to: date, key, before: place.optional(), limit: z.int().min(1).max(100) }),
  output: z.strictObject({
    documents: z.array(documentView),
    /** Ask again with this as `before`. Absent at the end. */
    next: place.optional(),
  }),
})
