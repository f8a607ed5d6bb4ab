import { minor, type Minor } from './money.ts'
import { quotientAndRemainder } from './mul-div.ts'

interface Share {
  readonly index: number
  readonly remainder: number
}

/**
 * Splits `total` in proportion to `weights` by largest remainder; the parts add up to `total` exactly, and parts of equal
 * remainder are raised first come first. A weight of zero gets nothing, unless all are zero: then the split is even.
 * A negative total mirrors the positive one. Throws RangeError on a weight that is negative or not an integer, and when
 * there is nobody to give a total to.
 */
export function allocate(total: Minor, weights: readonly number[]): Minor[] {
  let sum = 0
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`not a weight: ${weight}`)
    sum += weight
  }
  if (!Number.isSafeInteger(sum)) throw new RangeError(`weights add up beyond the safe integers: ${sum}`)
  if (weights.length === 0) {
    if (total !== 0) throw new RangeError(`nobody to allocate ${total} to`)
    return []
  }
  const even = sum === 0
  const divisor = even ? weights.length : sum
  const size = Math.abs(total)
  const parts: number[] = []
  const shares: Share[] = []
  let left = size
  for (const weight of weights) {
    const { quotient, remainder } = quotientAndRemainder(size, even ? 1 : weight, divisor)
    if (remainder > 0) shares.push({ index: parts.length, remainder })
    parts.push(quotient)
    left -= quotient
  }
  // Fewer units are left than there are remainders: they are all below one, and add up to what is left.
  if (left > 0) shares.sort((one, other) => other.remainder - one.remainder || one.index - other.index)
  for (const { index } of shares.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1
  return parts.map((part) => minor(total < 0 ? -part : part))
}
