import { type EntryContent, GENESIS_HASH, makeEntry } from '../domain/journal/index.ts'
import { type Connection } from './connection.ts'
import { epochOf, positionOf, seqOf } from './position.ts'
import { type EntryDraft, type JournalEntry, type Moment, type RegisterFacts } from './register-database.ts'
import { sha256 } from './sha256.ts'
import { receiptCounterOf } from './left-epochs.ts'

/** What a completed sale is called in the journal. */
export const SALE_COMPLETED = 'sale.completed'
export const REFUND_COMPLETED = 'refund.completed'

export interface JournalHead {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  /** Completed sales of the epoch up to here. */
  readonly saleCount: number
  /** The last receipt number allocated, over all epochs. */
  readonly receiptCounter: number
}

export interface JournalRow {
  position: number
  id: string
  type: string
  sale_count: number
  receipt_counter: number
  prev_hash: string
  hash: string
  text: string
}

export type EntryRow = Omit<JournalRow, 'sale_count' | 'receipt_counter'>

export function toEntry(row: EntryRow): JournalEntry {
  return { epoch: epochOf(row.position), seq: seqOf(row.position), id: row.id, type: row.type, prevHash: row.prev_hash, hash: row.hash, text: row.text }
}

/** Reads of one epoch are ranges of `position`: the next epoch's first place ends them. */
export function readJournal(db: Connection, epoch: () => number) {
  const columns = 'position, id, type, prev_hash, hash, text'
  const last = db.prepare<[number], Pick<JournalRow, 'position' | 'hash' | 'sale_count' | 'receipt_counter'>>(
    'SELECT position, hash, sale_count, receipt_counter FROM journal WHERE position < ? ORDER BY position DESC LIMIT 1',
  )
  const after = db.prepare<[number, number, number], EntryRow>(`SELECT ${columns} FROM journal WHERE position > ? AND position < ? ORDER BY position LIMIT ?`)
  const hashAt = db.prepare<[number], string>('SELECT hash FROM journal WHERE position = ?').pluck()

  function headOf(at: number): JournalHead {
    const row = last.get(positionOf(at + 1, 0))
    const receiptCounter = row?.receipt_counter ?? 0
    // A new epoch starts its chain anew, but never its receipt numbers.
    if (row === undefined || epochOf(row.position) !== at) return { epoch: at, seq: 0, hash: GENESIS_HASH, saleCount: 0, receiptCounter }
    return { epoch: at, seq: seqOf(row.position), hash: row.hash, saleCount: row.sale_count, receiptCounter }
  }

  return {
    headOf,
    journalHead(of: number = epoch()): { readonly epoch: number; readonly seq: number; readonly hash: string } {
      const { seq, hash, ...head } = headOf(of)
      return { epoch: head.epoch, seq, hash }
    },
    entriesAfter(of: number, seq: number, limit: number): readonly JournalEntry[] {
      return after.all(positionOf(of, seq), positionOf(of + 1, 0), limit).map(toEntry)
    },
    entryHashAt: (of: number, seq: number): string | undefined => hashAt.get(positionOf(of, seq)),
  }
}

export interface JournalWriter {
  append(moment: Moment, draft: EntryDraft): JournalEntry
  issueAgain(content: EntryContent): JournalEntry
  nextReceiptCounter(): number
  skipReceiptNumbers(to: number): void
  /** True between a number and the entry that records it: no unit of work may commit then. */
  numberUnrecorded(): boolean
  head(): JournalHead
  /** Forgets the head in memory; the next use reads it from the file again. */
  forgetHead(): void
}

/**
 * Receipt numbers are allocated here, since the entry carries them. A rolled-back transaction gives its number back:
 * nobody has seen it, and a gap would have to be explained to an auditor.
 *
 * The head is kept in memory, since every append needs it; so a rollback must forget it. A head that moved with a
 * transaction that did not would chain the next sale to an entry nobody has.
 */
export function writeJournal(db: Connection, facts: () => RegisterFacts, newId: () => string): JournalWriter {
  const { headOf } = readJournal(db, () => facts().epoch)
  const insert = db.prepare<[number, string, string, number, number, string, string, string]>(
    'INSERT INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  let unrecorded = false
  let known: JournalHead | undefined
  const head = (): JournalHead => (known ??= headOf(facts().epoch))
  function put(entry: JournalEntry, countBefore: number, receiptCounter: number): JournalEntry {
    const { epoch, seq, id, type, prevHash, hash, text } = entry
    const saleCount = countBefore + (type === SALE_COMPLETED ? 1 : 0)
    insert.run(positionOf(epoch, seq), id, type, saleCount, receiptCounter, prevHash, hash, text)
    known = { epoch, seq, hash, saleCount, receiptCounter }
    unrecorded = false
    return entry
  }
  return {
    head,
    skipReceiptNumbers(to) {
      const before = head()
      if (to <= before.receiptCounter) return
      known = { ...before, receiptCounter: to }
      unrecorded = true
    },
    forgetHead() {
      known = undefined
      unrecorded = false
    },
    nextReceiptCounter() {
      const before = head()
      known = { ...before, receiptCounter: before.receiptCounter + 1 }
      unrecorded = true
      return known.receiptCounter
    },
    numberUnrecorded: () => unrecorded,
    append(moment, draft) {
      const { epoch, seq: lastSeq, hash: prevHash, saleCount: lastCount, receiptCounter } = head()
      const { registerId, catalogueVersion } = facts()
      const seq = lastSeq + 1
      const id = newId()
      const { type, schemaVersion, businessDate, operator, approver, body } = draft
      const approved = approver === undefined ? {} : { approver }
      const { at, tzOffset, bootId, monoMs } = moment
      const content = { register: registerId, epoch, seq, id, type, schemaVersion, at, tzOffset, bootId, monoMs, businessDate, operator, ...approved, catalogueVersion, body }
      const entry = makeEntry(content, prevHash, sha256)
      return put({ epoch, seq, id, type, ...entry }, lastCount, receiptCounter)
    },
    issueAgain(content) {
      const { epoch, seq: lastSeq, hash: prevHash, saleCount, receiptCounter } = head()
      const again = { ...content, epoch, seq: lastSeq + 1 }
      const { seq, id, type } = again
      return put({ epoch, seq, id, type, ...makeEntry(again, prevHash, sha256) }, saleCount, Math.max(receiptCounter, receiptCounterOf(content)))
    },
  }
}
