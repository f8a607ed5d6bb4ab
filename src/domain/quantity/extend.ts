import { minor, mulDiv, type Minor, type Rounding } from '../money/index.ts'
import { type Price, type Thousandths } from './quantity.ts'

/**
 * What so much of something costs: one multiplication, one division, one rounding. There is no unit price between them:
 * 3 for 1.00 has none that a minor unit can hold. Throws RangeError beyond the safe integers and on a price per nothing.
 */
export function extend(price: Price, quantity: Thousandths, rounding: Rounding = 'halfUp'): Minor {
  return minor(mulDiv(price.minor, quantity, price.per, rounding))
}
