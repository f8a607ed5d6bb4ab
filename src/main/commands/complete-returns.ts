import { type Moment } from '../../db/index.ts'
import { completionRefusal } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalJson } from '../../domain/journal/index.ts'
import { storedValueMovements } from '../../domain/liability/index.ts'
import { type PricedBasket } from '../../domain/pricing/index.ts'
import { givenBackFor, refundBody, settleExchange, settleReturn, type Payout, type RefundBody, type ReturnSettlement } from '../../domain/refund/index.ts'
import { saleBody } from '../../domain/sale/index.ts'
import { type PaymentReference, type Settlement } from '../../domain/tender/index.ts'
import { priceStored, settlingOf, termsFor, type BasketReturns } from '../queries/index.ts'
import { withAccounts, withBalances } from './account-tender.ts'
import { authorizeReturns } from './authorize-returns.ts'
import { type CommandContext } from './command-context.ts'
import { approvedRefunds, otherRefundOfSale } from './payments-of.ts'
import { type Paying } from './paying.ts'
import { withLayAwayBalances } from './settle-lay-aways.ts'
import { addEffects, writeSale } from './write-sale.ts'
import { receiptNumberOf } from './receipt-number.ts'

interface Settled {
  readonly refundId: string
  readonly returned: ReturnSettlement
  /** Absent: the basket sells nothing. */
  readonly sold?: Settlement
}

/**
 * Completes a basket that goods come back in: one refund, and beside it a sale where it also sells, in one transaction. All is
 * computed anew from the sale and all its refunds as they are now, whatever the screen showed. Refuses what a sale does,
 * `return.underWay`, what `authorizeReturns` asks for, and after that `return.notPaidBack` (params: of, due) for a card or wallet
 * that has not given it back yet: so refused, it uses no approval up, and it may be paid back.
 */
export function completeReturns(context: CommandContext, paying: Paying, returns: BasketReturns): Result<unknown> {
  const { database } = context
  const { basket } = paying
  const blocked = completionRefusal(basket)
  if (blocked !== undefined) return refuse(blocked)
  const underWay = otherRefundOfSale(database, returns.of?.sale.saleId, basket.id)
  if (underWay !== undefined) return underWay
  const facts = database.facts()
  const priced = priceStored(basket, facts)
  if (!priced.ok) return priced
  const sells = basket.lines.some(({ kind, removed }) => (kind === 'item' || kind === 'liability') && !removed)
  const settled = settle(context, paying, returns, sells ? priced.value : undefined)
  if (!settled.ok) return settled
  const payments = approvedRefunds(database, basket.id)
  const gone = goneAlready(settled.value.returned, payments)
  if (gone !== undefined) return gone

  // Before money moved it was asked for already: the goods stand as they stood then.
  const begun = payments[0]?.givesBack?.approvers
  const authority = begun === undefined ? authorizeReturns(context, { basket, returns, settled: settled.value.returned }, paying.approvals ?? []) : accept({ approvers: begun })
  if (!authority.ok) return authority
  // Only now: told to pay it back first, a cashier handed money out on the device that nobody had approved yet.
  const unpaid = unpaidPayout(settled.value.returned, payments, paying.paidBack ?? [])
  if (unpaid !== undefined) return unpaid
  for (const payment of database.paymentsOf(basket.id)) if (payment.state === 'approved') database.changePayment(payment, { state: 'used' })
  const [first] = authority.value.approvers
  write(context, { paying, returns, settled: settled.value, moment: context.moment(), ...(first === undefined ? {} : { approver: first.approver }) }, priced.value)
  return accept(undefined)
}

function settle(context: CommandContext, { basket, tenders, confirmed, cashInstead }: Paying, returns: BasketReturns, sold: PricedBasket | undefined): Result<Settled> {
  const { database } = context
  const facts = termsFor(database.facts(), basket)
  const payments = new Map(approvedRefunds(database, basket.id).flatMap(({ id, givesBack, reference }): [number, PaymentReference][] => (givesBack === undefined || givesBack.byHand === true ? [] : [[givesBack.of, reference ?? { attemptId: id }]])))
  const settling = { ...settlingOf(returns, facts, cashInstead ?? basket.cashInstead, basket.creditNumber), payments }
  const { total } = returns.priced
  const owes = (sold?.total ?? 0) <= total
  // "Pay, exactly" is the one key there is for it, also where there is nothing to pay.
  const requests = owes ? tenders.filter((tender) => tender.type !== 'cash' || tender.received !== undefined) : tenders
  if (sold === undefined) return requests.length === 0 ? accept({ refundId: basket.id, returned: settleReturn(total, settling) }) : refuse('tender.over', { due: 0 })
  // A sale has its basket's id: what came back beside it has one of its own.
  const refundId = context.newId()
  const options = { ...(confirmed === undefined ? {} : { confirmed }), ...(settling.cashRounding === undefined ? {} : { cashRounding: settling.cashRounding }) }
  const exchange = settleExchange({ sale: { saleId: basket.id, total: sold.total }, refund: { refundId, total }, requests, options, settling })
  return exchange.ok ? accept({ refundId, returned: exchange.value.refund, sold: exchange.value.sale }) : exchange
}

/** Money that went out although this completion would not give it. */
function goneAlready({ payouts }: ReturnSettlement, payments: ReturnType<typeof approvedRefunds>): ReturnType<typeof refuse> | undefined {
  const gone = payments.find(({ givesBack, amount }) => !payouts.some((payout) => payout.of === givesBack?.of && payout.amount === amount))
  return gone && refuse('return.paidBack', { due: gone.amount })
}

/** What no payment gave back and nobody says they did. */
function unpaidPayout({ payouts }: ReturnSettlement, payments: ReturnType<typeof approvedRefunds>, byHand: readonly number[]): ReturnType<typeof refuse> | undefined {
  const open = payouts.find(({ of }: Payout) => !byHand.includes(of) && !payments.some(({ givesBack }) => givesBack?.of === of))
  return open && refuse('return.notPaidBack', { of: open.of, due: open.amount })
}

interface Completion {
  readonly paying: Paying
  readonly returns: BasketReturns
  readonly settled: Settled
  readonly moment: Moment
  readonly approver?: string
}

function write(context: CommandContext, completion: Completion, priced: PricedBasket): void {
  const { database, seat } = context
  const { paying, settled, moment } = completion
  const { basket, operator, seated } = paying
  const facts = database.facts()
  const { language, taxPack, catalogueVersion } = facts
  const refund = refundOf(context, completion)
  // Each number is in its entry before the next one is taken.
  if (settled.sold !== undefined) {
    const sale = withAccounts(database, withLayAwayBalances(database, saleBody({ saleId: basket.id, number: receiptNumberOf(facts, database.nextReceiptCounter()), basket, priced, ...settled.sold, language, taxPackId: taxPack, catalogueVersion, ...(paying.settledBy === undefined ? {} : { settledBy: paying.settledBy }) })))
    writeSale(context, { sale, basket, operator, moment })
  }
  const number = receiptNumberOf(facts, database.nextReceiptCounter())
  writeRefund(context, { ...refund, number, ...(paying.settledBy === undefined ? {} : { settledBy: paying.settledBy }) }, completion)
  const kept = database.basketTenders(basket.id)
  if (kept.length > 0) database.clearTenders(basket.id)
  const moved = [...(settled.sold?.tenders ?? []), ...refund.tenders]
  addEffects(context, basket.id, moved, kept)
  // The seat first: it lets go of the basket in the same row's one write.
  database.setSeat({ seat, ...(seated === undefined ? {} : { operatorId: seated }), lastSaleId: basket.id })
  database.clearBasket(basket.id)
}

function refundOf({ database }: CommandContext, { paying: { basket }, returns, settled }: Completion): Omit<RefundBody, 'number'> {
  return refundBody({
    refundId: settled.refundId,
    number: '',
    basket,
    priced: returns.priced,
    settled: { ...settled.returned, tenders: withBalances(database, settled.returned.tenders, -1) },
    ...(basket.voiding === undefined ? {} : { voidReason: basket.voiding }),
    language: database.facts().language,
    taxPackId: returns.taxPackId,
  })
}

function writeRefund({ database, seat }: CommandContext, refund: RefundBody, { paying: { basket, operator }, moment, approver }: Completion): void {
  const entry = database.append(moment, {
    type: 'refund.completed',
    schemaVersion: 1,
    businessDate: basket.businessDate,
    operator: operator.id,
    ...(approver === undefined ? {} : { approver }),
    body: refund,
  })
  database.moveStoredValue(entry, storedValueMovements(refund, false))
  const { original } = refund
  database.insertRefund({
    id: refund.refundId,
    number: refund.number,
    kind: refund.kind,
    ...(original === undefined ? {} : { sale: { id: original.saleId, number: original.number, verified: original.verified } }),
    basketId: basket.id,
    seat,
    epoch: entry.epoch,
    seq: entry.seq,
    businessDate: basket.businessDate,
    completedAt: moment.at,
    operatorId: operator.id,
    // What the paper says below, as with the header of a sale.
    total: givenBackFor(refund),
    tenders: canonicalJson(refund.tenders),
  })
}

