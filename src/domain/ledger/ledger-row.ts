/**
 * What one entry adds to the books. `key` tells rows of a kind apart: an item, a rate, a tender, a reason. `count` is a number of
 * acts, of an item thousandths of its unit; `amount` minor units.
 */
export interface LedgerRow {
  readonly kind: LedgerKind
  readonly key: string
  readonly count: number
  readonly amount: number
}

/**
 * `sale`, `refund`, `void`: what the document came to, above nothing. `gross` is before discounts. `taxBase`, `tax`: by rate in
 * ppm, refunds below nothing. `tender`: what stays of it, refunds below nothing; `rounding` is what cash let go (above nothing).
 * Foreign cash is the tender `foreignCash:USD` at its worth, its change is home cash going out, and kind `foreignCash` counts it in its
 * own minor units; a voucher is `voucher:<kind>`, what it said beyond what was due `voucherSurplus`.
 * `tenderBack` says of a tender what went back in it, as a size, and adds nothing of its own: a report tells taken and given back apart.
 * So tenders and rounding together are sales less refunds and voids, and liabilities taken less given, in any sum of entries whatever.
 * `liability`: money owed and not earned, `<key>:taken` as it came in and `<key>:given` as it paid for something, both above nothing.
 * `liabilityBack`, by `<key>`: how much of what was given was handed back and paid for nothing. It adds nothing of its own.
 * Nothing of it is in `sale`, `taxBase` or `tax`, and what gives it is no `tender`: a card spent is no money in the drawer.
 */
export const ledgerKinds = [
  'sale', 'gross', 'discount', 'override', 'item', 'refund', 'void', 'itemReturned', 'itemVoided', 'taxBase', 'tax', 'tender', 'tenderBack', 'rounding', 'foreignCash', 'voucherSurplus', 'liability', 'liabilityBack',
  'cancelled', 'noSale', 'reprint', 'cash', 'float', 'declaration', 'closing',
] as const
export type LedgerKind = (typeof ledgerKinds)[number]

/** No figure of an X or a Z: the goods, which are ten times as many rows, and what is told apart for reports alone. */
const reportOnly: ReadonlySet<LedgerKind> = new Set(['item', 'itemReturned', 'itemVoided', 'tenderBack'])
export const shiftKinds: readonly LedgerKind[] = ledgerKinds.filter((kind) => !reportOnly.has(kind))

/** The kinds that a day, a month and a year are summed up by. */
export const turnoverKinds = ['sale', 'refund', 'void', 'taxBase', 'tax'] as const satisfies readonly LedgerKind[]

/** Rows of one kind and key as one, in the order they first came. */
export function summed(rows: Iterable<LedgerRow>): readonly LedgerRow[] {
  const sums = new Map<string, LedgerRow>()
  for (const row of rows) {
    const name = `${row.kind}\n${row.key}`
    const before = sums.get(name)
    sums.set(name, before === undefined ? row : { ...before, count: before.count + row.count, amount: before.amount + row.amount })
  }
  return [...sums.values()]
}
