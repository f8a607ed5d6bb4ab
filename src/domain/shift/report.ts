import { type CurrencyCode } from '../money/index.ts'
import { type Books, type CashRecord, type CountedTender, type DeclarationRecord, type DeclaredTender, type ForeignTender, type ShiftRecord } from './books.ts'
import { type ShiftFigures, type Turnover } from './figures.ts'

/** What is carried over: a payment by what takes it or what it does, a basket by where it is. */
export const carriedKinds = ['card', 'wallet', 'refund', 'reversal', 'held', 'open'] as const
export type CarriedKind = (typeof carriedKinds)[number]

/** A payment without an answer, or a basket not completed: named, carried over, and in the way of nothing. A Z of before has its id alone. */
export interface Carried {
  readonly id: string
  readonly amount: number
  /** Since when: asked for, opened, put aside. */
  readonly at?: number
  /** Whose, by id. */
  readonly operator?: string
  readonly kind?: CarriedKind
}

/** `overShort` = `counted` - `expected`, where it was counted: below nothing, something is missing. */
export interface ReportTender {
  readonly tender: CountedTender | ForeignTender
  readonly expected: number
  readonly counted?: number
  readonly overShort?: number
  /** Of foreign notes, in their own minor units. */
  readonly own?: DeclaredTender['own']
}

/**
 * What an X reads and a Z freezes. People are ids, amounts minor units; what there was nothing of is left out. `unread` are
 * entries that this program could not read: they are missing from every sum, and so they are named beside them.
 */
export interface ShiftReport extends Omit<ShiftFigures, 'expected'> {
  readonly shift: number
  readonly registerNumber: number
  readonly currency: CurrencyCode
  readonly businessDate: string
  readonly openedAt: number
  /** When it was read, or closed. */
  readonly until: number
  readonly operators: readonly string[]
  readonly float: number
  readonly floatCounted: 0 | 1
  readonly firstReceipt?: string
  readonly lastReceipt?: string
  readonly gaps: ShiftRecord['gaps']
  readonly tenders: readonly ReportTender[]
  readonly movements: readonly CashRecord[]
  readonly carriedPayments: readonly Carried[]
  readonly carriedBaskets: readonly Carried[]
  /** Shifts that are put aside and wait for a Z of their own, by number. Absent where there are none: a Z of before keeps its bytes. */
  readonly suspendedShifts?: readonly number[]
  readonly unread: number
  readonly day: Turnover
  readonly month: Turnover
  readonly year: Turnover
  readonly grandTotal: Books['grandTotal']
}

/** What a report says that no shift knows of itself. */
export type Surroundings = Pick<ShiftReport, 'registerNumber' | 'currency' | 'until' | 'carriedPayments' | 'carriedBaskets' | 'suspendedShifts' | 'day' | 'month' | 'year' | 'grandTotal'>

/** `figures` are those of the very shift, from the ledger as it is now. `declaration`: the count it is held against. */
export function shiftReport(shift: ShiftRecord, { expected, ...sums }: ShiftFigures, around: Surroundings, declaration?: DeclarationRecord): ShiftReport {
  return {
    ...sums,
    ...around,
    shift: shift.number,
    businessDate: shift.businessDate,
    openedAt: shift.openedAt,
    operators: shift.operators,
    float: shift.float,
    floatCounted: shift.counted,
    ...(shift.firstReceipt === undefined ? {} : { firstReceipt: shift.firstReceipt }),
    ...(shift.lastReceipt === undefined ? {} : { lastReceipt: shift.lastReceipt }),
    gaps: shift.gaps,
    tenders: [
      ...expected.map(({ tender, amount }): ReportTender => {
        const counted = declaration?.tenders.find((declared) => declared.tender === tender)?.counted
        return { tender, expected: amount, ...(counted === undefined ? {} : { counted, overShort: counted - amount }) }
      }),
      // Not asked for, they stand among the others alone, as they always did.
      ...(declaration?.tenders ?? []).flatMap(({ tender, expected: due, counted, own }): ReportTender[] => (own === undefined ? [] : [{ tender, expected: due, counted, overShort: counted - due, own }])),
    ],
    movements: shift.movements,
    unread: shift.unread,
  }
}
