import { type Grant, type Permission } from './permissions.ts'

/**
 * What nobody's rights are narrowed of, however long head office was away: selling, what ends a day, and what frees a payment that is under way. None of it takes anything out of the
 * shop, and without it a till that only lacks a line could not be closed.
 */
export const goesOnAway: ReadonlySet<Permission> = new Set(['sell', 'training', 'manageShift', 'declareShift', 'seeExpected', 'acceptOverShort', 'closeShift', 'closeUncounted', 'readX', 'seeZ', 'closeTerminalDay', 'reversePayment', 'resolvePayment', 'supportBundle'])

/** The less of two. */
export function stricter(one: Grant, other: Grant): Grant {
  if (one === 'no' || other === 'no') return 'no'
  if (one === 'ask' || other === 'ask') return 'ask'
  if (one === 'yes') return other
  return other === 'yes' ? one : Math.min(one, other)
}

/** How long head office was not heard from, against the most that may be. `soon`: from three quarters of it. */
export type ContactState = 'near' | 'soon' | 'over'

export function contactState(awayMs: number, mostHours: number): ContactState {
  const most = mostHours * 3_600_000
  if (awayMs >= most) return 'over'
  return awayMs * 4 >= most * 3 ? 'soon' : 'near'
}
