import { takenOff, type Discount } from '../basket/index.ts'
import { allocate, minor, type Minor } from '../money/index.ts'
import { byRate, type Rated } from './by-rate.ts'

interface Part extends Rated {
  /** What is left of the line after its own discount: never negative. */
  readonly left: Minor
  readonly shares: boolean
}

/**
 * Each line's share of the basket's discount, in the order of `lines`, nothing for one that does not share: by largest remainder over what is left of them, so
 * that no share exceeds its line and not a unit is lost.
 *
 * Equal remainders are settled by rate, then by size, and only then by place. By place alone, the last unit of a discount
 * would fall on the rate that was scanned first, and the same goods in another order would owe another tax.
 */
export function sharedDiscount(lines: readonly Part[], discount: Discount | undefined): readonly Minor[] {
  if (discount === undefined) return []
  const left = minor(lines.reduce((sum, line) => sum + (line.shares ? line.left : 0), 0))
  const ranked = lines.map(({ rate, taxGroup, left, shares }, index) => ({ rate, taxGroup, left: shares ? left : minor(0), index })).sort((one, other) => byRate(one, other) || other.left - one.left || one.index - other.index)
  const parts = allocate(takenOff(left, discount), ranked.map((line) => line.left))
  const given: Minor[] = lines.map(() => minor(0))
  ranked.forEach(({ index }, rank) => {
    given[index] = parts[rank] ?? minor(0)
  })
  return given
}
