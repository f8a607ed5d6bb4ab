import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type GivesBack, type Payment } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { payoutOf } from './payout-of.ts'

/**
 * A person's word for money that went back on a device nobody here can ask. It is a payment of the basket from then on, as if a
 * terminal had said it: the page alone forgot it at a reload, and an approval older than its minute was asked for again when
 * the money was gone already. Refuses what `payoutOf` does; taken back, `payment.gone` where nobody said it.
 */
export function sayPaidBack(context: CommandContext, input: Input<'say-paid-back'>): Result<CounterView> {
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    return input.paid ? note(context, input, operator.value.id) : takeBack(context, input, operator.value.id)
  })
}

function note(context: CommandContext, input: Input<'say-paid-back'>, operator: string): Result<unknown> {
  const { database, request, seat } = context
  const asked = payoutOf(context, input, false)
  if (!asked.ok) return asked
  const { basket, sale, payout, paid, approvers } = asked.value
  const { of, type: method, amount, original } = payout
  const [first] = approvers
  const givesBack: GivesBack = { saleId: sale.saleId, of, paid, approvers, ...(original === undefined ? {} : { original }) }
  const what = { basketId: basket.id, method, kind: 'refund', amount, currency: basket.currency } as const
  const moment = context.moment()
  database.append(moment, {
    type: 'payment.paidByHand',
    schemaVersion: 1,
    businessDate: basket.businessDate,
    operator,
    ...(first === undefined ? {} : { approver: first.approver }),
    body: canonicalValue({ paymentId: request, ...what, givesBack }),
  })
  database.beginPayment({ id: request, seat, operatorId: operator, startedAt: moment.at, ...what, givesBack: { ...givesBack, byHand: true } })
  database.changePayment({ id: request, basketId: basket.id }, { state: 'approved' })
  database.rememberRequest(request)
  return accept(undefined)
}

function takeBack(context: CommandContext, { basketId, revision, of }: Input<'say-paid-back'>, operator: string): Result<unknown> {
  const { database, request } = context
  const basket = openBasketOf(context)
  if (basket?.id !== basketId) return refuse('basket.gone')
  if (basket.revision !== revision) return refuse('basket.changed', { revision: basket.revision })
  const said = database.paymentsOf(basketId).find(({ givesBack, state }) => isByHand(givesBack) && givesBack?.of === of && state === 'approved')
  if (said === undefined) return refuse('payment.gone')
  const { id: paymentId, method, amount, currency } = said
  database.append(context.moment(), {
    type: 'payment.notPaidByHand',
    schemaVersion: 1,
    businessDate: basket.businessDate,
    operator,
    body: canonicalValue({ paymentId, basketId, method, kind: 'refund', amount, currency }),
  })
  database.changePayment(said, { state: 'reversed' })
  database.rememberRequest(request)
  return accept(undefined)
}

function isByHand(givesBack: Payment['givesBack']): boolean {
  return givesBack?.byHand === true
}
