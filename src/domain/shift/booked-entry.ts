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

/**
 * Who stood at the till: whoever an entry is by, unless a card's late answer completed the sale of somebody who had left. Of any body,
 * for also an entry that cannot be read opens a shift.
 */
export function standing({ operator, body }: BookedEntry): string {
  const settledBy = typeof body === 'object' && body !== null && 'settledBy' in body ? body.settledBy : undefined
  return typeof settledBy === 'string' ? settledBy : operator
}

/** A shift that begins with this entry, and with what the last close left in the drawer. */
export function begun(books: Books, entry: BookedEntry): ShiftRecord {
  return {
    number: books.shifts + 1,
    openedAt: entry.at,
    businessDate: entry.businessDate,
    operator: standing(entry),
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
