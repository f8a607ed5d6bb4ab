import { type Minor } from '../money/index.ts'
import { extend, type Price } from '../quantity/index.ts'
import { type ItemLine } from './basket.ts'

/** The price charged for a line: a person's, else the catalogue's. */
export function chargedPrice(line: Pick<ItemLine, 'price' | 'override'>): Price {
  return line.override?.price ?? line.price
}

/** What a line comes to before any discount: the label's price, else the price charged times the quantity. Throws RangeError beyond the safe integers. */
export function lineGross(line: Pick<ItemLine, 'price' | 'override' | 'quantity' | 'fixedGross'>): Minor {
  return line.fixedGross ?? extend(chargedPrice(line), line.quantity)
}
