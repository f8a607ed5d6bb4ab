import { type RegisterFacts } from '../../db/index.ts'
import { taxPacks, type TaxPack } from '../../domain/tax/index.ts'

/** Throws when the database names a pack this version does not have: selling at a guessed tax rate is worse than not selling. */
export function taxPackOf(facts: RegisterFacts): TaxPack {
  const pack = Object.entries(taxPacks).find(([id]) => id === facts.taxPack)?.[1]
  if (pack === undefined) throw new Error('the tax pack of this register is not known to this version')
  return pack
}
