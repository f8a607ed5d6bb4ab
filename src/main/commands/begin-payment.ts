import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type Payment } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { type PaymentMethod } from '../../domain/tender/index.ts'
import { blockedRefusal, counterViewOf, netOf, priceStored, returnsOf } from '../queries/index.ts'
import { authorize } from './authorize.ts'
import { sellingOperator, type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { takenOf, unsettledPayment } from './payments-of.ts'
import { layAwayRefusal } from './settle-lay-aways.ts'

/** `amount` absent: all that is due beside what is approved already and the cash on the counter. */
export interface PaymentRequest {
  readonly basketId: string
  readonly revision: number
  readonly method: PaymentMethod
  readonly amount?: number
  readonly cashReceived?: number
}

export interface BegunPayment {
  readonly view: CounterView
  readonly payment: Payment
  /** Another request of the same id: it was begun then, and is not to be asked for again. */
  readonly repeated: boolean
}

/**
 * Writes down that money is about to be asked for, before it is: what comes after may be cut off at any byte. The id is the
 * request's, so that a request sent twice asks once.
 */
export function beginPayment(context: CommandContext, { basketId, revision, method, amount, cashReceived }: PaymentRequest): Result<BegunPayment> {
  const { database } = context
  return begin(context, () => {
    const basket = openBasketOf(context)
    if (basket?.id !== basketId) return refuse('basket.gone')
    if (basket.revision !== revision) return refuse('basket.changed', { revision: basket.revision })
    const blocked = blockedRefusal(database, basket)
    if (blocked !== undefined) return blocked
    const laid = layAwayRefusal(database, basket)
    if (laid !== undefined) return laid
    const unsettled = unsettledPayment(database, basketId)
    if (unsettled !== undefined) return unsettled
    const priced = priceStored(basket, database.facts())
    if (!priced.ok) return priced
    const returns = returnsOf(database, basket)
    if (!returns.ok) return returns
    const due = Math.max(0, netOf(priced.value, returns.value)) - takenOf(database, basketId) - (cashReceived ?? 0)
    const asked = amount ?? due
    // Cash beside it settles the sale with it, or it would be a tender of a sale that nobody completed.
    if (asked <= 0 || asked > due || (cashReceived !== undefined && asked !== due)) return refuse('tender.over', { due: Math.max(0, due) })
    return accept({ basketId, businessDate: basket.businessDate, method, kind: 'sale', amount: asked, currency: basket.currency, ...(cashReceived === undefined ? {} : { cashReceived }) })
  })
}

/** The same for taking an approved payment back. Refuses `payment.gone` and `payment.notApproved`. */
export function beginReversal(context: CommandContext, { paymentId, approval }: Input<'reverse-payment'>): Result<BegunPayment> {
  const { database } = context
  return begin(context, () => {
    const basket = openBasketOf(context)
    const original = database.paymentById(paymentId)
    if (original === undefined || original.basketId !== basket?.id) return refuse('payment.gone')
    const unsettled = unsettledPayment(database, basket.id)
    if (unsettled !== undefined) return unsettled
    if (original.kind !== 'sale' || original.state !== 'approved') return refuse('payment.notApproved')
    const { method, amount, currency } = original
    const authority = authorize(context, { permission: 'reversePayment', document: paymentId, amount }, approval)
    if (!authority.ok) return authority
    const { approver } = authority.value
    return accept({ ...(approver === undefined ? {} : { approver }), basketId: basket.id, businessDate: basket.businessDate, method, kind: 'reversal', amount, currency, reverses: paymentId })
  })
}

type Begun = Pick<Payment, 'basketId' | 'method' | 'kind' | 'amount' | 'currency' | 'cashReceived' | 'reverses' | 'givesBack'> & { readonly businessDate: string; readonly approver?: string }

/** Journal and row of a payment that `decide` lets begin, once for a request. */
export function begin(context: CommandContext, decide: () => Result<Begun>): Result<BegunPayment> {
  const { database, request, seat } = context
  return database.unitOfWork(() => {
    const known = database.paymentById(request)
    if (known === undefined) {
      const operator = sellingOperator(context)
      if (!operator.ok) return operator
      const decided = decide()
      if (!decided.ok) return decided
      const { businessDate, approver, ...what } = decided.value
      const moment = context.moment()
      database.append(moment, {
        type: 'payment.began',
        schemaVersion: 1,
        businessDate,
        operator: operator.value.id,
        ...(approver === undefined ? {} : { approver }),
        body: canonicalValue({ paymentId: request, ...what }),
      })
      database.beginPayment({ id: request, seat, operatorId: operator.value.id, startedAt: moment.at, ...what })
    }
    const payment = database.paymentById(request)
    const view = counterViewOf(database, seat)
    if (payment === undefined) throw new Error('a payment that was written is not there')
    return view.ok ? accept({ view: view.value, payment, repeated: known !== undefined }) : view
  })
}
