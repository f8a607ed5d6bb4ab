import { type CarriedKind, type CashMovementKind, type CountedTender, type PayInReason, type PayOutReason } from '../shift/index.ts'

/** Every word of the papers of a shift in one language. */
export interface ShiftWords {
  readonly x: string
  readonly z: string
  /** Under the heading of an X, which closes nothing. */
  readonly xNote: string
  readonly shift: string
  readonly register: string
  readonly businessDate: string
  readonly opened: string
  readonly closed: string
  readonly operators: string
  readonly operator: string
  readonly approver: string
  readonly float: string
  readonly floatNotCounted: string
  readonly receipts: string
  readonly missingReceipts: string
  readonly gross: string
  readonly discounts: string
  readonly sales: string
  readonly refunds: string
  readonly voids: string
  readonly net: string
  readonly cancelled: string
  readonly noSales: string
  readonly overrides: string
  readonly reprints: string
  readonly tax: string
  readonly base: string
  readonly rounding: string
  /** Over what is owed and not earned, by its kinds. */
  readonly liabilities: string
  readonly taken: string
  readonly given: string
  readonly givenBack: string
  /** Over what customers owe, and what of it is new or gone. */
  readonly accounts: string
  readonly soldOnAccount: string
  readonly offAccount: string
  /** Over the tenders. */
  readonly money: string
  readonly expected: string
  readonly counted: string
  readonly overShort: string
  readonly notCounted: string
  readonly attempt: string
  readonly movements: string
  readonly toSafe: string
  readonly leave: string
  readonly safe: string
  readonly bag: string
  readonly reason: string
  readonly note: string
  readonly carriedPayments: string
  readonly carriedBaskets: string
  readonly carriedKinds: Readonly<Record<CarriedKind, string>>
  /** Before the numbers of shifts that are put aside. */
  readonly suspendedShifts: string
  readonly unsynced: string
  readonly unread: string
  readonly day: string
  readonly month: string
  readonly year: string
  readonly grandTotal: string
  readonly grandRefunds: string
  readonly previous: string
  readonly hash: string
  readonly head: string
  readonly signature: string
  readonly slip: string
  readonly kinds: Readonly<Record<CashMovementKind, string>>
  readonly tenders: Readonly<Record<CountedTender, string>>
  /** Of what no count asks for: foreign notes, vouchers, and what these said beyond what was due. */
  readonly foreignCash: string
  readonly voucher: string
  readonly voucherSurplus: string
  readonly reasons: Readonly<Record<PayInReason | PayOutReason, string>>
  readonly discountReasons: Readonly<Record<string, string>>
}
