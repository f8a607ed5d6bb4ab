/** What a sale or a refund says of its money: minor units, as its own body has them. */
export interface PaidDocument {
  readonly kind: 'sale' | 'refund'
  readonly currency: string
  readonly tenders: readonly { readonly type: string; readonly amount: number }[]
}

/** Of one tender in one currency: what came in and what went out, each by itself and above nothing. Netted, two errors could hide each other. */
export interface TenderSum {
  readonly currency: string
  readonly type: string
  readonly debit: number
  readonly credit: number
}

/** The same at the register and at head office: their sums are held against each other to the minor unit. In order of currency, then type. */
export function tenderSums(documents: Iterable<PaidDocument>): readonly TenderSum[] {
  const sums = new Map<string, TenderSum>()
  for (const { kind, currency, tenders } of documents) {
    for (const { type, amount } of tenders) {
      const moved = kind === 'sale' ? amount : 0 - amount
      const key = JSON.stringify([currency, type])
      const { debit, credit } = sums.get(key) ?? { debit: 0, credit: 0 }
      sums.set(key, { currency, type, debit: debit + Math.max(0, moved), credit: credit + Math.max(0, 0 - moved) })
    }
  }
  return [...sums].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, sum]) => sum)
}
