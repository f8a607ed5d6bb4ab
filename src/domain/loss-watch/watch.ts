import { finders, type Around, type Evidence, type LossRule } from './finders.ts'
import { type LossFact, type Place } from './loss-fact.ts'

/**
 * What a rule holds against its limit. `day`: acts of one person on one business date. `span`: over all days looked at. `rate`: acts for
 * each sale, in parts per million, once there are enough sales to say anything, and beside the others of this register.
 */
interface RuleKind {
  readonly per: 'day' | 'span' | 'rate'
  /** Reached, there is a card. */
  readonly limit: number
}

export const lossRules: Readonly<Record<LossRule, RuleKind>> = {
  noSales: { per: 'day', limit: 9 },
  noSaleAfterRefund: { per: 'span', limit: 4 },
  voidsOfCash: { per: 'rate', limit: 30_000 },
  voidsAlone: { per: 'span', limit: 5 },
  lateVoids: { per: 'span', limit: 3 },
  cheaperAgain: { per: 'span', limit: 4 },
  cancelledPaid: { per: 'span', limit: 3 },
  cancelled: { per: 'rate', limit: 60_000 },
  neverResumed: { per: 'span', limit: 3 },
  withoutReceipt: { per: 'rate', limit: 25_000 },
  ownRefunds: { per: 'span', limit: 6 },
  withoutTraffic: { per: 'span', limit: 2 },
  otherTender: { per: 'span', limit: 3 },
  justUnder: { per: 'span', limit: 4 },
  reprinted: { per: 'span', limit: 2 },
  lowered: { per: 'rate', limit: 150_000 },
  deepDiscounts: { per: 'span', limit: 8 },
  lowSales: { per: 'day', limit: 4 },
  checkedThenOpened: { per: 'span', limit: 2 },
  priceChecks: { per: 'rate', limit: 200_000 },
  linesRemoved: { per: 'rate', limit: 200_000 },
  trainedAmidSales: { per: 'span', limit: 2 },
  sameCustomer: { per: 'span', limit: 5 },
  sameGoodsBack: { per: 'span', limit: 3 },
  floatMissing: { per: 'span', limit: 2 },
  alwaysShort: { per: 'span', limit: 5 },
  exactCounts: { per: 'span', limit: 5 },
  guessedPin: { per: 'span', limit: 1 },
  oneApprover: { per: 'span', limit: 12 },
  clockSet: { per: 'span', limit: 1 },
}
export const lossRuleNames = Object.keys(lossRules) as readonly LossRule[]

/** Fewer, and a rate says nothing about anybody. */
export const fewestSales = 30
/** Fewer others, and there is no middle to stand far from. */
const fewestPeers = 3
/** Of the modified z of 0.6745 (x - median) / MAD. */
const farFromPeers = 3.5
/** A shop in which all do exactly alike has a spread of nothing: less than half a per cent is none. */
const leastSpread = 5000

export interface LossCard {
  /** Of the rule, the person and the newest act that speaks for it: whatever comes after makes another card of it. */
  readonly id: string
  readonly rule: LossRule
  readonly operator: string
  /** Of the newest act. */
  readonly day: string
  /** Acts, or for a rate parts per million of the sales. */
  readonly found: number
  readonly limit: number
  /** Theirs, in the days looked at. */
  readonly sales: number
  /** Of a rate: the middle of the others. */
  readonly peers?: number
  /** Newest first, each with what it stands beside. */
  readonly places: readonly Place[]
}

export interface Watch extends Around {
  /** The store's own, where it has set any. */
  readonly limits: Partial<Record<LossRule, number>>
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : Math.round(((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2)
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group === undefined) groups.set(keyOf(one), [one])
    else group.push(one)
  }
  return groups
}

function card(rule: LossRule, evidence: readonly Evidence[], rest: Pick<LossCard, 'found' | 'limit' | 'sales' | 'peers'>): LossCard[] {
  const last = evidence.at(-1)
  if (last === undefined) return []
  const places = evidence.toReversed().flatMap((one) => (one.with === undefined ? [one.place] : [one.place, one.with]))
  // An act stands once, however often it stands beside another.
  const once = [...new Map(places.map((place) => [`${place.epoch}-${place.seq}`, place])).values()]
  return [{ id: `${rule}.${last.operator}.${last.place.epoch}-${last.place.seq}`, rule, operator: last.operator, day: last.day, ...rest, places: once }]
}

function rateCards(rule: LossRule, limit: number, evidence: readonly Evidence[], sales: ReadonlyMap<string, number>): LossCard[] {
  const own = grouped(evidence, ({ operator }) => operator)
  const rates = new Map([...sales].flatMap(([operator, count]): [string, number][] => (count < fewestSales ? [] : [[operator, Math.round(((own.get(operator)?.length ?? 0) * 1_000_000) / count)]])))
  return [...rates].flatMap(([operator, rate]) => {
    const others = [...rates].flatMap(([other, theirs]) => (other === operator ? [] : [theirs]))
    const middle = median(others)
    const spread = Math.max(leastSpread, median(others.map((other) => Math.abs(other - middle))))
    const isFar = others.length < fewestPeers || (0.6745 * (rate - middle)) / spread > farFromPeers
    const peers = others.length < fewestPeers ? {} : { peers: middle }
    return rate >= limit && isFar ? card(rule, own.get(operator) ?? [], { found: rate, limit, sales: sales.get(operator) ?? 0, ...peers }) : []
  })
}

/**
 * What a supervisor should look at, of some days of one register: a card for each rule and person, the newest first. Never an accusation.
 * A rule at a time: whoever has something else to do meanwhile does it between two of them.
 */
export function* watchInSteps(facts: readonly LossFact[], around: Watch): Generator<undefined, readonly LossCard[]> {
  const sales = new Map<string, number>()
  for (const { kind, operator } of facts) if (kind === 'sale') sales.set(operator, (sales.get(operator) ?? 0) + 1)
  const cards: LossCard[] = []
  for (const rule of lossRuleNames) {
    cards.push(...cardsOf(rule, finders[rule](facts, around), around.limits[rule] ?? lossRules[rule].limit, sales))
    yield
  }
  return cards.toSorted((one, other) => (one.day === other.day ? (one.id < other.id ? -1 : 1) : one.day < other.day ? 1 : -1))
}

function cardsOf(rule: LossRule, evidence: readonly Evidence[], limit: number, sales: ReadonlyMap<string, number>): readonly LossCard[] {
  const { per } = lossRules[rule]
  if (per === 'rate') return rateCards(rule, limit, evidence, sales)
  const groups = grouped(evidence, ({ operator, day }) => (per === 'day' ? `${operator} ${day}` : operator))
  return [...groups.values()].flatMap((own) => (own.length >= limit ? card(rule, own, { found: own.length, limit, sales: sales.get(own[0]?.operator ?? '') ?? 0 }) : []))
}

/** The same in one go. */
export function watch(facts: readonly LossFact[], around: Watch): readonly LossCard[] {
  const steps = watchInSteps(facts, around)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
