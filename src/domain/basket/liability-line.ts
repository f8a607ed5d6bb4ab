import { accept, refuse, type Result } from '../errors/index.ts'
import { type Liability } from '../liability/index.ts'
import { type Minor } from '../money/index.ts'
import { nextLineNo } from './add.ts'
import { type Basket, type LiabilityLine } from './basket.ts'
import { stepFor, type Act, type BasketEdit } from './edit.ts'
import { repeatedLiability } from './repeated-liability.ts'

/** Beyond it somebody scanned a barcode into the amount. In minor units. */
const largestOwed = 1_000_000_000

/**
 * A line that brings in money which is owed: no item, no tax, no discount, no stock. It is not changed afterwards, for whoever
 * asked for another amount meant another line: it is struck and made anew. Refuses `price.invalid` for nothing or less,
 * `amount.tooLarge`, and `liability.repeated` (params: lineNo) for what stands there already.
 */
export function liabilityLine(basket: Pick<Basket, 'lines' | 'trail'>, owes: Liability, amount: Minor, act: Act): Result<BasketEdit> {
  if (amount <= 0) return refuse('price.invalid')
  if (amount > largestOwed) return refuse('amount.tooLarge')
  const repeated = repeatedLiability(basket, owes)
  if (repeated !== undefined) return repeated
  const line: LiabilityLine = { kind: 'liability', lineNo: nextLineNo(basket), owes, amount, removed: false }
  return accept({ line, step: stepFor(line, act, 'owed') })
}
