import { type Grant } from './permissions.ts'

/** `amount`, in the permission's own unit, is 0 for what has no size; `secondPersonAbove` counts in the same. */
export interface Question {
  readonly grant: Grant
  readonly amount: number
  /** Above it nobody acts alone, whatever the role. Absent: no such limit. */
  readonly secondPersonAbove?: number
}

export type Verdict = 'allowed' | 'needsApproval' | 'refused'

function ownUpTo(grant: Grant, amount: number): boolean {
  return grant === 'yes' || (typeof grant === 'number' && amount <= grant)
}

/** Whether whoever holds the grant may do it alone. Anything but a whole amount of at least nothing is refused: it has no size to hold against a limit. */
export function judge({ grant, amount, secondPersonAbove }: Question): Verdict {
  if (grant === 'no' || !Number.isSafeInteger(amount) || amount < 0) return 'refused'
  if (!ownUpTo(grant, amount)) return 'needsApproval'
  return secondPersonAbove !== undefined && amount > secondPersonAbove ? 'needsApproval' : 'allowed'
}

/** Whether somebody with this grant may authorise it for another. Never for oneself: that would be one person with two PIN entries. */
export function mayApprove(grant: Grant, amount: number, isRequester: boolean): boolean {
  return !isRequester && ownUpTo(grant, amount)
}

/** How long an approval lasts, in milliseconds of the register's monotonic clock: a wall clock can be set back. */
export const approvalMs = 60_000
