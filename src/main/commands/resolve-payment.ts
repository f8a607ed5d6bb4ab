import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { sellingOperator, type CommandContext } from './command-context.ts'
import { settlePayment } from './settle-payment.ts'

const mayResolve: ReadonlySet<string> = new Set(['supervisor', 'manager', 'admin'])

/**
 * A person's word for a payment that nobody can be asked about any more: the terminal is broken, or somebody else's. A
 * supervisor's, since "declined" said of an approved payment charges the customer twice. Journalled with what they saw.
 */
export function resolvePayment(context: CommandContext, { paymentId, outcome, seen, note }: Input<'resolve-payment'>): Result<CounterView> {
  const { database, seat } = context
  const operator = sellingOperator(context)
  if (!operator.ok) return operator
  if (!mayResolve.has(operator.value.role)) return refuse('payment.needsSupervisor')
  const payment = database.paymentById(paymentId)
  if (payment === undefined || payment.seat !== seat) return refuse('payment.gone')
  if (payment.state === 'pending') return refuse('payment.pending', { due: payment.amount })
  if (payment.state !== 'unknown') return refuse('payment.settled')
  const settled = settlePayment(context, {
    paymentId,
    outcome: outcome === 'approved' ? { status: 'approved', reference: { attemptId: paymentId, saidBy: 'operator' } } : { status: 'declined', reason: 'saidByOperator' },
    said: { operator: operator.value.id, seen, ...(note === undefined ? {} : { note }) },
  })
  return settled.ok ? accept(settled.value.view) : settled
}
