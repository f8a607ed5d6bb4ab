import { thousandths, type Thousandths, type Unit } from './quantity.ts'

export const onePiece: Thousandths = thousandths(1000)

/** The most one line may hold: 9,999 pieces, or 9,999 kg. Beyond it a barcode was read into the quantity field. */
export const maximumQuantity: Thousandths = thousandths(9_999_000)

/** 2 for 2000; undefined for what is no whole number of pieces. */
export function wholePieces(quantity: Thousandths): number | undefined {
  return quantity % 1000 === 0 ? quantity / 1000 : undefined
}

/** Above nothing, at most `maximumQuantity`, and whole for what is sold by the piece. */
export function isSaleable(quantity: Thousandths, unit: Unit): boolean {
  if (quantity <= 0 || quantity > maximumQuantity) return false
  return unit !== 'each' || wholePieces(quantity) !== undefined
}

/** What a person counts in the bag: each-lines by the piece, a measured line as one. */
export function pieceCount(lines: Iterable<{ readonly quantity: Thousandths; readonly unit: Unit }>): number {
  let pieces = 0
  for (const { quantity, unit } of lines) pieces += unit === 'each' ? (wholePieces(quantity) ?? 1) : 1
  return pieces
}
