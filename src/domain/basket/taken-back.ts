import { accept, type Result } from '../errors/index.ts'
import { nextLineNo } from './add.ts'
import { type Basket } from './basket.ts'
import { stepFor, type Act, type BasketEdit } from './edit.ts'
import { otherSaleRefusal, takenBackTwice } from './one-sale.ts'
import { type TakenBackLine } from './return-line.ts'

export type MoneyBack = Omit<TakenBackLine, 'kind' | 'lineNo' | 'removed'>

/**
 * Money that a sale put on a card, as a line of the basket that takes it off again. It is struck and put back, and changed in
 * nothing: half of it would leave a card that nobody sold. Refuses `return.otherSale` beside goods of another sale, and
 * `return.tooMany` (params: left) for what stands there already.
 */
export function takenBackLine(basket: Pick<Basket, 'lines' | 'trail'>, money: MoneyBack, act: Act): Result<BasketEdit> {
  const refused = otherSaleRefusal(basket, money) ?? takenBackTwice(basket, money)
  if (refused !== undefined) return refused
  const line: TakenBackLine = { kind: 'takenBack', lineNo: nextLineNo(basket), removed: false, ...money }
  return accept({ line, step: { ...stepFor(line, act, 'takenBack'), reason: line.reason } })
}
