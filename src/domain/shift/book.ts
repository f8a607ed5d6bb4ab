import { civilTime } from '../business-date/index.ts'
import { fieldsOf, integerOf, isCounted, ledgerRows, textOf, UnreadableBody, type LedgerRow } from '../ledger/index.ts'
import { bookMovement, cashTouched, moneyTouched } from './book-cash.ts'
import { bookShiftAct, isShiftAct } from './book-shift-act.ts'
import { begun, standing, type BookedEntry } from './booked-entry.ts'
import { periodKinds, periodOf, type Books, type ShiftRecord } from './books.ts'
import { withReceipt } from './receipt-numbers.ts'

/** Where the rows of an entry belong. `day` is its business date, or the first open day where that one is closed. */
export interface Posting {
  readonly shift: number
  readonly day: string
  /** 0 to 23, of the store's wall clock. */
  readonly hour: number
  readonly operator: string
  readonly rows: readonly LedgerRow[]
}

export interface Booked {
  readonly books: Books
  /** Absent: it adds nothing. */
  readonly posting?: Posting
}

/** One open by itself where none is: no money may fall between two Zs, whatever nobody remembered to press. */
function withShift(books: Books, entry: BookedEntry): Books & { readonly active: ShiftRecord } {
  const { active } = books
  return active === undefined ? { ...books, shifts: books.shifts + 1, left: 0, active: begun(books, entry) } : { ...books, active }
}

/** Whether entries of this type are taken into the books at all. */
export function isBooked(type: string): boolean {
  return isCounted(type) || isShiftAct(type)
}

function amountOf(rows: readonly LedgerRow[], kinds: readonly string[]): number {
  return rows.reduce((sum, { kind, amount }) => (kinds.includes(kind) ? sum + amount : sum), 0)
}

function withDay(books: Books, day: string): Books {
  const open = { ...books.open }
  for (const kind of periodKinds) {
    const period = periodOf(kind, day)
    if (!open[kind].includes(period)) open[kind] = [...open[kind], period].toSorted()
  }
  return { ...books, open }
}

/** What the active shift remembers of an entry besides its sums. */
function remembered(books: Books & { readonly active: ShiftRecord }, entry: BookedEntry, rows: readonly LedgerRow[]): Books {
  const { active, ...rest } = books
  const body = fieldsOf(entry.body)
  const people = [...new Set([...active.operators, standing(entry), entry.operator])]
  let shift: ShiftRecord = people.length === active.operators.length ? active : { ...active, operators: people }
  let known: Books = rest
  if (entry.type === 'sale.completed' || entry.type === 'refund.completed') [known, shift] = withReceipt(known, shift, textOf(body['number']))
  if (entry.type === 'cash.moved') [known, shift] = bookMovement(known, shift, entry)
  if (cashTouched(rows)) shift = { ...shift, cashMoved: 1 }
  if (shift.declaration !== undefined && moneyTouched(rows)) shift = { ...shift, declaration: { ...shift.declaration, stale: 1 } }
  const { sales, refunds } = known.grandTotal
  return { ...known, active: shift, grandTotal: { sales: sales + amountOf(rows, ['sale']), refunds: refunds + amountOf(rows, ['refund', 'void']) } }
}

function post(before: Books, entry: BookedEntry, rows: readonly LedgerRow[], shift?: number): Booked {
  const day = entry.businessDate < before.openDay ? before.openDay : entry.businessDate
  const hour = civilTime(entry.at, entry.tzOffset).hour
  const active = shift === undefined ? withShift(before, entry) : undefined
  const books = active === undefined ? before : remembered(active, entry, rows)
  const number = shift ?? active?.active.number ?? 0
  return { books: withDay(books, day), posting: { shift: number, day, hour, operator: entry.operator, rows } }
}

/**
 * Takes one entry into the books: what it adds to the ledger, to which shift, and what becomes of the shifts. The same entries
 * in the same order give the same books on every machine; nothing else goes into a Z.
 */
export function book(books: Books, entry: BookedEntry): Booked {
  const rows = ledgerRows(entry)
  try {
    const { type } = entry
    if (rows === undefined) throw new UnreadableBody()
    if (isShiftAct(type)) {
      const acted = bookShiftAct(books, { ...entry, type })
      return rows.length === 0 ? { books: acted } : post(acted, entry, rows, integerOf(fieldsOf(entry.body)['shift']))
    }
    return rows.length === 0 ? { books } : post(books, entry, rows)
  } catch (error) {
    if (!(error instanceof UnreadableBody)) throw error
    const shifted = withShift(books, entry)
    return { books: { ...shifted, active: { ...shifted.active, unread: shifted.active.unread + 1 } } }
  }
}
