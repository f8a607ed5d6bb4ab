import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { completionRefusal } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { saleBody } from '../../domain/sale/index.ts'
import { settle, type TenderRequest } from '../../domain/tender/index.ts'
import { blockedRefusal, cashRoundingOf, priceStored, returnsOf, termsFor } from '../queries/index.ts'
import { withAccounts } from './account-tender.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { completeReturns } from './complete-returns.ts'
import { shownBasket } from './edit-basket.ts'
import { type Paying } from './paying.ts'
import { laidAsideRefusal, takenOf, takenTenders, unsettledPayment } from './payments-of.ts'
import { layAwayRefusal, withLayAwayBalances } from './settle-lay-aways.ts'
import { addEffects, writeSale } from './write-sale.ts'
import { receiptNumberOf } from './receipt-number.ts'

/**
 * Pays and completes, all in one transaction (REP-1): entry, header, receipt number, cleared basket, seat, effects.
 * Commit first, ink second: the effects are rows here, and devices find them after the commit.
 */
export function completeSale(context: CommandContext, input: Input<'complete-sale'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    // Completed already, under this request's id or another: a second press of the key must not be a second sale, nor a
    // refusal that sends the cashier looking for one. Before asking who is signed on: they may have gone since.
    if (database.saleByBasket(input.basketId) !== undefined || database.refundByBasket(input.basketId) !== undefined) return accept(undefined)
    const shown = shownBasket(context, input)
    if (!shown.ok) return shown
    const { operator, basket } = shown.value
    const unsettled = unsettledPayment(database, basket.id)
    if (unsettled !== undefined) return unsettled
    // Here and not where an answer from outside completes a sale: what money was taken for is sold.
    const blocked = blockedRefusal(database, basket)
    if (blocked !== undefined) return blocked
    const laid = layAwayRefusal(database, basket)
    if (laid !== undefined) return laid
    return payBasket(context, {
      basket,
      operator,
      seated: operator.id,
      tenders: [...takenTenders(database, basket.id), ...(isPaidBefore(database, basket) ? [] : input.tenders.map(tenderRequest))],
      ...(input.confirmed === undefined ? {} : { confirmed: input.confirmed }),
      ...(input.cashInstead === undefined ? {} : { cashInstead: input.cashInstead }),
      ...(input.paidBack === undefined ? {} : { paidBack: input.paidBack }),
      ...(input.approvals === undefined ? {} : { approvals: input.approvals }),
    })
  })
}

/** Makes a sale of it, a refund or both, or refuses before anything is written. Inside a unit of work. */
export function payBasket(context: CommandContext, paying: Paying): Result<unknown> {
  const { basket, operator, seated, settledBy, tenders, confirmed } = paying
  const { database, seat } = context
  const returns = returnsOf(database, basket, context.moment().at)
  if (!returns.ok) return returns
  if (returns.value !== undefined) return completeReturns(context, paying, returns.value)
  const blocked = completionRefusal(basket)
  if (blocked !== undefined) return refuse(blocked)
  const facts = termsFor(database.facts(), basket)
  const priced = priceStored(basket, facts)
  if (!priced.ok) return priced
  const cashRounding = cashRoundingOf(facts)
  const settled = settle(priced.value.total, tenders, {
    ...(confirmed === undefined ? {} : { confirmed }),
    ...(cashRounding === undefined ? {} : { cashRounding }),
  })
  if (!settled.ok) return settled

  const { language } = facts
  const sale = withAccounts(database, withLayAwayBalances(database, saleBody({
    // One id for both: the sale is what its basket became, and one B-tree holds it (docs/decisions/0017).
    saleId: basket.id,
    number: receiptNumberOf(facts, database.nextReceiptCounter()),
    basket,
    priced: priced.value,
    ...settled.value,
    language,
    taxPackId: facts.taxPack,
    catalogueVersion: facts.catalogueVersion,
    ...(settledBy === undefined ? {} : { settledBy }),
  })))
  for (const payment of database.paymentsOf(basket.id)) if (payment.state === 'approved') database.changePayment(payment, { state: 'used' })
  const kept = database.basketTenders(basket.id)
  if (kept.length > 0) database.clearTenders(basket.id)
  writeSale(context, { sale, basket, operator, moment: context.moment() })
  addEffects(context, sale.saleId, sale.tenders, kept)
  // The seat first: it lets go of the basket in the same row's one write.
  database.setSeat({ seat, ...(seated === undefined ? {} : { operatorId: seated }), lastSaleId: sale.saleId })
  database.clearBasket(basket.id)
  return accept(undefined)
}

/** Deposits cover goods that are collected: "pay, exactly" is the one key there is for it, also where nothing is left to pay. */
function isPaidBefore(database: CommandContext['database'], basket: Paying['basket']): boolean {
  const priced = laidAsideRefusal(database, basket.id) === undefined ? undefined : priceStored(basket, database.facts())
  return priced?.ok === true && takenOf(database, basket.id) === priced.value.total
}

function tenderRequest(tender: Input<'complete-sale'>['tenders'][number]): TenderRequest {
  if (tender.type === 'cash') return tender.received === undefined ? { type: 'cash' } : { type: 'cash', received: minor(tender.received) }
  return tender.amount === undefined ? { type: 'card' } : { type: 'card', amount: minor(tender.amount) }
}
