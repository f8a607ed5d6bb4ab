import { type CountedEntry } from '../ledger/index.ts'
import { type Books, type ShiftRecord } from './books.ts'

/** An entry as the books read it. */
export interface BookedEntry extends CountedEntry {
  readonly epoch: number
  readonly seq: number
  readonly at: number
  readonly tzOffset: number
  readonly businessDate: string
  readonly operator: string
  readonly approver?: string
}

/** A shift that begins with this entry, and with what the last close left in the drawer. */
export function begun(books: Books, entry: BookedEntry): ShiftRecord {
  return {
    number: books.shifts + 1,
    openedAt: entry.at,
    businessDate: entry.businessDate,
    operator: entry.operator,
    from: { epoch: entry.epoch, seq: entry.seq },
    float: books.left,
    counted: 0,
    cashMoved: 0,
    operators: [],
    gaps: [],
    movements: [],
    attempts: 0,
    unread: 0,
  }
}
