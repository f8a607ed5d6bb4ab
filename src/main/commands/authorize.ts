import { type Approval, type Operator, type RegisterReader } from '../../db/index.ts'
import { approvalMs, isStrong, judge, mayApprove, roles, type Permission } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { anybodyApproves, keptByAway, notAllowed, operatorAt, withSecondFactor } from '../queries/index.ts'
import { actMark } from './bind-act.ts'
import { type CommandContext } from './command-context.ts'

/** What somebody is about to do, on what, and how much of it there is, in the permission's unit: 0 for what has no size. */
export interface Subject {
  readonly permission: Permission
  readonly document: string
  readonly amount: number
  /** What of the amount was done before by other documents, where they count together against a limit. */
  readonly earlier?: number
  /** What the document would come to, in exact minor units, for whoever approves it to read. */
  readonly becomes?: number
  /** What else the screen shows of its object, and the act does not say: an approval is for goods as they were then. */
  readonly shown?: Readonly<Record<string, number | string>>
  /** What an approval is bound to in the place of the command and its input, where several commands do one act: money is given back by any of three. */
  readonly act?: NonNullable<CommandContext['act']>
}

/** Who does it, and who authorised it where the operator alone may not. */
export interface Authority {
  readonly operator: Operator
  readonly approver?: string
}

/**
 * Whether whoever is signed on at the seat may do it now: by the store's matrix, or with the approval that is used up here, in
 * the transaction of the act. Refuses `operator.notSignedOn`, `request.notAllowed`, `headOffice.awayTooLong`, `approval.needed` with what an approval must
 * name to the letter, its document with the mark of this very act, and the roles whose people could give it, and `approval.invalid` for one that was given for anything else, too long ago, or used.
 */
export function authorize(context: CommandContext, subject: Subject, approvalId?: string): Result<Authority> {
  const { database, seat } = context
  const { permission, amount, becomes, earlier } = subject
  const signedOn = operatorAt(database, seat)
  if (!signedOn.ok) return signedOn
  const operator = signedOn.value
  const grant = database.grantFor(operator, permission)
  const secondPersonAbove = database.secondPersonAbove(permission)
  const verdict = judge({ grant, amount, ...(secondPersonAbove === undefined ? {} : { secondPersonAbove }) })
  if (verdict === 'refused') return notAllowed(database, operator, permission, amount)
  const proven = isStrong(permission) ? withSecondFactor(database, seat, operator, context.moment()) : signedOn
  if (!proven.ok) return proven
  if (verdict === 'allowed') return accept({ operator })
  const act = subject.act ?? context.act
  const document = act === undefined ? subject.document : subject.document + actMark(act, { becomes, shown: subject.shown })
  if (approvalId === undefined) {
    const away = keptByAway(database, operator, permission)
    // A question that nobody here could say yes to.
    if (away !== undefined && !anybodyApproves(database, operator, permission, amount)) return refuse('headOffice.awayTooLong', { hours: away })
    // No cashier may read the matrix, and a screen that offers everybody sends for whoever is then refused.
    const approvers = roles.filter((role) => mayApprove(database.grantOf(role, permission), amount, false)).join(' ')
    return refuse('approval.needed', { permission, document, amount, approvers, ...(act === undefined ? {} : { act: act.name }), ...(becomes === undefined ? {} : { becomes }), ...(earlier === undefined ? {} : { earlier }), ...(typeof grant === 'number' ? { limit: grant } : {}), ...(away === undefined ? {} : { away }) })
  }
  const approval = database.approvalById(approvalId)
  if (approval === undefined || act === undefined || !isFor(approval, context, operator, { permission, document, amount }) || !stillApproves(database, approval)) return refuse('approval.invalid')
  database.useApproval(approval.id, context.request)
  return accept({ operator, approver: approval.approver })
}

/** Whoever is signed on and is not denied it altogether: whatever is refused for another reason is no business of anybody else's. */
export function mayAskFor({ database, seat }: CommandContext, permission: Permission): Result<Operator> {
  const operator = operatorAt(database, seat)
  if (!operator.ok) return operator
  return database.grantFor(operator.value, permission) === 'no' ? notAllowed(database, operator.value, permission) : operator
}

/** Another start of the register has another monotonic clock: an approval does not outlive it. */
function isFor(approval: Approval, context: CommandContext, operator: Operator, { permission, document, amount }: Pick<Subject, 'permission' | 'document' | 'amount'>): boolean {
  const { bootId, monoMs } = context.moment()
  const named = approval.permission === permission && approval.document === document && approval.amount === amount
  const asked = approval.seat === context.seat && approval.requester === operator.id
  const age = monoMs - approval.monoMs
  return named && asked && approval.usedBy === undefined && approval.bootId === bootId && age >= 0 && age <= approvalMs
}

/** Somebody who lost the right in that minute has lost it. */
function stillApproves(database: RegisterReader, { approver, permission, amount }: Approval): boolean {
  const operator = database.operatorById(approver)
  return operator !== undefined && operator.inactive !== true && mayApprove(database.grantFor(operator, permission), amount, false)
}
