import { type StoredBasket } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type Payout, type ReturnableSale } from '../../domain/refund/index.ts'
import { blockedRefusal, payBackOf, priceStored, returnsOf, termsFor } from '../queries/index.ts'
import { authorizeReturns, type ReturnAuthority } from './authorize-returns.ts'
import { type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { approvedRefunds, otherRefundOfSale, unsettledPayment } from './payments-of.ts'

export interface AskedPayout {
  readonly basket: StoredBasket
  readonly sale: ReturnableSale
  readonly payout: Payout
  /** What the sale's tender took. */
  readonly paid: number
  readonly approvers: ReturnAuthority['approvers']
}

/**
 * The money of a card or wallet that is about to go back for the goods in the open basket, by a device or by hand. What a
 * completion would ask an approver for is asked here: afterwards the money is gone. Refuses what a completion does,
 * `payment.gone` for a tender that owes nothing, and with `canAsk` `payment.missing` for one that nobody can be asked about.
 */
export function payoutOf(context: CommandContext, { basketId, revision, of, approvals }: { readonly basketId: string; readonly revision: number; readonly of: number; readonly approvals?: readonly string[] }, canAsk: boolean): Result<AskedPayout> {
  const { database } = context
  const basket = openBasketOf(context)
  if (basket?.id !== basketId) return refuse('basket.gone')
  if (basket.revision !== revision) return refuse('basket.changed', { revision: basket.revision })
  const blocked = blockedRefusal(database, basket)
  if (blocked !== undefined) return blocked
  const priced = priceStored(basket, database.facts())
  if (!priced.ok) return priced
  const returns = returnsOf(database, basket, context.moment().at)
  if (!returns.ok) return returns
  const settled = returns.value && payBackOf(priced.value, returns.value, termsFor(database.facts(), basket), basket.cashInstead ?? false, basket.creditNumber)
  const sale = returns.value?.of?.sale
  const payout = settled?.payouts.find((one) => one.of === of)
  if (returns.value === undefined || settled === undefined || sale === undefined || payout === undefined) return refuse('payment.gone')
  const waits = unsettledPayment(database, basketId) ?? otherRefundOfSale(database, sale.saleId, basketId)
  if (waits !== undefined) return waits
  const before = approvedRefunds(database, basketId)
  if (before.some(({ givesBack }) => givesBack?.of === of)) return refuse('payment.settled')
  if (canAsk && payout.original === undefined) return refuse('payment.missing')
  const earlier = before[0]?.givesBack?.approvers
  const authority: Result<Pick<ReturnAuthority, 'approvers'>> = earlier === undefined ? authorizeReturns(context, { basket, returns: returns.value, settled }, approvals ?? []) : accept({ approvers: earlier })
  if (!authority.ok) return authority
  const { approvers } = authority.value
  return accept({ basket, sale, payout, paid: sale.tenders.find(({ tenderNo }) => tenderNo === of)?.amount ?? payout.amount, approvers })
}
