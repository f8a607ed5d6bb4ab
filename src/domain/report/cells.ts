import { type LedgerRow } from '../ledger/index.ts'
import { liabilityOfLedgerKey, liabilityOfTender } from '../liability/index.ts'
import { type ReportColumn, type ReportKind } from './report-kind.ts'

/** A row of the ledger, with who wrote it and in which hour of the store's day. */
export interface PostedRow extends LedgerRow {
  readonly operator: string
  /** 0 to 23. */
  readonly hour: number
}

/** What one row of the ledger adds to one row of a report. */
export interface Cell {
  readonly key: string
  readonly values: Partial<Record<ReportColumn, number>>
}

/** Where an item stands among the goods: a text that names its category, its department, or none. */
export type CategoryOf = (itemId: string) => string

/**
 * Goods are marked without tax where the law adds it at the till: what it adds stands in a row of its own, so that goods and it are what
 * was paid. Where prices include it there is nothing, and no such row.
 */
export const taxOnTop = 'taxOnTop'
/** What rounded cash let go, among the tenders that it makes whole. */
export const cashRounding = 'rounding'

function moneyCell(key: string, { kind, count, amount }: PostedRow): Cell[] {
  if (kind === 'sale') return [{ key, values: { documents: count, sold: amount, net: amount } }]
  if (kind === 'refund') return [{ key, values: { documents: count, refunded: amount, net: -amount } }]
  if (kind === 'void') return [{ key, values: { documents: count, voided: amount, net: -amount } }]
  return []
}

/** Goods by a key of theirs, and what of the documents' totals no goods account for. */
function goodsCells(row: PostedRow, keyOf: CategoryOf): Cell[] {
  const { kind, key, count, amount } = row
  if (kind === 'item') return [{ key: keyOf(key), values: { quantity: count, sold: amount, net: amount } }, { key: taxOnTop, values: { sold: -amount, net: -amount } }]
  if (kind === 'itemReturned') return [{ key: keyOf(key), values: { quantity: -count, refunded: amount, net: -amount } }, { key: taxOnTop, values: { refunded: -amount, net: amount } }]
  if (kind === 'itemVoided') return [{ key: keyOf(key), values: { quantity: -count, voided: amount, net: -amount } }, { key: taxOnTop, values: { voided: -amount, net: amount } }]
  // Without the column that counts documents: this row is of what is left of them.
  return moneyCell(taxOnTop, row).map(({ values: { sold = 0, refunded = 0, voided = 0, net = 0 } }) => ({ key: taxOnTop, values: { sold, refunded, voided, net } }))
}

/**
 * What is owed settles sales beside the money, and stands under the tender that it pays by: taken is what was paid with it, given what was
 * put on it, bought or given back. Without it tenders came to more than was sold on a day with gift cards, and to less when they were spent.
 */
function owedCells({ key, count, amount }: PostedRow): Cell[] {
  const [ledgerKey = '', way] = key.split(':')
  const tender = liabilityOfLedgerKey(ledgerKey)?.tender ?? ledgerKey
  return way === 'given' ? [{ key: tender, values: { count, taken: amount, net: amount } }] : [{ key: tender, values: { count, given: amount, net: -amount } }]
}

function tenderCells(row: PostedRow): Cell[] {
  const { kind, key, count, amount } = row
  if (kind === 'tender') return [{ key, values: { count, taken: amount, net: amount } }]
  // What went back was taken out of the tender above: here it is put back to what was taken, and told as given. What is owed tells that itself.
  if (kind === 'tenderBack') return liabilityOfTender(key) === undefined ? [{ key, values: { taken: amount, given: amount } }] : []
  if (kind === 'liability') return owedCells(row)
  return kind === 'rounding' ? [{ key: cashRounding, values: { count, taken: amount, net: amount } }] : []
}

function actCells({ kind, operator, count, amount }: PostedRow): Cell[] {
  if (kind === 'void') return [{ key: operator, values: { voids: count, voided: amount } }]
  if (kind === 'refund') return [{ key: operator, values: { refunds: count, refunded: amount } }]
  return kind === 'cancelled' ? [{ key: operator, values: { cancelled: count, dropped: amount } }] : []
}

/** The one place that says where a figure goes: a report and the documents behind each of its rows are both made of it. */
export function cellsOf(report: ReportKind, row: PostedRow, categoryOf: CategoryOf): readonly Cell[] {
  const { kind, key, count, amount } = row
  switch (report) {
    case 'hour':
      return moneyCell(String(row.hour), row)
    case 'operator':
      return moneyCell(row.operator, row)
    case 'item':
      return goodsCells(row, (itemId) => `item:${itemId}`)
    case 'category':
      return goodsCells(row, categoryOf)
    case 'tender':
      return tenderCells(row)
    case 'tax':
      return kind === 'taxBase' ? [{ key, values: { base: amount, net: amount } }] : kind === 'tax' ? [{ key, values: { tax: amount, net: amount } }] : []
    case 'discount':
      return kind === 'discount' || kind === 'override' ? [{ key: `${kind}:${key}`, values: { count, off: amount } }] : []
    case 'void':
      return actCells(row)
    case 'noSale':
      return kind === 'noSale' ? [{ key, values: { count } }] : []
  }
}
