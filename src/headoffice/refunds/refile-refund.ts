import { type RefundEffect } from '../ingest/plan-batch.ts'
import { type EntryPlace, type QuarantineReason, readEntry } from '../ingest/read-entry.ts'

/** An entry of the ledger that was filed as text, before refunds were understood. */
export interface StoredEntry extends EntryPlace {
  readonly store: string
  readonly text: string
  readonly receivedAt: number
}

/**
 * What such an entry comes to now. It had no effect when it was filed, so it has all of it now, once; what can not be read
 * goes to quarantine as it would today. Undefined: of a version that is still not known.
 */
export function refiled(entry: StoredEntry, known: (store: string, refundId: string) => boolean): RefundEffect | { readonly kind: 'quarantine'; readonly reason: QuarantineReason } | undefined {
  const read = readEntry(entry.text, entry)
  if (!read.readable) return { kind: 'quarantine', reason: read.reason }
  if (read.refund === undefined) return undefined
  if (known(entry.store, read.refund.body.refundId)) return { kind: 'quarantine', reason: 'refund-known' }
  return { kind: 'refund', refund: read.refund, completedAt: read.at, businessDate: read.businessDate }
}
