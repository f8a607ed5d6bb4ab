import { type Payment, type RegisterReader } from '../../db/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { type TenderRequest } from '../../domain/tender/index.ts'

type Refused = Extract<Result<never>, { readonly ok: false }>

/** The payment that nobody knows the end of, as a refusal; undefined when there is none. */
export function unsettledPayment(reader: RegisterReader, basketId: string): Refused | undefined {
  for (const { state, amount } of reader.paymentsOf(basketId)) {
    if (state === 'pending') return refuse('payment.pending', { due: amount })
    if (state === 'unknown') return refuse('payment.unknown', { due: amount })
  }
  return undefined
}

/**
 * Why the goods of this basket may not be touched: what was charged for them was charged for exactly these. A line taken
 * off now would leave money with the shop that nobody owes it.
 */
export function heldByPayment(reader: RegisterReader, basketId: string): Refused | undefined {
  const unsettled = unsettledPayment(reader, basketId)
  if (unsettled !== undefined) return unsettled
  const back = approvedRefunds(reader, basketId).reduce((sum, { amount }) => sum + amount, 0)
  if (back > 0) return refuse('return.paidBack', { due: back })
  const taken = takenOf(reader, basketId)
  return taken > 0 ? refuse('payment.taken', { due: taken }) : undefined
}

/** Money that went back for goods of this basket. */
export function approvedRefunds(reader: RegisterReader, basketId: string): readonly Payment[] {
  return reader.paymentsOf(basketId).filter(({ kind, state }) => kind === 'refund' && state === 'approved')
}

/**
 * A refund of the same sale that is being paid out at another basket: what is left of its goods and cards is not known until
 * that one is completed, and both together could give back more than was paid.
 */
export function otherRefundOfSale(reader: RegisterReader, saleId: string | undefined, basketId: string): Refused | undefined {
  if (saleId === undefined) return undefined
  const other = reader.paymentsGivingBack(saleId).find((payment) => payment.basketId !== basketId)
  return other && refuse('return.underWay', { due: other.amount })
}

export function approvedPayments(reader: RegisterReader, basketId: string): readonly Payment[] {
  return reader.paymentsOf(basketId).filter(({ kind, state }) => kind === 'sale' && state === 'approved')
}

/** Minor units that terminals and wallets have approved for this basket. */
export function takenOf(reader: RegisterReader, basketId: string): number {
  return approvedPayments(reader, basketId).reduce((sum, { amount }) => sum + amount, 0)
}

/** What is approved, as tenders, each with the cash that lay on the counter before it. */
export function takenTenders(reader: RegisterReader, basketId: string): readonly TenderRequest[] {
  return approvedPayments(reader, basketId).flatMap((payment): TenderRequest[] => {
    const amount = minor(payment.amount)
    const reference = payment.reference ?? { attemptId: payment.id }
    const tender: TenderRequest = payment.method === 'card' ? { type: 'card', amount, payment: reference } : { type: 'wallet', amount, payment: reference }
    return payment.cashReceived === undefined ? [tender] : [{ type: 'cash', received: minor(payment.cashReceived) }, tender]
  })
}
