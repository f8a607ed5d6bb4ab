import { type Count } from './count.ts'

/**
 * Cash that moves without a sale. `loan`: safe to till. `pickup`: till to safe, in a bag. `payIn` and `payOut`: to and from
 * somebody outside. `banking`: safe to bank. `changeOrder`: bank to safe. Codes in the journal: never renamed.
 */
export const cashMovementKinds = ['loan', 'pickup', 'payIn', 'payOut', 'banking', 'changeOrder'] as const
export type CashMovementKind = (typeof cashMovementKinds)[number]

/** Why, in the order a screen offers them. Codes in the journal: never renamed. */
export const payInReasons = ['changeMoney', 'found', 'repaid', 'deposit', 'other'] as const
export const payOutReasons = ['supplies', 'delivery', 'travel', 'wages', 'returned', 'cleaning', 'other'] as const
export type PayInReason = (typeof payInReasons)[number]
export type PayOutReason = (typeof payOutReasons)[number]

/** What it does to the drawer, and to the safe: the sign of its amount in each. */
export const cashSigns: Readonly<Record<CashMovementKind, { readonly till: -1 | 0 | 1; readonly safe: -1 | 0 | 1 }>> = {
  loan: { till: 1, safe: -1 },
  pickup: { till: -1, safe: 1 },
  payIn: { till: 1, safe: 0 },
  payOut: { till: -1, safe: 0 },
  banking: { till: 0, safe: -1 },
  changeOrder: { till: 0, safe: 1 },
}

/** The kinds that need the number of a bag or a slip: what leaves in a bag is found again by nothing else. */
export const baggedKinds: readonly CashMovementKind[] = ['pickup', 'banking']

/** The body of `cash.moved`, schema version 1. `amount` is above nothing: where it went is what its kind says. */
export interface CashMoved {
  readonly movementId: string
  /** Counted per register, from 1. It stands on the slip. */
  readonly number: number
  readonly kind: CashMovementKind
  readonly currency: string
  readonly amount: number
  readonly reason?: PayInReason | PayOutReason
  readonly note?: string
  /** Of the bag, or the bank's slip. */
  readonly bag?: string
  readonly counts?: readonly Count[]
}
