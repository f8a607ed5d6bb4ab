import { type BasketTender, type Moment, type Operator, type StoredBasket } from '../../db/index.ts'
import { canonicalJson } from '../../domain/journal/index.ts'
import { storedValueMovements } from '../../domain/liability/index.ts'
import { offeredBy, tenderKindOf, tenderKinds } from '../../domain/tender/index.ts'
import { paidFor, type SaleBody } from '../../domain/sale/index.ts'
import { type CommandContext } from './command-context.ts'
import { settleLayAways } from './settle-lay-aways.ts'

export interface WrittenSale {
  readonly sale: SaleBody
  readonly basket: StoredBasket
  readonly operator: Operator
  readonly moment: Moment
}

/** The entry of a sale and its header. What becomes of the basket and the seat is the completion's. */
export function writeSale(context: CommandContext, { sale, basket, operator, moment }: WrittenSale): void {
  const { database, seat } = context
  const entry = database.append(moment, {
    type: 'sale.completed',
    schemaVersion: 1,
    businessDate: basket.businessDate,
    operator: operator.id,
    body: sale,
  })
  database.moveStoredValue(entry, storedValueMovements(sale, true))
  database.insertSale({
    id: sale.saleId,
    number: sale.number,
    basketId: sale.basketId,
    seat,
    epoch: entry.epoch,
    seq: entry.seq,
    businessDate: basket.businessDate,
    completedAt: moment.at,
    operatorId: operator.id,
    // What the paper says below, and what a customer looks for: the header of a gift card is not a sale of nothing.
    total: paidFor(sale),
    change: sale.change,
    tenders: canonicalJson(sale.tenders),
  })
  settleLayAways(context, sale, { basket, operator, moment })
}

interface Moved {
  readonly type: string
  readonly amount: number
  readonly change?: number
}

/** What went into the drawer when its line was taken. */
function inDrawer(kept: readonly BasketTender[]): number {
  return kept.reduce((sum, { tender }) => sum + (tenderKinds[tender.type].drawer ? (offeredBy(tender) ?? 0) : 0), 0)
}

/** `kept`: the lines that were taken before, for which the drawer was opened then. `document`: the sale's id, or the refund's where nothing was sold. One paper tells of both. */
export function addEffects({ database }: CommandContext, document: string, tenders: readonly Moved[], kept: readonly BasketTender[] = []): void {
  // The drawer before the paper: the cashier's hand is on its way while the printer still warms up.
  if (cashMoves(tenders, inDrawer(kept))) database.addEffect(document, { kind: 'kick', pin: 0 })
  database.addEffect(document, { kind: 'print', document: 'ofSale' })
}

/** A drawer opens for cash going in or out, and stays shut for a card or a free basket. */
function cashMoves(tenders: readonly Moved[], before: number): boolean {
  const cash = tenders.filter(({ type }) => tenderKindOf(type)?.drawer === true)
  return cash.some(({ change = 0 }) => change > 0) || cash.reduce((sum, { amount, change = 0 }) => sum + amount + change, 0) > before
}
