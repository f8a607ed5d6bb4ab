import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { refuse, accept, type Result } from '../../domain/errors/index.ts'
import { authorize } from './authorize.ts'
import { sellingOperator, type CommandContext } from './command-context.ts'
import { settleInside } from './settle-payment.ts'

/**
 * A person's word for a payment that nobody can be asked about any more: the terminal is broken, or somebody else's. Behind a
 * right, since "declined" said of an approved payment charges the customer twice. Journalled with what they saw.
 */
export function resolvePayment(context: CommandContext, { paymentId, outcome, seen, note, approval }: Input<'resolve-payment'>): Result<CounterView> {
  const { database, seat } = context
  return database.unitOfWork(() => {
    const seller = sellingOperator(context)
    if (!seller.ok) return seller
    const payment = database.paymentById(paymentId)
    if (payment === undefined || payment.seat !== seat) return refuse('payment.gone')
    if (payment.state === 'pending') return refuse('payment.pending', { due: payment.amount })
    if (payment.state !== 'unknown') return refuse('payment.settled')
    const authority = authorize(context, { permission: 'resolvePayment', document: paymentId, amount: payment.amount }, approval)
    if (!authority.ok) return authority
    const { operator, approver } = authority.value
    const settled = settleInside(context, {
      paymentId,
      outcome: outcome === 'approved' ? { status: 'approved', reference: { attemptId: paymentId, saidBy: 'operator' } } : { status: 'declined', reason: 'saidByOperator' },
      said: { operator: operator.id, seen, ...(approver === undefined ? {} : { approver }), ...(note === undefined ? {} : { note }) },
    })
    return settled.ok ? accept(settled.value.view) : settled
  })
}
