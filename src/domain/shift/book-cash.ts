import { fieldsOf, integerOf, optional, textOf, UnreadableBody, type LedgerRow } from '../ledger/index.ts'
import { type BookedEntry } from './booked-entry.ts'
import { type Books, type CashRecord, type ShiftRecord } from './books.ts'
import { cashMovementKinds, cashSigns, payInReasons, payOutReasons, type CashMovementKind } from './cash-movement.ts'

export function isCashKind(kind: string): kind is CashMovementKind {
  return cashMovementKinds.some((known) => known === kind)
}

/** Whether the rows put cash into the drawer or take some out. */
export function cashTouched(rows: readonly LedgerRow[]): boolean {
  return rows.some(({ kind, key, amount }) => amount !== 0 && ((kind === 'tender' && key === 'cash') || (kind === 'cash' && isCashKind(key) && cashSigns[key].till !== 0)))
}

/** Whether a count of any tender may be wrong after them. */
export function moneyTouched(rows: readonly LedgerRow[]): boolean {
  return cashTouched(rows) || rows.some(({ kind, amount }) => kind === 'tender' && amount !== 0)
}

export function bookMovement(books: Books, shift: ShiftRecord, entry: BookedEntry): [Books, ShiftRecord] {
  const body = fieldsOf(entry.body)
  const kind = textOf(body['kind'])
  if (!isCashKind(kind)) throw new UnreadableBody()
  const amount = integerOf(body['amount'])
  const number = integerOf(body['number'])
  const said = optional(body['reason'], textOf)
  const reason = [...payInReasons, ...payOutReasons].find((known) => known === said)
  const note = optional(body['note'], textOf)
  const bag = optional(body['bag'], textOf)
  const record: CashRecord = {
    movementId: textOf(body['movementId']),
    number,
    kind,
    amount,
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
    ...(bag === undefined ? {} : { bag }),
    at: entry.at,
    operator: entry.operator,
    ...(entry.approver === undefined ? {} : { approver: entry.approver }),
  }
  return [
    { ...books, movements: Math.max(books.movements, number), safe: books.safe + cashSigns[kind].safe * amount },
    { ...shift, movements: [...shift.movements, record] },
  ]
}
