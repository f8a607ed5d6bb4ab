import { type DatedRate, type RatePpm, type TaxPack } from './tax-pack.ts'

/** What a class is taxed with on a business date (YYYY-MM-DD); undefined when the pack has no such class, or none yet on that date. */
export function datedRateOn(pack: TaxPack, taxClass: string, businessDate: string): DatedRate | undefined {
  // hasOwn: a class named "constructor" in an imported catalogue must not find Object's.
  if (!Object.hasOwn(pack.classes, taxClass)) return undefined
  return pack.classes[taxClass]?.findLast(({ from }) => from <= businessDate)
}

/** The rate alone, all parts together. */
export function rateOn(pack: TaxPack, taxClass: string, businessDate: string): RatePpm | undefined {
  return datedRateOn(pack, taxClass, businessDate)?.rate
}
