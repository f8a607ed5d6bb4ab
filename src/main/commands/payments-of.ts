import { type Payment, type RegisterReader } from '../../db/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { offeredBy, tenderKinds, type TenderRequest } from '../../domain/tender/index.ts'

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
  const [kept, paid] = [keptOf(reader, basketId), approvedOf(reader, basketId)]
  // A machine's money goes back by a machine, and is told of first.
  if (paid > 0) return refuse('payment.taken', { due: paid })
  return kept > 0 ? refuse('tender.taken', { due: kept }) : undefined
}

/** Goods that were laid aside are collected as they are: what was paid for them was paid for exactly these. */
export function laidAsideRefusal(reader: RegisterReader, basketId: string): Refused | undefined {
  return depositOf(reader, basketId) === undefined ? undefined : refuse('layAway.collecting')
}

/** What was paid for the goods of this basket before, where they are being collected. */
function depositOf(reader: RegisterReader, basketId: string): Extract<TenderRequest, { type: 'deposit' }> | undefined {
  const layAway = reader.layAwayOfBasket(basketId)
  if (layAway?.state !== 'collecting') return undefined
  const amount = reader.depositsOf(layAway.id).reduce((sum, deposit) => sum + deposit.amount, 0)
  return { type: 'deposit', layAwayId: layAway.id, number: layAway.number, amount: minor(amount) }
}

/** What a dropped basket cannot simply hand over the counter: the money of a card, whoever read its approval. */
export function heldByDevice(reader: RegisterReader, basketId: string): Refused | undefined {
  const held = heldByPayment(reader, basketId)
  if (held === undefined || held.refusal.code !== 'tender.taken') return held
  const byDevice = reader.basketTenders(basketId).filter(({ tender }) => tenderKinds[tender.type].handedBack === 'byDevice')
  return byDevice.length === 0 ? undefined : refuse('tender.taken', { due: byDevice.reduce((sum, { tender }) => sum + (offeredBy(tender) ?? 0), 0) })
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
function approvedOf(reader: RegisterReader, basketId: string): number {
  return approvedPayments(reader, basketId).reduce((sum, { amount }) => sum + amount, 0)
}

/** Home minor units of what was given and kept with this basket: cash, vouchers, a card by somebody's word. */
function keptOf(reader: RegisterReader, basketId: string): number {
  return reader.basketTenders(basketId).reduce((sum, { tender }) => sum + (offeredBy(tender) ?? 0), 0)
}

/** All that is taken of what this basket comes to, in minor units. */
export function takenOf(reader: RegisterReader, basketId: string): number {
  return approvedOf(reader, basketId) + keptOf(reader, basketId) + (depositOf(reader, basketId)?.amount ?? 0)
}

/** What is taken, as tenders, in the order in which it was. */
export function takenTenders(reader: RegisterReader, basketId: string): readonly TenderRequest[] {
  const kept = reader.basketTenders(basketId).map(({ takenAt, tender }) => ({ at: takenAt, tenders: [tender] }))
  const approved = approvedPayments(reader, basketId).map((payment) => ({ at: payment.startedAt, tenders: paymentTenders(payment) }))
  const deposit = depositOf(reader, basketId)
  return [...(deposit === undefined ? [] : [{ at: 0, tenders: [deposit] }]), ...kept, ...approved].toSorted((one, other) => one.at - other.at).flatMap(({ tenders }) => tenders)
}

/** An approval as a tender, with the cash that lay on the counter before it. */
function paymentTenders(payment: Payment): TenderRequest[] {
  const amount = minor(payment.amount)
  const reference = payment.reference ?? { attemptId: payment.id }
  const tender: TenderRequest = payment.method === 'card' ? { type: 'card', amount, payment: reference } : { type: 'wallet', amount, payment: reference }
  return payment.cashReceived === undefined ? [tender] : [{ type: 'cash', received: minor(payment.cashReceived) }, tender]
}
