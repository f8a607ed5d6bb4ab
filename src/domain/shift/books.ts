import { type CurrencyCode } from '../money/index.ts'
import { type Count } from './count.ts'
import { type CashMoved } from './cash-movement.ts'

/** What is counted at the end of a shift. */
export const countedTenders = ['cash', 'card', 'wallet'] as const
export type CountedTender = (typeof countedTenders)[number]
/** Notes of another currency, as the ledger names them. */
export type ForeignTender = `foreignCash:${CurrencyCode}`

/** A cash movement as its shift remembers it. People are ids. */
export interface CashRecord extends Omit<CashMoved, 'currency' | 'counts'> {
  readonly at: number
  readonly operator: string
  readonly approver?: string
}

/** In home minor units; of foreign notes what they are worth, and `own` in their own minor units. */
export interface DeclaredTender {
  readonly tender: CountedTender | ForeignTender
  readonly expected: number
  readonly counted: number
  readonly own?: { readonly expected: number; readonly counted: number }
}

/** The body of `shift.declared`, schema version 1. `expected` is what the ledger said at that moment: it was shown to nobody before. */
export interface ShiftDeclared {
  readonly shift: number
  /** From 1: each count of a shift is on record. */
  readonly attempt: number
  readonly cash: readonly Count[]
  /** The pieces of each other currency; absent where none was asked for. */
  readonly foreign?: readonly { readonly currency: CurrencyCode; readonly counts: readonly Count[] }[]
  readonly tenders: readonly DeclaredTender[]
}

export interface DeclarationRecord {
  readonly at: number
  readonly operator: string
  readonly attempt: number
  readonly tenders: readonly DeclaredTender[]
  /** 1: money has moved since. */
  readonly stale: 0 | 1
}

/** A shift that is not closed. Integers and text alone, since it is kept as canonical JSON. */
export interface ShiftRecord {
  readonly number: number
  readonly openedAt: number
  /** Of its first entry. */
  readonly businessDate: string
  readonly operator: string
  readonly from: { readonly epoch: number; readonly seq: number }
  readonly float: number
  /** 1: somebody counted the float. 0: it opened by itself, with what was left in the drawer. */
  readonly counted: 0 | 1
  /** 1: cash went in or out since it opened. */
  readonly cashMoved: 0 | 1
  /** Ids, in the order they first did something. */
  readonly operators: readonly string[]
  readonly firstReceipt?: string
  readonly lastReceipt?: string
  /** Receipt numbers that no document has, from and to inclusive. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[]
  readonly movements: readonly CashRecord[]
  readonly attempts: number
  readonly declaration?: DeclarationRecord
  /** Entries of this shift that this program cannot read: missing from every sum, and so named beside them. */
  readonly unread: number
}

export const periodKinds = ['day', 'month', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** What the journal up to some entry comes to, as far as no sum of the ledger says it. Made by `book` alone. */
export interface Books {
  /** Numbers given so far. */
  readonly shifts: number
  readonly movements: number
  readonly active?: ShiftRecord
  /** Oldest first. */
  readonly suspended: readonly ShiftRecord[]
  /** What the last close left in the drawer, until a shift begins with it. */
  readonly left: number
  /** What this register put into the safe less what it took out. */
  readonly safe: number
  readonly lastZ?: { readonly number: number; readonly hash: string; readonly businessDate: string; readonly closedAt: number }
  readonly lastReceipt: number
  readonly grandTotal: { readonly sales: number; readonly refunds: number }
  /** Before it nothing is posted any more: the days before it are closed. Empty until one is. */
  readonly openDay: string
  /** Days, months and years that something was posted to and that are not closed, in order. */
  readonly open: Readonly<Record<PeriodKind, readonly string[]>>
  /** How many of each are closed. */
  readonly closed: Readonly<Record<PeriodKind, number>>
}

export const emptyBooks: Books = {
  shifts: 0,
  movements: 0,
  suspended: [],
  left: 0,
  safe: 0,
  lastReceipt: 0,
  grandTotal: { sales: 0, refunds: 0 },
  openDay: '',
  open: { day: [], month: [], year: [] },
  closed: { day: 0, month: 0, year: 0 },
}

/** "2026-11-21", "2026-11", "2026". */
export function periodOf(kind: PeriodKind, businessDate: string): string {
  return businessDate.slice(0, { day: 10, month: 7, year: 4 }[kind])
}
