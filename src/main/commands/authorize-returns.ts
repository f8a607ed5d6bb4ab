import { type Operator, type StoredBasket } from '../../db/index.ts'
import { type Permission } from '../../domain/authority/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { isTaxOnTop, refundsOf, type PastRefund, type ReturnSettlement } from '../../domain/refund/index.ts'
import { windowOf, type BasketReturns } from '../queries/index.ts'
import { authorize, type Subject } from './authorize.ts'
import { businessDateAt, businessDayBegan, type CommandContext } from './command-context.ts'

/** What a return is asked for: goods by what they are worth, money by what of it goes out. */
export interface Returning {
  readonly basket: StoredBasket
  readonly returns: BasketReturns
  readonly settled: Pick<ReturnSettlement, 'tenders' | 'instead'>
}

export interface ReturnAuthority {
  readonly operator: Operator
  readonly approvers: readonly { readonly permission: Permission; readonly approver: string }[]
}

/** A right's amount in one refund: what counts against its limit. */
type Counted = (refund: Pick<PastRefund, 'tenders'>) => number

const worth: Counted = ({ tenders }) => tenders.reduce((sum, { amount }) => sum + amount, 0)
const paidOut: Counted = ({ tenders }) => tenders.reduce((sum, tender) => (tender.type === 'exchange' ? sum : sum + tender.amount), 0)
const insteadOf: Counted = ({ tenders }) => tenders.reduce((sum, tender) => ('from' in tender && tender.from === 'instead' ? sum + tender.amount : sum), 0)

/**
 * Every right that a return touches, the strictest first: a void, no receipt, too late, another tender, and else what is paid
 * out. Each is held against its own limit, and asked for by itself: whoever may take goods back late may not hand out cash for
 * a card by that. A limit counts what was given back of the same sale before, whoever did it, or without a receipt what the
 * same operator gave back that day: a large return in two parts passed it.
 */
export function subjectsOf(context: Pick<CommandContext, 'database' | 'seat' | 'moment'>, { basket, returns, settled }: Returning): readonly Subject[] {
  const { database, seat } = context
  const { of } = returns
  const goods = [
    ...returns.lines.map(({ itemId, quantity, condition, origin }) => ({ itemId, quantity, condition, ...(origin === undefined ? {} : { saleLineNo: origin.saleLineNo }) })),
    ...returns.takenBack.map(({ amount, origin }) => ({ takenBack: amount, saleLineNo: origin.saleLineNo })),
  ]
  const subject = (permission: Permission, amount: number, earlier: number): Subject => ({
    permission,
    document: basket.id,
    act: { name: 'give-back', input: goods },
    // Nothing more of it: no limit is passed by what was settled before.
    ...(amount === 0 || earlier === 0 ? { amount } : { amount: amount + earlier, earlier }),
  })
  if (of === undefined) return [subject('refundWithoutReceipt', returns.priced.total, database.refundedWithoutReceipt(database.seat(seat).operatorId ?? '', businessDayBegan(context)))]
  const { soldOn } = of
  const before = refundsOf(of.sale.saleId, of.refunds)
  const ofSale = (permission: Permission, counted: Counted): Subject => subject(permission, counted(settled), before.reduce((sum, refund) => sum + counted(refund), 0))
  // Of the day it is done: a basket put aside within the window, and taken up weeks later, was a way round it.
  const today = businessDateAt(context, context.moment())
  const isLate = (itemId: string): boolean => windowOf(database, { itemId, soldOn, today }).standing === 'outside'
  const onTop = isTaxOnTop(of.sale)
  const lateWorth = (lines: readonly { readonly itemId?: string; readonly total: number; readonly tax: number }[]): number =>
    lines.reduce((sum, { itemId, total, tax }) => (itemId !== undefined && isLate(itemId) ? sum + total + (onTop ? tax : 0) : sum), 0)
  // What was put on a card is late by the store's days, as an item without days of its own is.
  const lateOwed = (owed: number): number => (isLate('') ? owed : 0)
  const lateNow = lateOwed(returns.priced.owed ?? 0) + lateWorth(returns.priced.lines.map((line) => ({ ...line, itemId: returns.lines.find(({ lineNo }) => lineNo === line.lineNo)?.itemId ?? '' })))
  return [
    ...(basket.voiding === undefined ? [] : [ofSale('voidSale', worth)]),
    // What is not late is nobody's question: the whole of a return once stood against a limit that a part of it met.
    ...(lateNow > 0 ? [subject('refundOutsideWindow', lateNow, before.reduce((sum, { lines, liabilities = [] }) => sum + lateWorth(lines) + lateOwed(liabilities.reduce((owed, { amount }) => owed + amount, 0)), 0))] : []),
    ...(settled.instead > 0 ? [ofSale('refundToOtherTender', insteadOf)] : []),
    ...(basket.voiding === undefined ? [ofSale('refund', paidOut)] : []),
  ]
}

/** Refuses with the first right that is missing; each approval counts for the right that it names. */
export function authorizeReturns(context: CommandContext, returning: Returning, approvals: readonly string[]): Result<ReturnAuthority> {
  const approvers: ReturnAuthority['approvers'][number][] = []
  let operator: Operator | undefined
  for (const subject of subjectsOf(context, returning)) {
    const given = approvals.find((id) => context.database.approvalById(id)?.permission === subject.permission)
    const authority = authorize(context, subject, given)
    if (!authority.ok) return authority
    operator = authority.value.operator
    const { approver } = authority.value
    if (approver !== undefined) approvers.push({ permission: subject.permission, approver })
  }
  if (operator === undefined) throw new Error('a return that touches no right')
  return accept({ operator, approvers })
}
