import { type CounterView } from '../../contracts/ipc/index.ts'
import { type Payment } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { type PayOutcome } from '../../domain/tender/index.ts'
import { counterViewOf } from '../queries/index.ts'
import { type CommandContext } from './command-context.ts'
import { payBasket } from './complete-sale.ts'
import { takenTenders } from './payments-of.ts'

/** A person's word for how it ended, and what they saw it on. */
export interface SaidBy {
  readonly operator: string
  readonly approver?: string
  readonly seen: string
  readonly note?: string
}

export interface SettledPayment {
  readonly paymentId: string
  readonly outcome: PayOutcome
  readonly said?: SaidBy
}

/**
 * The answer from outside, as the command that it is. What covers the rest completes the sale in the same transaction: an
 * approval that is on disk without its sale would be found by nobody but the customer. The same answer again does nothing.
 * The seat is the payment's; who began it sold it, whoever is signed on by now.
 */
export function settlePayment(context: Omit<CommandContext, 'seat'>, settled: SettledPayment): Result<{ readonly seat: string; readonly view: CounterView }> {
  return context.database.unitOfWork(() => settleInside(context, settled))
}

/** The same inside somebody's unit of work, which asked first whether a person may say it. */
export function settleInside(context: Omit<CommandContext, 'seat'>, { paymentId, outcome, said }: SettledPayment): Result<{ readonly seat: string; readonly view: CounterView }> {
  const { database } = context
  const payment = database.paymentById(paymentId)
  if (payment === undefined) return refuse('payment.gone')
  const { seat } = payment
  if (payment.state === 'pending' || payment.state === 'unknown') {
    const here = { ...context, seat }
    if (payment.state !== outcome.status) note(here, payment, outcome, said)
    // Of a sale or of what came back: what is approved is part of the basket, and completes it where nothing else is missing.
    if (payment.kind !== 'reversal') settleBasket(here, payment, outcome, said)
    else settleReversal(here, payment, outcome)
  }
  const view = counterViewOf(database, seat)
  return view.ok ? accept({ seat, view: view.value }) : view
}

function note({ database, moment }: CommandContext, payment: Payment, outcome: PayOutcome, said: SaidBy | undefined): void {
  const { id, kind, amount, method, basketId } = payment
  const businessDate = database.basket(basketId)?.businessDate
  if (businessDate === undefined) throw new Error('a payment that is not settled has lost its basket')
  const { status } = outcome
  database.append(moment(), {
    type: said === undefined ? 'payment.settled' : 'payment.resolved',
    schemaVersion: 1,
    businessDate,
    operator: said?.operator ?? payment.operatorId,
    ...(said?.approver === undefined ? {} : { approver: said.approver }),
    body: canonicalValue({
      paymentId: id,
      basketId,
      method,
      kind,
      amount,
      status,
      ...(status === 'approved' ? { reference: outcome.reference } : { reason: outcome.reason }),
      ...(said === undefined ? {} : { seen: said.seen, ...(said.note === undefined || said.note === '' ? {} : { note: said.note }) }),
    }),
  })
}

function settleBasket(context: CommandContext, payment: Payment, outcome: PayOutcome, said: SaidBy | undefined): void {
  const { database, seat } = context
  if (outcome.status !== 'approved') return change(context, payment, outcome)
  database.changePayment(payment, { state: 'approved', reference: outcome.reference })
  const basket = database.basket(payment.basketId)
  const operator = database.operatorById(payment.operatorId)
  if (basket === undefined || operator === undefined) throw new Error('a payment that is not settled has lost its basket or its operator')
  const { operatorId: seated } = database.seat(seat)
  const stood = said?.operator ?? seated
  const settledBy = stood === undefined || stood === operator.id ? {} : { settledBy: stood }
  // Refused before anything is written: it does not cover the rest yet, and stays as a part of it.
  payBasket(context, { basket, operator, ...(seated === undefined ? {} : { seated }), ...settledBy, tenders: takenTenders(database, basket.id) })
}

function settleReversal(context: CommandContext, payment: Payment, outcome: PayOutcome): void {
  const { database } = context
  if (outcome.status !== 'approved') return change(context, payment, outcome)
  const original = payment.reverses === undefined ? undefined : database.paymentById(payment.reverses)
  if (original === undefined) throw new Error('a reversal has lost its payment')
  database.changePayment(payment, { state: 'reversed', reference: outcome.reference })
  database.changePayment(original, { state: 'reversed' })
}

function change({ database }: CommandContext, payment: Payment, { status, reason, text }: Exclude<PayOutcome, { status: 'approved' }>): void {
  database.changePayment(payment, { state: status, reason, ...(text === undefined ? {} : { text }) })
}
