import { type RatePpm } from '../tax/index.ts'

/** Of a line or a bucket: a rate, and the combination of parts that makes it where it is stacked. */
export interface Rated {
  readonly rate: RatePpm
  readonly taxGroup?: string | undefined
}

/** Highest rate first, whatever was scanned first; equal rates of different parts by their names, in no language's order. */
export function byRate(one: Rated, other: Rated): number {
  if (one.rate !== other.rate) return other.rate - one.rate
  const [left, right] = [one.taxGroup ?? '', other.taxGroup ?? '']
  if (left === right) return 0
  return left < right ? -1 : 1
}
