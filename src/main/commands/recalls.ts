import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { checkedLots } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { recallsIn } from '../queries/index.ts'
import { authorize } from './authorize.ts'
import { businessDateAt, calendarDateAt, changeCounter, type CommandContext } from './command-context.ts'
import { editBasket } from './edit-basket.ts'

/** Stops the sale of an item, or of lots of it, on this register, from now on: what is in an open basket already is stopped too. */
export function setRecall(context: CommandContext, { itemId, lots, reason, approval }: Input<'set-recall'>): Result<CounterView> {
  const { database, request } = context
  return changeCounter(context, () => {
    if (database.itemById(itemId) === undefined) return refuse('item.unknown')
    const authority = authorize(context, { permission: 'recallItem', document: itemId, amount: 0 }, approval)
    if (!authority.ok) return authority
    const { operator, approver } = authority.value
    const moment = context.moment()
    const since = calendarDateAt(moment)
    for (const lot of lots.length === 0 ? [undefined] : lots) database.saveRecall({ itemId, ...(lot === undefined ? {} : { lot }), reason, since }, 'register')
    database.append(moment, {
      type: 'recall.set',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.id,
      ...(approver === undefined ? {} : { approver }),
      body: { itemId, reason, since, ...(lots.length === 0 ? {} : { lots }) },
    })
    database.rememberRequest(request)
    return accept(undefined)
  })
}

/** Lets an item be sold again: all of its recalls are lifted, or that of one lot. Refuses `recall.none` where there is none, so that nobody believes they lifted one. */
export function liftRecall(context: CommandContext, { itemId, lot, approval }: Input<'lift-recall'>): Result<CounterView> {
  const { database, request } = context
  return changeCounter(context, () => {
    // Approved for one lot it is for no other.
    const document = lot === undefined ? itemId : `${itemId}/${lot}`
    const authority = authorize(context, { permission: 'recallItem', document, amount: 0 }, approval)
    if (!authority.ok) return authority
    const { operator, approver } = authority.value
    if (database.dropRecalls(itemId, lot) === 0) return refuse('recall.none')
    const moment = context.moment()
    database.append(moment, {
      type: 'recall.lifted',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.id,
      ...(approver === undefined ? {} : { approver }),
      body: { itemId, ...(lot === undefined ? {} : { lot }) },
    })
    database.rememberRequest(request)
    return accept(undefined)
  })
}

/** A person looked at the lot on the goods. It stands in the trail, which the sale keeps. */
export function confirmLot(context: CommandContext, { lineNo, lots }: Input<'confirm-lot'>): Result<CounterView> {
  return changeCounter(context, () => editBasket(context, (basket, act) => checkedLots(basket, lineNo, lots, recallsIn(context.database, basket), act)))
}
