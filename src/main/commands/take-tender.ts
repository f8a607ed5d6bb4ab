import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type StoredBasket } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { minor } from '../../domain/money/index.ts'
import { offeredBy, tenderKinds, type TenderRequest } from '../../domain/tender/index.ts'
import { blockedRefusal, netOf, priceStored, returnsOf } from '../queries/index.ts'
import { accountTender } from './account-tender.ts'
import { askedTender } from './asked-tender.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { payBasket } from './complete-sale.ts'
import { shownBasket } from './edit-basket.ts'
import { askedStoredValue } from './stored-value.ts'
import { takenOf, takenTenders, unsettledPayment } from './payments-of.ts'
import { layAwayRefusal } from './settle-lay-aways.ts'

/**
 * A part of the money is a line on disk before anybody looks away: a note that lay on the counter when the power went is in the
 * basket when it comes back. What covers the rest completes.
 */
export function takeTender(context: CommandContext, input: Input<'take-tender'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    // Completed by this very request, whose answer got lost: a second note is not asked for.
    if (database.saleByBasket(input.basketId) !== undefined) return accept(undefined)
    const shown = shownBasket(context, input)
    if (!shown.ok) return shown
    const { operator, basket } = shown.value
    const waits = unsettledPayment(database, basket.id)
    if (waits !== undefined) return waits
    const blocked = blockedRefusal(database, basket)
    if (blocked !== undefined) return blocked
    const laid = layAwayRefusal(database, basket)
    if (laid !== undefined) return laid
    const due = stillDue(context, basket)
    if (!due.ok) return due
    if (due.value <= 0) return refuse('tender.over', { due: 0 })
    const { tender: given } = input
    if (given.type === 'account' && given.amount > due.value) return refuse('tender.over', { due: due.value })
    const asked = given.type === 'storedValue' ? askedStoredValue(context, basket, given, due.value) : given.type === 'account' ? accountTender(context, basket, given.amount, input.approvals ?? []) : askedTender(database, given)
    if (!asked.ok) return asked
    const tender = asked.value
    if (tender.type === 'voucher') database.useVoucher({ ...tender.voucher, basketId: basket.id, usedOn: basket.businessDate })
    const left = due.value - (offeredBy(tender) ?? 0)
    const paid = payBasket(context, {
      basket,
      operator,
      seated: operator.id,
      tenders: [...takenTenders(database, basket.id), tender],
      ...(input.confirmed === undefined ? {} : { confirmed: input.confirmed }),
      ...(input.approvals === undefined ? {} : { approvals: input.approvals }),
    })
    // Refused before anything is written. Coins that are all of the total and not enough of what cash rounds it to are no part of it.
    if (paid.ok || paid.refusal.code !== 'tender.short' || left <= 0 || left === due.value) return paid
    return keep(context, basket, operator.id, tender)
  })
}

/** Home minor units, exact: what the tenders before it left. */
function stillDue({ database }: CommandContext, basket: StoredBasket): Result<number> {
  const priced = priceStored(basket, database.facts())
  if (!priced.ok) return priced
  const returns = returnsOf(database, basket)
  return returns.ok ? accept(Math.max(0, netOf(priced.value, returns.value)) - takenOf(database, basket.id)) : returns
}

function keep(context: CommandContext, basket: StoredBasket, operatorId: string, tender: TenderRequest): Result<unknown> {
  const { database, request } = context
  const moment = context.moment()
  const standing = tender.type === 'cash' ? database.basketTenders(basket.id).find((one) => one.tender.type === 'cash') : undefined
  database.append(moment, { type: 'tender.taken', schemaVersion: 1, businessDate: basket.businessDate, operator: operatorId, body: canonicalValue({ tenderId: standing?.id ?? request, basketId: basket.id, ...tender }) })
  const fresh = { id: request, basketId: basket.id, operatorId, takenAt: moment.at, tender }
  database.keepTender(standing === undefined ? fresh : { ...standing, tender: together(standing.tender, tender) })
  if (tenderKinds[tender.type].drawer) database.addEffect(`tender:${request}`, { kind: 'kick', pin: 0 })
  database.rememberRequest(request)
  return accept(undefined)
}

/** Two handfuls of home cash are one line. */
function together(first: TenderRequest, second: TenderRequest): TenderRequest {
  return { type: 'cash', received: minor((offeredBy(first) ?? 0) + (offeredBy(second) ?? 0)) }
}
