import { minor, mulDiv, type CurrencyCode, type Minor } from '../money/index.ts'
import { tenderKindOf } from './tender-kind.ts'
import { type TenderLine } from './tender.ts'

/**
 * What a place does about coins it does not have. Only what is paid in cash is rounded, as an entry of its own beside the
 * cash: the total, its lines and its taxes stay what they are, and the difference can be booked and counted.
 */
export interface CashRoundingRule {
  readonly id: string
  readonly currency: CurrencyCode
  /** The smallest amount that is still paid in cash, in minor units. Above 0. */
  readonly increment: Minor
  /** `nearest`: a half goes up. `down`: what is over is given to the customer (抹零). */
  readonly mode: 'nearest' | 'down'
}

function rule(id: string, currency: CurrencyCode, increment: number, mode: CashRoundingRule['mode']): CashRoundingRule {
  return { id, currency, increment: minor(increment), mode }
}

/**
 * By id. An id is written into every sale that was rounded, so a rule is never edited. In New Zealand a half (0.05 at 0.10)
 * is the shop's to decide; this one goes up like the others.
 */
export const cashRoundingRules: Readonly<Record<string, CashRoundingRule>> = Object.fromEntries(
  [
    rule('CH-0.05', 'CHF', 5, 'nearest'),
    rule('AU-0.05', 'AUD', 5, 'nearest'),
    rule('CA-0.05', 'CAD', 5, 'nearest'),
    rule('NZ-0.10', 'NZD', 10, 'nearest'),
    rule('SE-1.00', 'SEK', 100, 'nearest'),
    rule('CN-0.10-down', 'CNY', 10, 'down'),
    rule('CN-1.00-down', 'CNY', 100, 'down'),
  ].map((one) => [one.id, one]),
)

/** `amount` = `payable` + `rounding`, both in minor units and of either sign. */
export interface RoundedCash {
  /** What changes hands. */
  readonly payable: Minor
  /** What the shop lets go of: above 0 where less changes hands than is owed, below 0 where more does. */
  readonly rounding: Minor
}

/** An amount as it is paid in cash. The size is rounded and the sign put back, so that -1.98 becomes what 1.98 becomes. */
export function roundCash(amount: Minor, { increment, mode }: Pick<CashRoundingRule, 'increment' | 'mode'>): RoundedCash {
  const payable = minor(mulDiv(amount, 1, increment, mode === 'down' ? 'down' : 'halfUp') * increment)
  return { payable, rounding: minor(amount - payable) }
}

/**
 * Home cash that goes back on foreign notes worth `worth`, of which `exact` is too much. Where the rule gives what is over to the customer
 * it is rounded up: cut off like an amount to pay, it would charge more than the price. Never more than came in: a rounding up of the
 * whole krona would else give a coin on top of the note.
 */
export function roundChange(exact: Minor, worth: Minor, rule: Pick<CashRoundingRule, 'increment' | 'mode'>): Minor {
  const { payable, rounding } = roundCash(exact, rule)
  return minor(Math.min(worth, rule.mode === 'down' && rounding > 0 ? payable + rule.increment : payable))
}

function paidInCash(tenders: readonly TenderLine[]): RoundedCash {
  let payable = 0
  let rounding = 0
  for (const tender of tenders) {
    if (tenderKindOf(tender.type)?.givesBack === 'cash') payable += tender.amount
    if (tender.type === 'rounding') rounding += tender.amount
  }
  return { payable: minor(payable), rounding: minor(rounding) }
}

/**
 * What is given back in cash for `amount`, which is below 0. All that was settled in cash comes back as exactly what was
 * paid, whatever the rule is by now: nobody gets back a coin they never gave. A part of it is rounded like any amount.
 * A refund to a card is not rounded and does not come here.
 */
export function refundCash(amount: Minor, tenders: readonly TenderLine[], cashRounding: CashRoundingRule | undefined): RoundedCash {
  if (amount > 0) throw new RangeError(`a refund gives back, and ${amount} is taken`)
  const paid = paidInCash(tenders)
  if (amount + paid.payable + paid.rounding === 0) return { payable: minor(0 - paid.payable), rounding: minor(0 - paid.rounding) }
  return cashRounding === undefined ? { payable: amount, rounding: minor(0) } : roundCash(amount, cashRounding)
}
