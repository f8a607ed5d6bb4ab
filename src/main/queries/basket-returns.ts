import { type RegisterFacts, type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { type ReturnLine, type TakenBackLine } from '../../domain/basket/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { type PricedBasket } from '../../domain/pricing/index.ts'
import { priceReturns, returnWindow, settleReturn, standingReturns, standingTakenBack, type ReturnSettlement, type ReturnSettling } from '../../domain/refund/index.ts'
import { cashRoundingOf } from './cash-rounding.ts'
import { saleOfOrigin, type ReturnedSale } from './known-sale.ts'
import { takenBackRefusal } from './taken-back.ts'
import { taxPackOf } from './tax-pack.ts'
import { termsFor } from './terms-for.ts'

/** What comes back in a basket: worth how much, and of which sale. */
export interface BasketReturns {
  readonly lines: readonly ReturnLine[]
  /** Money that is taken off cards again. */
  readonly takenBack: readonly TakenBackLine[]
  readonly priced: PricedBasket
  /** Absent: without a receipt. */
  readonly of?: ReturnedSale
  /** The sale's own pack, or without a receipt the store's. */
  readonly taxPackId: string
}

/**
 * Undefined for a basket that only sells. Refuses what `priceReturns` does, for the goods may have come back elsewhere meanwhile,
 * and `return.cardSpent`. `at`: the moment (epoch ms); a view, which has none, goes by the last act.
 */
export function returnsOf(reader: RegisterReader, basket: StoredBasket, at = basket.trail.at(-1)?.at ?? basket.openedAt): Result<BasketReturns | undefined> {
  const lines = standingReturns(basket.lines)
  const takenBack = standingTakenBack(basket.lines)
  const [first] = [...lines, ...takenBack]
  if (first === undefined) return accept(undefined)
  const { origin } = first
  if (origin === undefined) {
    const pack = taxPackOf(termsFor(reader.facts(), basket))
    const priced = priceReturns(basket, { pack, businessDate: basket.businessDate })
    return priced.ok ? accept({ lines, takenBack, priced: priced.value, taxPackId: pack.id }) : priced
  }
  const spent = takenBackRefusal(reader, basket, at)
  if (spent !== undefined) return spent
  const of = saleOfOrigin(reader, origin)
  const priced = priceReturns(basket, of)
  return priced.ok ? accept({ lines, takenBack, priced: priced.value, of, taxPackId: of.sale.taxPack }) : priced
}

/** What a basket comes to with what comes back in it, in exact minor units. */
export function netOf(sold: Pick<PricedBasket, 'total'>, returns: Pick<BasketReturns, 'priced'> | undefined): number {
  return sold.total - (returns?.priced.total ?? 0)
}

/** By what money goes back: the sale's own tenders, and the store's rule for coins. */
export function settlingOf({ of }: BasketReturns, facts: RegisterFacts, cashInstead = false, creditNumber?: string): Omit<ReturnSettling, 'exchange'> {
  const cashRounding = cashRoundingOf(facts)
  return { ...(of === undefined ? {} : { source: of }), ...(cashRounding === undefined ? {} : { cashRounding }), cashInstead, ...(creditNumber === undefined ? {} : { creditNumber }) }
}

/** What the shop owes of it and how that goes back; undefined where it owes nothing. */
export function payBackOf(sold: Pick<PricedBasket, 'total'>, returns: BasketReturns, facts: RegisterFacts, cashInstead: boolean, creditNumber?: string): ReturnSettlement | undefined {
  const { total } = returns.priced
  const credit = Math.min(sold.total, total)
  if (total === credit) return undefined
  return settleReturn(total, { ...settlingOf(returns, facts, cashInstead, creditNumber), ...(credit === 0 ? {} : { exchange: { saleId: '', amount: minor(credit) } }) })
}

/** The item's own days before the store's; of an item that is gone from the catalogue the store's. */
export function windowOf(reader: RegisterReader, { itemId, soldOn, today }: { readonly itemId: string; readonly soldOn: string; readonly today: string }) {
  return returnWindow({ soldOn, today, returnDays: reader.itemById(itemId)?.returnDays, storeDays: reader.facts().returnDays })
}
