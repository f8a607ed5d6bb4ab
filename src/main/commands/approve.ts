import { type ApprovalView, type Input } from '../../contracts/ipc/index.ts'
import { judge, mayApprove } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { keptByAway, operatorAt } from '../queries/index.ts'
import { withoutMark } from './bind-act.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/**
 * One operator authorises one act of another, for a minute: `provenHash` is the approver's, found to match the PIN between two
 * commands. Nobody is signed on by it, and what it allows is done by an act of its own that names it. Refuses
 * `operator.notSignedOn`, `operator.wrongPin`, `approval.pointless` where the requester may do it alone or nobody may,
 * and `approval.notYours` or `headOffice.awayTooLong` where the approver may not.
 */
export function approve(context: CommandContext, input: Omit<Input<'approve'>, 'pin'> & { readonly provenHash?: string }): Result<ApprovalView> {
  const { database, request, seat } = context
  const { approverId, provenHash, permission, document, amount, reason } = input
  return database.unitOfWork((): Result<ApprovalView> => {
    const requester = operatorAt(database, seat)
    if (!requester.ok) return requester
    const given = database.approvalById(request)
    if (given !== undefined) return accept({ approval: given.id })
    const approver = database.operatorById(approverId)
    if (approver === undefined || approver.inactive || provenHash === undefined || provenHash !== database.pinHashOf(approverId)) return refuse('operator.wrongPin')
    const above = database.secondPersonAbove(permission)
    const verdict = judge({ grant: database.grantFor(requester.value, permission), amount, ...(above === undefined ? {} : { secondPersonAbove: above }) })
    if (verdict !== 'needsApproval') return refuse('approval.pointless')
    if (!mayApprove(database.grantFor(approver, permission), amount, approver.id === requester.value.id)) {
      const away = keptByAway(database, approver, permission)
      return away === undefined ? refuse('approval.notYours') : refuse('headOffice.awayTooLong', { hours: away })
    }
    const moment = context.moment()
    const bound = { seat, requester: requester.value.id, permission, document, amount, reason }
    database.append(moment, {
      type: 'approval.granted',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: requester.value.id,
      approver: approver.id,
      body: canonicalValue({ approval: request, ...bound, ...withoutMark(document) }),
    })
    database.addApproval({ id: request, approver: approver.id, ...bound, bootId: moment.bootId, monoMs: moment.monoMs })
    return accept({ approval: request })
  })
}
