import { type AccountMove } from '../domain/customer/index.ts'

/** A move of an account with its day: a row of a statement. */
export interface AccountRow extends Omit<AccountMove, 'customer'> {
  /** Epoch ms. */
  readonly completedAt: number
  /** YYYY-MM-DD */
  readonly businessDate: string
}

export interface AccountReads {
  /** What a customer owes as this register knows it, in minor units, up to the last commit: below nothing, the store owes. */
  accountBalance(customer: string): number
  /** What of it lies on open baskets as a tender and is in no document yet. */
  accountHeld(customer: string): number
  /** Newest first. */
  accountRows(customer: string, limit: number): readonly AccountRow[]
}
