import { refuse } from '../errors/index.ts'
import { type Basket } from './basket.ts'
import { type ReturnLine } from './return-line.ts'

/**
 * The refusal for goods of another sale than those that stand in the basket, or undefined. Caps by tender, rounding of cash
 * and a void belong to one sale: with two in one document nobody could say which of them a card was paid back for.
 */
export function otherSaleRefusal(basket: Pick<Basket, 'lines'>, { origin }: Pick<ReturnLine, 'origin'>): ReturnType<typeof refuse> | undefined {
  const other = basket.lines.find((line): line is ReturnLine => line.kind === 'return' && !line.removed && line.origin?.saleId !== origin?.saleId)
  if (other === undefined) return undefined
  return refuse('return.otherSale', other.origin === undefined ? {} : { number: other.origin.saleNumber })
}
