import { type LossFact, type LossFactOf, type Place } from './loss-fact.ts'

/** One act that speaks for a rule, and whose it is. `with`: what it stands beside, for whoever looks at it. */
export interface Evidence {
  readonly operator: string
  readonly day: string
  readonly place: Place
  readonly with?: Place
}

/** What the facts alone do not say. */
export interface Around {
  /** A sale below it is hardly one: one whole unit of the currency, in minor units. */
  readonly lowSale: number
  /** How far somebody may go alone; absent: no limit, or not at all. */
  readonly limitOf: (operator: string, permission: 'refund' | 'discount' | 'payOut') => number | undefined
  /** The day of now: what is suspended today may still be taken up. */
  readonly today: string
}
type Finder = (facts: readonly LossFact[], around: Around) => readonly Evidence[]

const minutes = (count: number): number => count * 60_000
const of = <K extends LossFact['kind']>(facts: readonly LossFact[], ...kinds: readonly K[]): readonly LossFactOf<K>[] => facts.filter((fact): fact is LossFactOf<K> => kinds.some((kind) => kind === fact.kind))
const shown = ({ operator, day, place }: LossFact, beside?: LossFact): Evidence => ({ operator, day, place, ...(beside === undefined ? {} : { with: beside.place }) })

/** Each of `acts` with the nearest of `others` of the same person, at most so long before or after it: a drawer is opened first, too. */
function near(acts: readonly LossFact[], others: readonly LossFact[], within: number): readonly Evidence[] {
  return acts.flatMap((act) => {
    const around = others.filter((one) => one.operator === act.operator && Math.abs(act.at - one.at) <= within)
    const [other] = around.toSorted((one, two) => Math.abs(one.at - act.at) - Math.abs(two.at - act.at))
    return other === undefined ? [] : [shown(act, other)]
  })
}

/** A sale rung twice is voided at once, too, and honestly: with somebody beside. */
function refundsOfOwn(facts: readonly LossFact[]): readonly Evidence[] {
  const sales = new Map(of(facts, 'sale').map((sale) => [sale.saleId, sale]))
  return of(facts, 'refund', 'void').flatMap((refund) => {
    const sale = refund.saleId === undefined ? undefined : sales.get(refund.saleId)
    return sale !== undefined && refund.cash && sale.operator === refund.operator && refund.approver === undefined && refund.at - sale.at <= minutes(10) ? [shown(refund, sale)] : []
  })
}

/** In the last tenth below what somebody may do alone. */
function isJustUnder(amount: number, limit: number | undefined): boolean {
  return limit !== undefined && limit > 0 && amount <= limit && amount * 10 >= limit * 9
}

/** The sums of the same sale count together against a limit: what is left is many, each just below it. */
function justUnder(facts: readonly LossFact[], { limitOf }: Around): readonly Evidence[] {
  return facts.filter((fact) => {
    if (fact.approver !== undefined) return false
    if (fact.kind === 'refund') return isJustUnder(fact.total, limitOf(fact.operator, 'refund'))
    if (fact.kind === 'payOut') return isJustUnder(fact.total, limitOf(fact.operator, 'payOut'))
    return false
  }).map((fact) => shown(fact))
}

function neverResumed(facts: readonly LossFact[], { today }: Around): readonly Evidence[] {
  const resumed = of(facts, 'resumed')
  return of(facts, 'suspended').filter((one) => one.day < today && !resumed.some(({ basketId, at }) => basketId === one.basketId && at >= one.at)).map((fact) => shown(fact))
}

/** Of each person the last counts, as long as they go on being so. */
function inRow(facts: readonly LossFact[], is: (over: number) => boolean): readonly Evidence[] {
  const found: Evidence[] = []
  const counts = of(facts, 'count')
  // Counted again, a shift has one answer: the last.
  const last = counts.filter((one, index) => !counts.slice(index + 1).some(({ shift }) => shift === one.shift))
  for (const operator of new Set(last.map((one) => one.operator))) {
    const own = last.filter((one) => one.operator === operator)
    found.push(...own.slice(own.findLastIndex(({ over }) => !is(over)) + 1).map((fact) => shown(fact)))
  }
  return found
}

/** The last half hour before a shift is closed. */
function lateVoids(facts: readonly LossFact[]): readonly Evidence[] {
  const closes = of(facts, 'closed')
  return of(facts, 'void').flatMap((one) => {
    const close = closes.find(({ at }) => at >= one.at && at - one.at <= minutes(30))
    return close === undefined ? [] : [shown(one, close)]
  })
}

/** In one pass: a month of a busy register is some ten thousand facts, and the drawer is opened on each of its days. */
function checkedThenOpened(facts: readonly LossFact[]): readonly Evidence[] {
  const last = new Map<string, LossFact>()
  return facts.flatMap((fact) => {
    if (fact.kind === 'priceCheck' || fact.kind === 'sale') last.set(fact.operator, fact)
    const before = last.get(fact.operator)
    return fact.kind === 'noSale' && before?.kind === 'priceCheck' && fact.at >= before.at && fact.at - before.at <= minutes(2) ? [shown(fact, before)] : []
  })
}

/** Between customers of one's own, on both sides: what is rung up in training is in no book, and the money of it in no drawer's sum. */
function trainedAmidSales(facts: readonly LossFact[]): readonly Evidence[] {
  const sales = of(facts, 'sale')
  return of(facts, 'trained').flatMap((training) => {
    const own = sales.filter(({ operator }) => operator === training.operator)
    const before = own.findLast(({ at }) => at <= training.from && training.from - at <= minutes(5))
    const isAfter = own.some(({ at }) => at >= training.at && at - training.at <= minutes(5))
    return before === undefined || !isAfter ? [] : [shown(training, before)]
  })
}

/** What one person lowers again and again for one customer: theirs with the most of them. */
function sameCustomer(facts: readonly LossFact[]): readonly Evidence[] {
  return mostOf(of(facts, 'sale').flatMap((sale) => (sale.lowered && sale.customer !== undefined ? [[sale.customer, sale] as const] : [])))
}

/** The same goods brought back without a receipt, to one person: those with the most of them. */
function sameGoodsBack(facts: readonly LossFact[]): readonly Evidence[] {
  return mostOf(of(facts, 'refund').flatMap((refund) => (refund.saleId === undefined ? [...new Set(refund.items)].map((item) => [item, refund] as const) : [])))
}

/** Of each person the acts about what most of theirs are about: five customers with one each are no pattern. */
function mostOf(acts: readonly (readonly [about: string, act: LossFact])[]): readonly Evidence[] {
  return [...new Set(acts.map(([, { operator }]) => operator))].flatMap((operator) => {
    const own = acts.filter(([, act]) => act.operator === operator)
    const groups = [...new Set(own.map(([about]) => about))].map((about) => own.filter(([one]) => one === about))
    return (groups.toSorted((one, other) => other.length - one.length)[0] ?? []).map(([, act]) => shown(act))
  })
}

function reprinted(facts: readonly LossFact[]): readonly Evidence[] {
  const prints = of(facts, 'reprint')
  return of(facts, 'refund', 'void').flatMap((refund) => {
    const print = prints.find((one) => one.saleId === refund.saleId && one.at <= refund.at && one.day === refund.day && one.operator === refund.operator)
    return refund.cash && print !== undefined ? [shown(refund, print)] : []
  })
}

/** Whose approval came after two wrong PINs of theirs: somebody may have tried them out. The one who asked is looked at. */
function guessed(facts: readonly LossFact[]): readonly Evidence[] {
  const wrong = of(facts, 'wrongPin')
  return of(facts, 'approval').flatMap((one) => {
    const tries = wrong.filter(({ operator, at }) => operator === one.approver && at <= one.at && one.at - at <= minutes(5))
    return tries.length >= 2 ? [shown(one, tries.at(-1))] : []
  })
}

/** Nearly all approvals of one person come from one other, who gives nobody else so many. */
function clustered(facts: readonly LossFact[]): readonly Evidence[] {
  const approvals = of(facts, 'approval')
  return [...new Set(approvals.map(({ operator }) => operator))].flatMap((operator) => {
    const own = approvals.filter((one) => one.operator === operator)
    const others = approvals.filter((one) => one.operator !== operator)
    return [...new Set(own.map(({ approver }) => approver))].flatMap((approver) => {
      const pair = own.filter((one) => one.approver === approver)
      const elsewhere = others.filter((one) => one.approver === approver).length
      return pair.length * 10 >= own.length * 9 && others.length >= 3 && elsewhere * 3 <= others.length * 2 ? pair.map((fact) => shown(fact)) : []
    })
  })
}

function withoutTraffic(facts: readonly LossFact[]): readonly Evidence[] {
  const sales = of(facts, 'sale').toSorted((one, other) => one.at - other.at)
  /** The first at or after that moment. */
  const firstAt = (at: number): number => {
    let [low, high] = [0, sales.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sales[middle]?.at ?? 0) < at) low = middle + 1
      else high = middle
    }
    return low
  }
  const isAround = (refund: LossFactOf<'refund' | 'void'>): boolean => {
    for (let index = firstAt(refund.at - minutes(30)); ; index += 1) {
      const sale = sales[index]
      if (sale === undefined || sale.at > refund.at + minutes(30)) return false
      if (sale.saleId !== refund.saleId) return true
    }
  }
  return of(facts, 'refund', 'void').filter((refund) => refund.cash && !isAround(refund)).map((fact) => shown(fact))
}

/** Before or after: a clock that is set back shows the refund earlier than it was. */
function nearClockSet(facts: readonly LossFact[]): readonly Evidence[] {
  const settings = of(facts, 'clockSet')
  return of(facts, 'refund', 'void').flatMap((refund) => {
    const near = settings.find(({ at }) => Math.abs(at - refund.at) <= minutes(10))
    return near === undefined ? [] : [shown(refund, near)]
  })
}

/** By rule, what speaks for it. Each in one pass of what it needs: a week of a register is some thousand facts. */
export const finders = {
  noSales: (facts) => of(facts, 'noSale').map((fact) => shown(fact)),
  noSaleAfterRefund: (facts) => near(of(facts, 'noSale'), of(facts, 'refund', 'void'), minutes(2)),
  voidsOfCash: (facts) => of(facts, 'void').filter(({ cash }) => cash).map((fact) => shown(fact)),
  voidsAlone: (facts) => of(facts, 'void').filter(({ approver, operator }) => approver === undefined || approver === operator).map((fact) => shown(fact)),
  lateVoids,
  cheaperAgain: (facts) => of(facts, 'sale').filter((sale) => sale.cheaperAgain).map((fact) => shown(fact)),
  cancelledPaid: (facts) => of(facts, 'cancelled').filter(({ paid }) => paid).map((fact) => shown(fact)),
  cancelled: (facts) => of(facts, 'cancelled').map((fact) => shown(fact)),
  neverResumed,
  withoutReceipt: (facts) => of(facts, 'refund').filter(({ saleId }) => saleId === undefined).map((fact) => shown(fact)),
  ownRefunds: refundsOfOwn,
  withoutTraffic,
  otherTender: (facts) => of(facts, 'refund', 'void').filter(({ instead }) => instead).map((fact) => shown(fact)),
  justUnder,
  reprinted,
  lowered: (facts) => of(facts, 'sale').filter((sale) => sale.lowered).map((fact) => shown(fact)),
  deepDiscounts: (facts, { limitOf }) => of(facts, 'sale').filter(({ ppm, operator, approver }) => approver === undefined && isJustUnder(ppm, limitOf(operator, 'discount'))).map((fact) => shown(fact)),
  lowSales: (facts, { lowSale }) => of(facts, 'sale').filter(({ total, owed }) => total < lowSale && !owed).map((fact) => shown(fact)),
  checkedThenOpened,
  priceChecks: (facts) => of(facts, 'priceCheck').map((fact) => shown(fact)),
  linesRemoved: (facts) => of(facts, 'sale').filter(({ removed }) => removed).map((fact) => shown(fact)),
  trainedAmidSales,
  sameCustomer,
  sameGoodsBack,
  floatMissing: (facts) => of(facts, 'opened').filter(({ missing }) => missing > 0).map((fact) => shown(fact)),
  alwaysShort: (facts) => inRow(facts, (over) => over < 0),
  exactCounts: (facts) => inRow(facts, (over) => over === 0),
  guessedPin: guessed,
  oneApprover: clustered,
  clockSet: nearClockSet,
} as const satisfies Readonly<Record<string, Finder>>
export type LossRule = keyof typeof finders
