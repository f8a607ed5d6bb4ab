import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type Moment, type Operator, type StoredBasket } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalJson } from '../../domain/journal/index.ts'
import { minor } from '../../domain/money/index.ts'
import { saleBody, type SaleBody } from '../../domain/sale/index.ts'
import { settle, type TenderRequest } from '../../domain/tender/index.ts'
import { blockedBy, cashRoundingOf, priceStored } from '../queries/index.ts'
import { changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { takenTenders, unsettledPayment } from './payments-of.ts'

/**
 * Pays and completes, all in one transaction (REP-1): entry, header, receipt number, cleared basket, seat, effects.
 * Commit first, ink second: the effects are rows here, and devices find them after the commit.
 */
export function completeSale(context: CommandContext, input: Input<'complete-sale'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    // Completed already, under this request's id or another: a second press of the key must not be a second sale, nor a
    // refusal that sends the cashier looking for one. Before asking who is signed on: they may have gone since.
    if (database.saleByBasket(input.basketId) !== undefined) return accept(undefined)
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const basket = openBasketOf(context)
    if (basket?.id !== input.basketId) return refuse('basket.gone')
    if (basket.revision !== input.revision) return refuse('basket.changed', { revision: basket.revision })
    const unsettled = unsettledPayment(database, basket.id)
    if (unsettled !== undefined) return unsettled
    return payBasket(context, {
      basket,
      operator: operator.value,
      seated: operator.value.id,
      tenders: [...takenTenders(database, basket.id), ...input.tenders.map(tenderRequest)],
      ...(input.confirmed === undefined ? {} : { confirmed: input.confirmed }),
    })
  })
}

export interface Paying {
  readonly basket: StoredBasket
  /** Who sold it. */
  readonly operator: Operator
  /** Who is signed on at the seat by now: an answer from outside may find them gone. */
  readonly seated?: string
  readonly tenders: readonly TenderRequest[]
  readonly confirmed?: boolean
}

/** Makes a sale of it, or refuses before anything is written. Inside a unit of work. */
export function payBasket(context: CommandContext, { basket, operator, seated, tenders, confirmed }: Paying): Result<unknown> {
  const { database } = context
  const blocked = blockedBy(basket)
  if (blocked !== undefined) return refuse(blocked)
  const facts = database.facts()
  const priced = priceStored(basket, facts)
  if (!priced.ok) return priced
  const cashRounding = cashRoundingOf(facts)
  const settled = settle(priced.value.total, tenders, {
    ...(confirmed === undefined ? {} : { confirmed }),
    ...(cashRounding === undefined ? {} : { cashRounding }),
  })
  if (!settled.ok) return settled

  const { language } = facts
  const sale = saleBody({
    // One id for both: the sale is what its basket became, and one B-tree holds it (docs/decisions/0017).
    saleId: basket.id,
    number: `${facts.registerNumber}-${database.nextReceiptCounter()}`,
    basket,
    priced: priced.value,
    ...settled.value,
    language,
    taxPackId: facts.taxPack,
  })
  for (const payment of database.paymentsOf(basket.id)) if (payment.state === 'approved') database.changePayment(payment, { state: 'used' })
  write(context, { sale, basket, operator, moment: context.moment(), ...(seated === undefined ? {} : { seated }) })
  return accept(undefined)
}

interface Completion {
  readonly sale: SaleBody
  readonly basket: StoredBasket
  readonly operator: Operator
  readonly seated?: string
  readonly moment: Moment
}

function write(context: CommandContext, { sale, basket, operator, seated, moment }: Completion): void {
  const { database, seat } = context
  const entry = database.append(moment, {
    type: 'sale.completed',
    schemaVersion: 1,
    businessDate: basket.businessDate,
    operator: operator.id,
    body: sale,
  })
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
    total: sale.total,
    change: sale.change,
    tenders: canonicalJson(sale.tenders),
  })
  addEffects(context, sale)
  // The seat first: it lets go of the basket in the same row's one write.
  database.setSeat({ seat, ...(seated === undefined ? {} : { operatorId: seated }), lastSaleId: sale.saleId })
  database.clearBasket(basket.id)
}

function addEffects({ database }: CommandContext, sale: SaleBody): void {
  // The drawer before the paper: the cashier's hand is on its way while the printer still warms up.
  if (cashMoves(sale)) database.addEffect(sale.saleId, { kind: 'kick', pin: 0 })
  database.addEffect(sale.saleId, { kind: 'print', document: 'ofSale' })
}

/** A drawer opens for cash going in or out, and stays shut for a card or a free basket. */
function cashMoves(sale: SaleBody): boolean {
  return sale.tenders.some((tender) => tender.type === 'cash' && tender.amount + tender.change > 0)
}

function tenderRequest(tender: Input<'complete-sale'>['tenders'][number]): TenderRequest {
  if (tender.type === 'cash') return tender.received === undefined ? { type: 'cash' } : { type: 'cash', received: minor(tender.received) }
  return tender.amount === undefined ? { type: 'card' } : { type: 'card', amount: minor(tender.amount) }
}
