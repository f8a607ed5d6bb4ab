import { type RegisterFacts } from '../../db/index.ts'
import { taxPackById, withAddedRates, type TaxPack } from '../../domain/tax/index.ts'

/** The pack in use with the rates that the store added to it. Throws when the database names a pack this version does not have: selling at a guessed tax rate is worse than not selling. */
export function taxPackOf(facts: RegisterFacts): TaxPack {
  const pack = taxPackById(facts.taxPack)
  if (pack === undefined) throw new Error('the tax pack of this register is not known to this version')
  return facts.taxRates === undefined ? pack : withAddedRates(pack, facts.taxRates)
}
