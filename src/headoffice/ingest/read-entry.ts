import { entryHeader, saleCompleted, type SaleCompleted } from '../../contracts/replication/index.ts'

/** Why an entry lies in quarantine. Stable codes: the page has a sentence for each. */
export type QuarantineReason = 'not-json' | 'header-unreadable' | 'header-differs' | 'sale-unreadable' | 'sale-known' | 'id-taken' | 'reissue-differs'

export interface EntryPlace {
  readonly register: string
  readonly epoch: number
  readonly seq: number
}

/** What head office understood of one entry's text. `content` is all of it but its place: what a re-issue must not change. */
export type ReadEntry =
  | { readonly readable: false; readonly reason: QuarantineReason; readonly id?: string }
  | {
      readonly readable: true
      readonly id: string
      readonly type: string
      readonly at: number
      readonly businessDate: string
      readonly content: string
      readonly sale?: SaleCompleted
    }

/**
 * Reads one entry's text, which is signed and chained but may be anything. Never throws: whatever it can not read goes to
 * quarantine with a reason (REP-8), because one bad entry that stops the cursor would hide every sale behind it.
 * A type or schema version nobody here knows is no fault: it is filed, and waits for a head office that knows it (REP-12).
 */
export function readEntry(text: string, place: EntryPlace): ReadEntry {
  const parsed = parse(text)
  if (parsed === undefined) return { readable: false, reason: 'not-json' }
  const header = entryHeader.safeParse(parsed)
  if (!header.success) return { readable: false, reason: 'header-unreadable' }
  const { id, type, schemaVersion, at, businessDate, body } = header.data
  if (header.data.register !== place.register || header.data.epoch !== place.epoch || header.data.seq !== place.seq) {
    return { readable: false, reason: 'header-differs' }
  }
  const { epoch: _epoch, seq: _seq, ...rest } = header.data
  const read = { readable: true, id, type, at, businessDate, content: JSON.stringify(rest) } as const
  if (type !== 'sale.completed' || schemaVersion !== 1) return read
  const sale = saleCompleted.safeParse(body)
  return sale.success ? { ...read, sale: sale.data } : { readable: false, reason: 'sale-unreadable', id }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
