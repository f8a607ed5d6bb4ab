import { type RatePpm, type TaxPack } from './tax-pack.ts'

/** The rate of a class on a business date (YYYY-MM-DD); undefined when the pack has no such class, or none yet on that date. */
export function rateOn(pack: TaxPack, taxClass: string, businessDate: string): RatePpm | undefined {
  // hasOwn: a class named "constructor" in an imported catalogue must not find Object's.
  if (!Object.hasOwn(pack.classes, taxClass)) return undefined
  return pack.classes[taxClass]?.findLast(({ from }) => from <= businessDate)?.rate
}
