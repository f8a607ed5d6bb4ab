import { type CounterView, type Input, type StoreView } from '../../contracts/ipc/index.ts'
import { type LayAway, type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { completionRefusal, liabilityLine } from '../../domain/basket/index.ts'
import { businessDateOf } from '../../domain/business-date/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { layAwayNumber, leastDeposit, longestLayAway } from '../../domain/liability/index.ts'
import { minor } from '../../domain/money/index.ts'
import { balanceOf, hasRight, keptAmong, layAwayTerms, priceStored, storeViewOf } from '../queries/index.ts'
import { authorize } from './authorize.ts'
import { businessDateAt, changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { addToBasket, openBasketOf, shownBasket } from './edit-basket.ts'
import { holdBasket, takeUpBasket } from './held-basket.ts'
import { heldByPayment } from './payments-of.ts'
import { appendAct } from './shift-context.ts'

const dayMs = 86_400_000

/** The open basket leaves its seat as a held one does, and a basket with the deposit takes its place: both, or neither. */
export function layAside(context: CommandContext, input: Input<'lay-aside'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    const shown = shownBasket(context, input)
    if (!shown.ok) return shown
    const { operator, basket } = shown.value
    const held = heldByPayment(database, basket.id)
    if (held !== undefined) return held
    const total = goodsTotal(context, basket)
    if (!total.ok) return total
    if (input.deposit > total.value) return refuse('layAway.over', { due: total.value })
    const until = lastDay(context, input.until)
    if (!until.ok) return until
    const below = leastDeposit(minor(total.value), layAwayTerms(database.facts()).leastPercent) - input.deposit
    if (below > 0) {
      const allowed = authorize(context, { permission: 'layAwayBelowLeast', document: basket.id, amount: below }, input.approval)
      if (!allowed.ok) return allowed
    }
    const counter = database.nextLayAwayCounter()
    const number = layAwayNumber(database.facts().registerNumber, counter)
    const id = context.newId()
    holdBasket(context, { basket, operator, total: total.value, act: 'laidAside', isPart: true, said: { layAwayId: id, number } })
    const opened = addToBasket(context, (fresh, act) => liabilityLine(fresh, { kind: 'deposit', layAwayId: id, number }, minor(input.deposit), act))
    const deposit = openBasketOf(context)
    if (!opened.ok || deposit === undefined) return opened
    const { label } = input
    const { customer: customerId } = basket
    database.addLayAway({ id, counter, number, basketId: basket.id, depositBasketId: deposit.id, state: 'opening', ...(label === undefined ? {} : { label }), ...(customerId === undefined ? {} : { customerId }), total: total.value, until: until.value, laidAt: context.moment().at })
    return accept(undefined)
  })
}

/** What only goods come to. A return, a red line or money that is owed is nothing that could be kept for somebody. */
function goodsTotal({ database }: CommandContext, basket: StoredBasket): Result<number> {
  const standing = basket.lines.filter(({ removed }) => !removed)
  if (completionRefusal(basket) === 'basket.empty') return refuse('basket.empty')
  if (basket.voiding !== undefined || standing.some(({ kind }) => kind !== 'item') || database.layAwayOpenedBy(basket.id) !== undefined) return refuse('layAway.goods')
  const priced = priceStored(basket, database.facts())
  if (!priced.ok) return priced
  return priced.value.total > 0 ? accept(priced.value.total) : refuse('layAway.goods')
}

function lastDay(context: CommandContext, asked: string | undefined): Result<string> {
  const moment = context.moment()
  const on = (days: number): string => businessDateOf(moment.at + days * dayMs, moment.tzOffset, context.database.facts().cutOffHour)
  if (asked === undefined) return accept(on(layAwayTerms(context.database.facts()).days))
  const isDay = Number.isFinite(Date.parse(`${asked}T00:00:00Z`)) && new Date(`${asked}T00:00:00Z`).toISOString().startsWith(asked)
  return isDay && asked >= on(0) && asked <= on(longestLayAway) ? accept(asked) : refuse('layAway.untilInvalid')
}

/** One whose deposit is paid and that nobody is busy with, here or at another seat. */
export function heldLayAway(reader: RegisterReader, id: string, besides?: string): Result<LayAway> {
  const layAway = reader.layAwayById(id)
  if (layAway === undefined || layAway.state === 'dropped' || layAway.state === 'collected' || layAway.state === 'cancelled') return refuse('layAway.unknown')
  if (layAway.state !== 'held' || reader.basketsPaying(id).some((basketId) => basketId !== besides)) return refuse('layAway.busy', { number: layAway.number })
  return accept(layAway)
}

export function payLayAway(context: CommandContext, { layAwayId, amount }: Input<'pay-lay-away'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    const held = heldLayAway(database, layAwayId, openBasketOf(context)?.id)
    if (!held.ok) return held
    const { due } = balanceOf(database, held.value)
    if (amount > due) return refuse('layAway.over', { due })
    return addToBasket(context, (basket, act) => liabilityLine(basket, { kind: 'deposit', layAwayId, number: held.value.number }, minor(amount), act))
  })
}

/** Its goods come to the counter at their prices, and are sold today: revenue, tax and its rates are of the day they leave the shop. */
export function collectLayAway(context: CommandContext, { layAwayId }: Input<'collect-lay-away'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    if (openBasketOf(context) !== undefined) return refuse('basket.open')
    const held = heldLayAway(database, layAwayId)
    if (!held.ok) return held
    const { basketId, number } = held.value
    const { paid } = balanceOf(database, held.value)
    database.setLayAwayState(layAwayId, 'collecting')
    takeUpBasket(context, { basketId, operator: operator.value, act: 'collected', said: { layAwayId, number } })
    database.redateBasket(basketId, businessDateAt(context, context.moment()))
    const basket = database.basket(basketId)
    const priced = basket && priceStored(basket, database.facts())
    if (priced?.ok !== true) return priced ?? refuse('layAway.unknown')
    // A tax that fell since: more was paid than it comes to, and no sale takes more than it comes to.
    return paid > priced.value.total ? refuse('layAway.overpaid', { paid }) : accept(undefined)
  })
}

/** Back to where they were kept: what was paid stays paid. Inside a unit of work; the seat has no basket then. */
export function putBackCollected(context: CommandContext, basket: StoredBasket): Result<unknown> {
  const { database } = context
  const operator = sellingOperator(context)
  const layAway = database.layAwayOfBasket(basket.id)
  if (!operator.ok || layAway === undefined) return operator
  const { id: layAwayId, number, total } = layAway
  holdBasket(context, { basket, operator: operator.value, total, act: 'putBack', said: { layAwayId, number } })
  database.setLayAwayState(layAwayId, 'held')
  database.setSeat({ seat: context.seat, operatorId: operator.value.id })
  return accept(undefined)
}

/** The deposit was never paid: it was no lay-away, and the goods are back at the counter. Inside a unit of work, once its basket is gone. */
export function dropOpening(context: CommandContext, { id: layAwayId, basketId, number }: LayAway): Result<unknown> {
  const operator = sellingOperator(context)
  if (!operator.ok) return operator
  context.database.setLayAwayState(layAwayId, 'dropped')
  takeUpBasket(context, { basketId, operator: operator.value, act: 'putBack', isPart: true, said: { layAwayId, number } })
  return accept(undefined)
}

export function setLayAway(context: CommandContext, { leastPercent, days }: Input<'set-lay-away'>): Result<StoreView> {
  const { database, request } = context
  return database.unitOfWork((): Result<StoreView> => {
    const moment = context.moment()
    const operator = hasRight(database, context.seat, 'setStore', moment)
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return accept(storeViewOf(database))
    const before = layAwayTerms(database.facts())
    const kept = before.leastPercent === leastPercent && before.days === days ? undefined : keptAmong(database, ['layAway'])
    if (kept !== undefined) return kept
    database.saveFacts({ layAwayLeast: leastPercent, layAwayDays: days })
    for (const [setting, from, to] of [['leastPercent', before.leastPercent, leastPercent], ['days', before.days, days]] as const) {
      if (from !== to) appendAct(context, moment, 'setting.changed', { operator: operator.value }, { setting: `store.layAway.${setting}`, from: String(from), to: String(to) })
    }
    database.rememberRequest(request)
    return accept(storeViewOf(database))
  })
}
