import { type LedgerKind } from '../ledger/index.ts'

export const reportKinds = ['hour', 'item', 'category', 'operator', 'tender', 'tax', 'discount', 'void', 'noSale'] as const
export type ReportKind = (typeof reportKinds)[number]

/**
 * What a column counts: acts, thousandths of an item's unit, or minor units. `sold`, `refunded`, `voided`, `given` and `dropped` are
 * sizes; `net` is what stays, and the net of all rows is that of an X.
 */
const columnUnits = {
  documents: 'count', count: 'count', voids: 'count', refunds: 'count', cancelled: 'count',
  quantity: 'quantity',
  sold: 'amount', refunded: 'amount', voided: 'amount', taken: 'amount', given: 'amount', base: 'amount', tax: 'amount', off: 'amount', dropped: 'amount', net: 'amount',
} as const satisfies Record<string, 'count' | 'quantity' | 'amount'>
export type ReportColumn = keyof typeof columnUnits
export type ColumnUnit = (typeof columnUnits)[ReportColumn]

export function unitOfColumn(column: ReportColumn): ColumnUnit {
  return columnUnits[column]
}

interface ReportShape {
  readonly columns: readonly ReportColumn[]
  /** The one that is drawn, and that the rows stand in the order of. */
  readonly main: ReportColumn
  /** What of the ledger it is made of: nothing else is read for it. */
  readonly of: readonly LedgerKind[]
  /** Whether it tells operators or hours apart. */
  readonly apart?: true
  /** Entries that can add to it. */
  readonly entries: readonly string[]
}

const money = ['sale', 'refund', 'void'] as const
const documents = ['sale.completed', 'refund.completed'] as const

export const reportShapes: Readonly<Record<ReportKind, ReportShape>> = {
  hour: { columns: ['documents', 'sold', 'refunded', 'voided', 'net'], main: 'net', of: money, apart: true, entries: documents },
  item: { columns: ['quantity', 'sold', 'refunded', 'voided', 'net'], main: 'net', of: [...money, 'item', 'itemReturned', 'itemVoided'], entries: documents },
  category: { columns: ['sold', 'refunded', 'voided', 'net'], main: 'net', of: [...money, 'item', 'itemReturned', 'itemVoided'], entries: documents },
  operator: { columns: ['documents', 'sold', 'refunded', 'voided', 'net'], main: 'net', of: money, apart: true, entries: documents },
  tender: { columns: ['count', 'taken', 'given', 'net'], main: 'net', of: ['tender', 'tenderBack', 'rounding', 'liability'], entries: [...documents, 'layAway.cancelled'] },
  tax: { columns: ['base', 'tax', 'net'], main: 'tax', of: ['taxBase', 'tax'], entries: documents },
  discount: { columns: ['count', 'off'], main: 'off', of: ['discount', 'override'], entries: ['sale.completed'] },
  void: { columns: ['voids', 'voided', 'refunds', 'refunded', 'cancelled', 'dropped'], main: 'voided', of: ['void', 'refund', 'cancelled'], apart: true, entries: ['refund.completed', 'basket.cancelled'] },
  noSale: { columns: ['count'], main: 'count', of: ['noSale'], entries: ['drawer.opened'] },
}
