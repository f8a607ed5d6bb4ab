/**
 * Every division of money names how it rounds. The three halves differ only on an exact half and treat -x as the mirror
 * of x, so that a refund undoes its sale. `up` is away from zero, `down` towards it; `floor` and `ceiling` follow the number line.
 */
export type Rounding = 'halfUp' | 'halfEven' | 'halfDown' | 'up' | 'down' | 'floor' | 'ceiling'

/** a * b = quotient * divisor + remainder for non-negative integers; exact at any size. */
export function quotientAndRemainder(a: number, b: number, divisor: number): { readonly quotient: number; readonly remainder: number } {
  const product = a * b
  if (Number.isSafeInteger(product)) {
    // Exact, though a division of floats rounds: short of the next integer by at least 1 / divisor, a quotient below 2^53 / divisor
    // is never rounded up to it. Not product % divisor, which beyond 32 bits was a third of pricing a basket.
    const quotient = Math.floor(product / divisor)
    return { quotient, remainder: product - quotient * divisor }
  }
  const exact = BigInt(a) * BigInt(b)
  return { quotient: Number(exact / BigInt(divisor)), remainder: Number(exact % BigInt(divisor)) }
}

function raises(rounding: Rounding, negative: boolean, quotient: number, remainder: number, divisor: number): boolean {
  if (remainder === 0) return false
  // The rest of the divisor instead of twice the remainder, which may leave the safe integers.
  const rest = divisor - remainder
  switch (rounding) {
    case 'up':
      return true
    case 'down':
      return false
    case 'floor':
      return negative
    case 'ceiling':
      return !negative
    case 'halfUp':
      return remainder >= rest
    case 'halfDown':
      return remainder > rest
    case 'halfEven':
      return remainder > rest || (remainder === rest && quotient % 2 === 1)
  }
}

/** a * b / divisor, rounded once. All three are safe integers. Throws RangeError on other input, on a divisor of 0 and on a result beyond the safe integers. */
export function mulDiv(a: number, b: number, divisor: number, rounding: Rounding): number {
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || !Number.isSafeInteger(divisor)) {
    throw new RangeError(`not safe integers: ${a} * ${b} / ${divisor}`)
  }
  if (divisor === 0) throw new RangeError(`division by zero: ${a} * ${b} / 0`)
  const size = Math.abs(divisor)
  const { quotient, remainder } = quotientAndRemainder(Math.abs(a), Math.abs(b), size)
  const negative = (Number(a < 0) + Number(b < 0) + Number(divisor < 0)) % 2 === 1
  const magnitude = raises(rounding, negative, quotient, remainder, size) ? quotient + 1 : quotient
  if (!Number.isSafeInteger(magnitude)) throw new RangeError(`beyond the safe integers: ${a} * ${b} / ${divisor}`)
  return negative && magnitude !== 0 ? -magnitude : magnitude
}
