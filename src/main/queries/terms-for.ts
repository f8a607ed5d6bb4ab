import { type RegisterFacts, type StoredBasket } from '../../db/index.ts'
import { termsBegunUnder } from '../../domain/tax/index.ts'

/**
 * What this basket is taxed and rounded by: today's, or what counted when it was begun, where head office changed that on the same business date. A sale is of one piece:
 * nobody who saw an amount pays another one because of a rate that arrived in between.
 */
export function termsFor(facts: RegisterFacts, basket: Pick<StoredBasket, 'catalogueVersion' | 'businessDate'>): RegisterFacts {
  const before = termsBegunUnder(facts.termsBefore ?? [], basket)
  return before === undefined ? facts : { ...facts, taxRates: before.taxRates, cashRounding: before.cashRounding }
}
