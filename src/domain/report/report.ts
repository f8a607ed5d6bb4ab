import { cashRounding, cellsOf, taxOnTop, type CategoryOf, type PostedRow } from './cells.ts'
import { reportShapes, type ReportColumn, type ReportKind } from './report-kind.ts'

/** `values` in the order of the report's columns. */
export interface ReportRow {
  readonly key: string
  readonly values: readonly number[]
}

export interface Report {
  readonly kind: ReportKind
  readonly rows: readonly ReportRow[]
  /** Of all rows. Quantities of different units are one number here, which says nothing: whoever shows it leaves it out. */
  readonly totals: readonly number[]
}

type Sums = Map<string, Map<ReportColumn, number>>

function sumsOf(kind: ReportKind, rows: Iterable<PostedRow>, categoryOf: CategoryOf): Sums {
  const sums: Sums = new Map()
  for (const row of rows) {
    for (const { key, values } of cellsOf(kind, row, categoryOf)) {
      const sum = sums.get(key) ?? new Map<ReportColumn, number>()
      sums.set(key, sum)
      // Entries of a small object literal: every value is a number.
      for (const [column, value] of Object.entries(values)) sum.set(column as ReportColumn, (sum.get(column as ReportColumn) ?? 0) + value)
    }
  }
  return sums
}

/** What makes the sum whole stands under what it is the sum of. */
const last: ReadonlySet<string> = new Set([taxOnTop, cashRounding])

/** Hours as they come, rates from the highest, all else by how much it is. */
function inOrder(kind: ReportKind, rows: readonly ReportRow[]): readonly ReportRow[] {
  const main = reportShapes[kind].columns.indexOf(reportShapes[kind].main)
  const size = (row: ReportRow): number => (kind === 'hour' ? -Number(row.key) : kind === 'tax' ? Number(row.key) : (row.values[main] ?? 0))
  return rows.toSorted((one, other) => Number(last.has(one.key)) - Number(last.has(other.key)) || size(other) - size(one) || (one.key < other.key ? -1 : 1))
}

/** The report of any rows of the ledger: sums of many entries, or the rows of one. Rows in which everything is nothing are left out. */
export function reportOf(kind: ReportKind, rows: Iterable<PostedRow>, categoryOf: CategoryOf): Report {
  const { columns } = reportShapes[kind]
  const made = [...sumsOf(kind, rows, categoryOf)].map(([key, sum]): ReportRow => ({ key, values: columns.map((column) => sum.get(column) || 0) })).filter(({ values }) => values.some((value) => value !== 0))
  return { kind, rows: inOrder(kind, made), totals: columns.map((_, index) => made.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)) }
}
