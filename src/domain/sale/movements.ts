import { thousandths, type Thousandths } from '../quantity/index.ts'
import { type SaleLine, type StockMovement } from './sale.ts'

/** What leaves the shelf: one negative movement per item, summed over its lines, in order of first appearance. */
export function movementsOf(lines: readonly Pick<SaleLine, 'itemId' | 'quantity'>[]): StockMovement[] {
  const sold = new Map<string, Thousandths>()
  for (const { itemId, quantity } of lines) sold.set(itemId, thousandths((sold.get(itemId) ?? 0) - quantity))
  return [...sold].map(([itemId, quantity]) => ({ itemId, quantity }))
}
