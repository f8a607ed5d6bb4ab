import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { type LayAway, type LayAwayDeposit } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { cancelledLayAwayPaper } from '../../domain/receipt/index.ts'
import { roundCash } from '../../domain/tender/index.ts'
import { cashRoundingOf, paperFacts } from '../queries/index.ts'
import { authorize, mayAskFor, type Authority, type Subject } from './authorize.ts'
import { type CommandContext } from './command-context.ts'
import { heldLayAway } from './lay-aways.ts'
import { appendAct } from './shift-context.ts'

/**
 * The whole deposit goes back in cash, and the goods are anybody's again. A document of its own, which names the sales that took it. A
 * repeat of the request pays nothing more.
 */
export function cancelLayAway(context: CommandContext, { layAwayId, reason, approvals = [] }: Input<'cancel-lay-away'>): Result<Output<'cancel-lay-away'>> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const known = database.layAwayById(layAwayId)
    if (known === undefined) return refuse('layAway.unknown')
    const deposits = database.depositsOf(layAwayId)
    const amount = minor(deposits.reduce((sum, deposit) => sum + deposit.amount, 0))
    const rule = cashRoundingOf(database.facts())
    const { payable, rounding } = rule === undefined ? { payable: amount, rounding: minor(0) } : roundCash(amount, rule)
    const answer = (): Result<Output<'cancel-lay-away'>> => accept({ number: known.number, paidBack: payable, effects: database.outcomesOf(effectsId(layAwayId)).map((outcome) => ({ ...outcome })) })
    if (database.requestSeen(request)) return answer()
    const asker = mayAskFor(context, 'cancelLayAway')
    if (!asker.ok) return asker
    const held = heldLayAway(database, layAwayId)
    if (!held.ok) return held
    const by = authorized(context, held.value, deposits, approvals)
    if (!by.ok) return by
    const moment = context.moment()
    const cash = { tenderNo: 1, type: 'cash', amount: payable }
    const tenders = rule === undefined || rounding === 0 ? [cash] : [cash, { tenderNo: 2, type: 'rounding', amount: rounding, rule: rule.id }]
    const { number, basketId } = held.value
    const { currency } = database.facts()
    appendAct(context, moment, 'layAway.cancelled', by.value, { layAwayId, number, basketId, reason, currency, amount, deposits: deposits.map(({ saleId, amount: part }) => ({ saleId, amount: part })), tenders })
    database.setLayAwayState(layAwayId, 'cancelled')
    database.clearBasket(basketId, request)
    if (payable > 0) database.addEffect(effectsId(layAwayId), { kind: 'kick', pin: 0 })
    const sales = deposits.flatMap(({ saleId }) => database.saleById(saleId)?.number ?? [])
    const document = cancelledLayAwayPaper(paperFacts(database, 'refund', { at: moment.at, tzOffset: moment.tzOffset, operator: by.value.operator.id }, context.words), { number, currency, amount, payable, rounding, sales })
    database.addEffect(effectsId(layAwayId), { kind: 'print', document })
    return answer()
  })
}

function effectsId(layAwayId: string): string {
  return `layAway:${layAwayId}`
}

/** Both rights are asked for by themselves: whoever may give deposits back may not by that hand out cash for a card. */
function authorized(context: CommandContext, { id }: LayAway, deposits: readonly LayAwayDeposit[], approvals: readonly string[]): Result<Authority> {
  const sum = (parts: readonly LayAwayDeposit[]): number => parts.reduce((total, { amount }) => total + amount, 0)
  const instead = sum(deposits.filter(({ inCash }) => !inCash))
  const subject = (permission: Subject['permission'], amount: number): Subject => ({ permission, document: id, amount })
  const subjects = [...(instead > 0 ? [subject('refundToOtherTender', instead)] : []), subject('cancelLayAway', sum(deposits))]
  let authority: Authority | undefined
  for (const one of subjects) {
    const given = approvals.find((approval) => context.database.approvalById(approval)?.permission === one.permission)
    const allowed = authorize(context, one, given)
    if (!allowed.ok) return allowed
    authority = authority?.approver === undefined ? allowed.value : authority
  }
  return authority === undefined ? refuse('request.notAllowed') : accept(authority)
}
