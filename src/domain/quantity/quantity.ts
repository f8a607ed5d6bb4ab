import { type Minor } from '../money/index.ts'

declare const thousandthsBrand: unique symbol
/** A safe integer count of thousandths of a unit: 1284 is 1.284 kg, 2000 is two pieces. */
export type Thousandths = number & { readonly [thousandthsBrand]: true }

/** The unit a quantity is counted or measured in. Only `each` must be whole thousands. */
export type Unit = 'each' | 'kg' | 'l' | 'm'

/** A price is so many minor units per so many thousandths: {100, 3000} is 3 for 1.00, {1459, 10000} is 1.459 a litre. */
export interface Price {
  readonly minor: Minor
  readonly per: Thousandths
}

/** Brands a safe integer. Throws on anything else: a quantity that is not an integer of thousandths is a bug. */
export function thousandths(value: number): Thousandths {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer of thousandths: ${value}`)
  // No -0, for the reason given at minor().
  return (value === 0 ? 0 : value) as Thousandths
}
