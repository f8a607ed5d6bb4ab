import { type RegisterFacts } from '../../db/index.ts'
import { minor } from '../../domain/money/index.ts'
import { cashRoundingRules, dueInCash, type CashRoundingRule } from '../../domain/tender/index.ts'

/** The store's rule for cash, by its id. Absent or empty: cash is paid to the last minor unit. */
export type CashRoundingFact = RegisterFacts & { readonly cashRounding?: string }

/**
 * Throws when the database names a rule this version does not have, or one of another currency: five hundredths of a franc
 * are five yen, and a guessed rounding is money on every receipt.
 */
export function cashRoundingOf({ cashRounding: id = '', currency }: CashRoundingFact): CashRoundingRule | undefined {
  if (id === '') return undefined
  const rule = Object.hasOwn(cashRoundingRules, id) ? cashRoundingRules[id] : undefined
  if (rule === undefined) throw new Error('the cash rounding of this register is not known to this version')
  if (rule.currency !== currency) throw new Error('the cash rounding of this register is of another currency')
  return rule
}

/** What is left of a basket in cash, where that is not the exact amount. `paidInCash`: of it already, for all cash is rounded together. */
export function cashDueOf(total: number, facts: CashRoundingFact, paidInCash = 0): number | undefined {
  const rule = cashRoundingOf(facts)
  const payable = rule === undefined ? total : dueInCash(minor(total), paidInCash, rule).payable
  return payable === total ? undefined : payable
}
