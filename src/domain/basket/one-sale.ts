import { refuse } from '../errors/index.ts'
import { type Basket } from './basket.ts'
import { type ReturnLine, type TakenBackLine } from './return-line.ts'

/**
 * The refusal for goods of another sale than those that stand in the basket, or undefined. Caps by tender, rounding of cash
 * and a void belong to one sale: with two in one document nobody could say which of them a card was paid back for.
 */
export function otherSaleRefusal(basket: Pick<Basket, 'lines'>, { origin }: Pick<ReturnLine, 'origin'>): ReturnType<typeof refuse> | undefined {
  const other = basket.lines.find((line): line is ReturnLine | TakenBackLine => (line.kind === 'return' || line.kind === 'takenBack') && !line.removed && line.origin?.saleId !== origin?.saleId)
  if (other === undefined) return undefined
  return refuse('return.otherSale', other.origin === undefined ? {} : { number: other.origin.saleNumber })
}

/** The refusal for what stands in the basket already, or undefined: what was put on a card once is not taken off it twice. */
export function takenBackTwice(basket: Pick<Basket, 'lines'>, { origin }: Pick<TakenBackLine, 'origin'>): ReturnType<typeof refuse> | undefined {
  const standing = basket.lines.some((line) => line.kind === 'takenBack' && !line.removed && line.origin.saleId === origin.saleId && line.origin.saleLineNo === origin.saleLineNo)
  return standing ? refuse('return.tooMany', { left: 0 }) : undefined
}
