import { thousandths, type Thousandths } from '../quantity/index.ts'
import { type StockMovement } from '../sale/index.ts'
import { type RefundLine } from './refund.ts'

type Moved = Pick<RefundLine, 'itemId' | 'quantity' | 'condition'>

function summed(lines: readonly Moved[]): [string, Thousandths][] {
  const moved = new Map<string, Thousandths>()
  for (const { itemId, quantity } of lines) moved.set(itemId, thousandths((moved.get(itemId) ?? 0) + quantity))
  return [...moved]
}

/**
 * One positive movement per item for all that came back, and behind them one negative per item, of reason `waste`, for what
 * cannot be sold. Whoever only adds quantities up has the shelf right, and the loss can be counted.
 */
export function returnMovements(lines: readonly Moved[]): StockMovement[] {
  const wasted = lines.filter(({ condition }) => condition === 'waste')
  return [
    ...summed(lines).map(([itemId, quantity]): StockMovement => ({ itemId, quantity })),
    ...summed(wasted).map(([itemId, quantity]): StockMovement => ({ itemId, quantity: thousandths(0 - quantity), reason: 'waste' })),
  ]
}
