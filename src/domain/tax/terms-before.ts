import { type AddedRate } from './added-rates.ts'

/** What counted until head office changed it: for baskets that were begun below this version of the catalogue, and on this business date at the latest. */
export interface TermsBefore {
  readonly below: number
  readonly upTo: string
  readonly taxRates: readonly AddedRate[]
  /** Id of the rule for cash; `''`: to the last minor unit. */
  readonly cashRounding: string
}

/** Under which of them a basket was begun, the oldest first; undefined: under those of now. */
export function termsBegunUnder(before: readonly TermsBefore[], { catalogueVersion, businessDate }: { readonly catalogueVersion: number; readonly businessDate: string }): TermsBefore | undefined {
  return before.find(({ below, upTo }) => catalogueVersion < below && businessDate <= upTo)
}
