import { type Input, type StoreView } from '../../contracts/ipc/index.ts'
import { type FactChanges, type RegisterFacts } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { rateText, type TakenCurrency } from '../../domain/tender/index.ts'
import { hasRight, keptAmong, storeViewOf } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/** What a setting was and is, as the journal names it; `''` is not taken. */
interface Changed {
  readonly setting: string
  readonly from: string
  readonly to: string
  readonly facts: FactChanges
}

/** From the next tender on; what lies on a counter keeps the rate it was taken at. */
export function setCurrency(context: CommandContext, { currency, rate, notesOnly }: Input<'set-currency'>): Result<StoreView> {
  return change(context, (facts, on) => {
    if (currency === facts.currency) return refuse('currency.home', { currency })
    const before = facts.currenciesTaken ?? []
    const old = before.find((one) => one.currency === currency)
    const next: TakenCurrency | undefined = rate && { currency, rate: { ...rate, on }, notesOnly }
    const currenciesTaken = [...before.filter((one) => one !== old), ...(next === undefined ? [] : [next])].toSorted((one, other) => (one.currency < other.currency ? -1 : 1))
    const named = (taken: TakenCurrency | undefined): string => (taken === undefined ? '' : `${rateText(taken.rate, currency, facts.currency)}${taken.notesOnly ? ' notes' : ''}`)
    return accept({ setting: `store.currency.${currency}`, from: named(old), to: named(next), facts: { currenciesTaken } })
  })
}

export function setVoucherKind(context: CommandContext, { id, names, over }: Input<'set-voucher-kind'>): Result<StoreView> {
  return change(context, (facts) => {
    const before = facts.voucherKinds ?? []
    const old = before.find((one) => one.id === id)
    const next = names && { id, names, over }
    const voucherKinds = old === undefined ? [...before, ...(next === undefined ? [] : [next])] : before.flatMap((one) => (one === old ? (next === undefined ? [] : [next]) : [one]))
    const named = (kind: typeof next): string => (kind === undefined ? '' : `${kind.names.en} / ${kind.names['zh-CN']} (${kind.over})`)
    return accept({ setting: `store.voucher.${id}`, from: named(old), to: named(next), facts: { voucherKinds } })
  })
}

/** From the next card on. What was sold of them stays good where they are not sold any more. */
export function setStoredValue(context: CommandContext, storedValue: Input<'set-stored-value'>): Result<StoreView> {
  const named = (value: RegisterFacts['storedValue']): string => (value === undefined ? '' : `${value.giftCards ? 'sold' : 'not sold'} ${value.giftCardOffline} ${value.storeCreditOffline}`)
  return change(context, (facts) => accept({ setting: 'store.storedValue', from: named(facts.storedValue), to: named(storedValue), facts: { storedValue } }))
}

/** From the next training on. Nothing else of a training ever comes out of one of the shop's machines. */
export function setTrainingSlips(context: CommandContext, { on }: Input<'set-training-slips'>): Result<StoreView> {
  const named = (printed: boolean): string => (printed ? 'printed' : 'shown')
  return change(context, (facts) => accept({ setting: 'store.trainingSlips', from: named(facts.trainingSlips === true), to: named(on), facts: { trainingSlips: on } }))
}

function change(context: CommandContext, decide: (facts: RegisterFacts, businessDate: string) => Result<Changed>): Result<StoreView> {
  const { database, request } = context
  return database.unitOfWork((): Result<StoreView> => {
    const operator = hasRight(database, context.seat, 'setStore', context.moment())
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return accept(storeViewOf(database))
    const moment = context.moment()
    const businessDate = businessDateAt(context, moment)
    const decided = decide(database.facts(), businessDate)
    if (!decided.ok) return decided
    const { setting, from, to, facts } = decided.value
    if (from !== to) {
      const kept = keptAmong(database, [setting.slice('store.'.length)])
      if (kept !== undefined) return kept
      database.saveFacts(facts)
      database.append(moment, { type: 'setting.changed', schemaVersion: 1, businessDate, operator: operator.value.id, body: canonicalValue({ setting, from, to }) })
    }
    database.rememberRequest(request)
    return accept(storeViewOf(database))
  })
}
