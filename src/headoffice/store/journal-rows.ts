import { batchEntries, batchTextBytes, type RegisterJournalAnswer, type RegisterJournalRequest } from '../../contracts/replication/index.ts'

// A register's own journal, handed back to it, for both databases: one way to ask for it, one way to cut a page.

export type JournalPage = Omit<RegisterJournalAnswer, 'epoch'>
export type JournalAsking = Pick<RegisterJournalRequest, 'register' | 'epoch' | 'points'>

/** Entries read for one page, at most. */
export const pageEntries = batchEntries

/** What is a document with a receipt number, as a list for both databases. */
export const documentTypes = "('sale.completed', 'refund.completed')"

export interface JournalHeadRow {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
}

/** Cut like a batch: an entry larger than a page travels alone. */
export function journalAnswerOf(heads: readonly JournalHeadRow[], latest: readonly string[], agreed: number, texts: readonly string[]): JournalPage {
  const entries: string[] = []
  let bytes = 0
  for (const text of texts) {
    bytes += Buffer.byteLength(text)
    if (entries.length > 0 && bytes > batchTextBytes) break
    entries.push(text)
  }
  return { heads: [...heads], latest: [...latest], agreed, entries }
}
