import { type Operator, type StoredBasket } from '../../db/index.ts'
import { type Permission } from '../../domain/authority/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type ReturnSettlement } from '../../domain/refund/index.ts'
import { windowOf, type BasketReturns } from '../queries/index.ts'
import { authorize, type Subject } from './authorize.ts'
import { type CommandContext } from './command-context.ts'

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

/**
 * Every right that a return touches, the strictest first: a void, no receipt, too late, another tender, and else what is paid
 * out. Each is held against its own limit, and asked for by itself: whoever may take goods back late may not hand out cash for
 * a card by that.
 */
export function subjectsOf(context: CommandContext, { basket, returns, settled }: Returning): readonly Subject[] {
  const { total } = returns.priced
  const out = settled.tenders.reduce((sum, tender) => (tender.type === 'exchange' ? sum - tender.amount : sum), total as number)
  const subject = (permission: Permission, amount: number): Subject => ({ permission, document: basket.id, amount })
  if (returns.of === undefined) return [subject('refundWithoutReceipt', total)]
  const { soldOn } = returns.of
  const isLate = returns.lines.some(({ itemId }) => windowOf(context.database, { itemId, soldOn, today: basket.businessDate }).standing === 'outside')
  return [
    ...(basket.voiding === undefined ? [] : [subject('voidSale', total)]),
    ...(isLate ? [subject('refundOutsideWindow', total)] : []),
    ...(settled.instead > 0 ? [subject('refundToOtherTender', settled.instead)] : []),
    ...(basket.voiding === undefined ? [subject('refund', out)] : []),
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
