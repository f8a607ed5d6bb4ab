import { type LedgerKind, type LedgerRow } from '../domain/ledger/index.ts'
import { type PostedRow } from '../domain/report/index.ts'
import { type Books } from '../domain/shift/index.ts'

/** An entry as it was posted. `day` is its business date, or the first open one where that was closed. */
export interface PostedEntry {
  readonly day: string
  readonly epoch: number
  readonly seq: number
  readonly operator: string
  readonly hour: number
  readonly type: string
  /** Verbatim. */
  readonly text: string
}

export interface PostingPlace {
  readonly day: string
  readonly epoch: number
  readonly seq: number
}

export interface PostingsAsked {
  /** Days, both included. */
  readonly from: string
  readonly to: string
  readonly types: readonly string[]
  /** The last one of the page before. */
  readonly before?: PostingPlace
}

/** The books and the sums behind them, with the journal's last entry in them. */
export interface LedgerNow {
  readonly books: Books
  /** By kind and key, without the items. */
  sumsOfShift(shift: number): readonly LedgerRow[]
  /** Of the turnover kinds, from and to inclusive: "2026-11-01" to "2026-11-30", days that need not exist. */
  sumsOfDays(from: string, to: string): readonly LedgerRow[]
  /** Of some kinds by key, and by operator and hour where `apart`: goods are told apart by neither, and are many. */
  rowsOfDays(from: string, to: string, kinds: readonly LedgerKind[], apart: boolean): readonly PostedRow[]
  /** What those sums are made of, newest day first and within a day newest first, read as far as somebody asks on. */
  entriesOfDays(asked: PostingsAsked): Iterable<PostedEntry>
}

export interface LedgerReads {
  /** One look: what `read` asks is all of one moment, whatever is committed meanwhile. What no slice has taken in yet is added in memory. */
  ledgerNow<T>(read: (now: LedgerNow) => T): T
  /** The text of a Z's entry, verbatim, as it was hashed. */
  zDocument(number: number): string | undefined
  /** Newest first, below `before`. */
  zDocuments(before: number, limit: number): readonly string[]
  /** Open and put aside, oldest first. */
  keptBaskets(): readonly string[]
}

export interface LedgerWrites {
  /** Takes in all that is missing, however much that is. A close does it, so that its Z can be listed at once. */
  bringLedgerUp(): void
}
