import { wholePieces } from './pieces.ts'
import { type Thousandths, type Unit } from './quantity.ts'

function withThreeDecimals(quantity: Thousandths): string {
  const digits = String(Math.abs(quantity)).padStart(4, '0')
  return `${quantity < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`
}

/** Pieces as a whole number ("2"), measures always with three decimals ("1.500"): a customer compares it with the scale's own display. */
export function quantityText(quantity: Thousandths, unit: Unit): string {
  const pieces = unit === 'each' ? wholePieces(quantity) : undefined
  return pieces === undefined ? withThreeDecimals(quantity) : String(pieces)
}

/** The shortest spelling, for "per": "1", "0.1", "10". */
export function shortQuantityText(quantity: Thousandths): string {
  return withThreeDecimals(quantity).replace(/\.?0+$/, '')
}
