import { type Input } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { blockedBy, payBackOf, priceStored, returnsOf } from '../queries/index.ts'
import { authorizeReturns, type ReturnAuthority } from './authorize-returns.ts'
import { begin, type BegunPayment } from './begin-payment.ts'
import { type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { approvedRefunds, otherRefundOfSale, unsettledPayment } from './payments-of.ts'

/**
 * Writes down that terminal or wallet is about to be asked to give money of a sale back. What a completion would ask an
 * approver for is asked here: afterwards the money is gone. Refuses what a completion does, `payment.gone` for a tender that
 * owes nothing, and `payment.missing` for one that nobody can be asked about, whose money a person pays back.
 */
export function beginRefund(context: CommandContext, { basketId, revision, of, approvals }: Input<'begin-refund'>): Result<BegunPayment> {
  const { database } = context
  return begin(context, () => {
    const basket = openBasketOf(context)
    if (basket?.id !== basketId) return refuse('basket.gone')
    if (basket.revision !== revision) return refuse('basket.changed', { revision: basket.revision })
    const blocked = blockedBy(database, basket)
    if (blocked !== undefined) return refuse(blocked)
    const priced = priceStored(basket, database.facts())
    if (!priced.ok) return priced
    const returns = returnsOf(database, basket)
    if (!returns.ok) return returns
    const settled = returns.value && payBackOf(priced.value, returns.value, database.facts(), false)
    const sale = returns.value?.of?.sale
    const payout = settled?.payouts.find((one) => one.of === of)
    if (returns.value === undefined || settled === undefined || sale === undefined || payout === undefined) return refuse('payment.gone')
    const waits = unsettledPayment(database, basketId) ?? otherRefundOfSale(database, sale.saleId, basketId)
    if (waits !== undefined) return waits
    const before = approvedRefunds(database, basketId)
    if (before.some(({ givesBack }) => givesBack?.of === of)) return refuse('payment.settled')
    const { type: method, amount, original } = payout
    if (original === undefined) return refuse('payment.missing')
    const earlier = before[0]?.givesBack?.approvers
    const authority: Result<Pick<ReturnAuthority, 'approvers'>> = earlier === undefined ? authorizeReturns(context, { basket, returns: returns.value, settled }, approvals ?? []) : accept({ approvers: earlier })
    if (!authority.ok) return authority
    const { approvers } = authority.value
    const [first] = approvers
    const paid = sale.tenders.find(({ tenderNo }) => tenderNo === of)?.amount ?? amount
    return accept({
      ...(first === undefined ? {} : { approver: first.approver }),
      basketId,
      businessDate: basket.businessDate,
      method,
      kind: 'refund',
      amount,
      currency: basket.currency,
      givesBack: { saleId: sale.saleId, of, paid, original, approvers },
    })
  })
}
