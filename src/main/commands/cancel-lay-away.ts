import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { type LayAway } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { groupedNumber, storedValueMovements } from '../../domain/liability/index.ts'
import { cancelledLayAwayPaper } from '../../domain/receipt/index.ts'
import { giveDepositsBack, type DepositsBack } from '../../domain/refund/index.ts'
import { cashRoundingOf, paidDeposits, paperFacts } from '../queries/index.ts'
import { authorize, mayAskFor, type Authority, type Subject } from './authorize.ts'
import { type CommandContext } from './command-context.ts'
import { heldLayAway } from './lay-aways.ts'
import { appendAct } from './shift-context.ts'
import { newCreditNumber } from './stored-value.ts'

/**
 * The whole deposit goes back, and the goods are anybody's again. A document of its own, which names the sales that took it. What a card gets
 * back a person gives on its device once this is on disk and approved, as with the cash: told before, they gave it back for an act that was
 * then refused. A repeat of the request pays nothing more.
 */
export function cancelLayAway(context: CommandContext, { layAwayId, reason, payBack = 'cash', approvals = [] }: Input<'cancel-lay-away'>): Result<Output<'cancel-lay-away'>> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const known = database.layAwayById(layAwayId)
    if (known === undefined) return refuse('layAway.unknown')
    const rule = cashRoundingOf(database.facts())
    const number = payBack === 'credit' ? newCreditNumber(context) : undefined
    const back = giveDepositsBack(paidDeposits(database, layAwayId), { way: payBack, ...(rule === undefined ? {} : { cashRounding: rule }), ...(number === undefined ? {} : { creditNumber: number }) })
    const answer = (made?: string): Result<Output<'cancel-lay-away'>> =>
      accept({ number: known.number, paidBack: back.cash, toDevice: back.toDevice, credit: payBack === 'credit' ? back.amount : 0, ...(made === undefined ? {} : { creditNumber: groupedNumber(made) }), effects: database.outcomesOf(effectsId(layAwayId)).map((outcome) => ({ ...outcome })) })
    if (database.requestSeen(request)) return answer()
    const asker = mayAskFor(context, 'cancelLayAway')
    if (!asker.ok) return asker
    const held = heldLayAway(database, layAwayId)
    if (!held.ok) return held
    const by = authorized(context, held.value, back, approvals)
    if (!by.ok) return by
    write(context, { layAway: held.value, reason, back, by: by.value })
    return answer(number)
  })
}

interface Cancelled {
  readonly layAway: LayAway
  readonly reason: Input<'cancel-lay-away'>['reason']
  readonly back: DepositsBack
  readonly by: Authority
}

function write(context: CommandContext, { layAway: { id: layAwayId, number, basketId }, reason, back, by }: Cancelled): void {
  const { database, request } = context
  const { currency } = database.facts()
  const deposits = database.depositsOf(layAwayId)
  const moment = context.moment()
  const { amount, cash, rounding, tenders } = back
  appendAct(context, moment, 'layAway.cancelled', by, { layAwayId, number, basketId, reason, currency, amount, deposits: deposits.map(({ saleId, amount: part }) => ({ saleId, amount: part })), tenders })
  database.moveStoredValue(database.journalHead(), storedValueMovements({ tenders }, false))
  database.setLayAwayState(layAwayId, 'cancelled')
  database.clearBasket(basketId, request)
  if (cash > 0) database.addEffect(effectsId(layAwayId), { kind: 'kick', pin: 0 })
  const sales = deposits.flatMap(({ saleId }) => database.saleById(saleId)?.number ?? [])
  const approverName = by.approver === undefined ? undefined : (database.operatorById(by.approver)?.name ?? by.approver)
  const document = cancelledLayAwayPaper(paperFacts(database, 'refund', { at: moment.at, tzOffset: moment.tzOffset, operator: by.operator.id }, context.words), { number, currency, amount, payable: cash, rounding, sales, tenders, ...(approverName === undefined ? {} : { approverName }) })
  database.addEffect(effectsId(layAwayId), { kind: 'print', document })
}

function effectsId(layAwayId: string): string {
  return `layAway:${layAwayId}`
}

/** Both rights are asked for by themselves: whoever may give deposits back may not by that hand out cash for a card. */
function authorized(context: CommandContext, { id }: LayAway, { amount, instead }: DepositsBack, approvals: readonly string[]): Result<Authority> {
  const subject = (permission: Subject['permission'], size: number): Subject => ({ permission, document: id, amount: size })
  const subjects = [...(instead > 0 ? [subject('refundToOtherTender', instead)] : []), subject('cancelLayAway', amount)]
  let authority: Authority | undefined
  for (const one of subjects) {
    const given = approvals.find((approval) => context.database.approvalById(approval)?.permission === one.permission)
    const allowed = authorize(context, one, given)
    if (!allowed.ok) return allowed
    authority = authority?.approver === undefined ? allowed.value : authority
  }
  return authority === undefined ? refuse('request.notAllowed') : accept(authority)
}
