import { scenarios, type Pieces, type TrainingFact, type TrainingTask } from './scenario.ts'

/** Of the checklist, in its order. `basket`: which of them, from 1. */
export interface TrainingStep {
  readonly step: 'basket' | 'sold' | 'rightAnswer' | 'rollChanged' | 'printedAgain' | 'refunded' | 'byReceipt' | 'rightGoods'
  readonly basket?: number
  readonly done: boolean
}

/** What went wrong. `code`: of a refusal. */
export interface TrainingMistake {
  readonly mistake: 'refused' | 'removed' | 'cancelled' | 'otherGoods' | 'soldAgain' | 'wrongAnswer' | 'withoutReceipt' | 'otherBack'
  readonly code?: string
}

export interface TrainingProgress {
  readonly steps: readonly TrainingStep[]
  readonly mistakes: readonly TrainingMistake[]
  /** All is done, the time is up, or it is stuck. */
  readonly over: boolean
  /** What is left to do cannot be done any more, whatever is pressed: only another beginning helps. */
  readonly stuck: boolean
  /** Of the scenario, until it was over or until now. */
  readonly seconds: number
}

export interface TrainingScore {
  readonly right: number
  readonly of: number
  readonly seconds: number
  readonly mistakes: number
  /** 0 to 100: the share of the steps, less five for each mistake. */
  readonly points: number
}

const mistakeCosts = 5

const spelt = (goods: readonly Pieces[]): string =>
  goods.map(({ sku, quantity }) => `${quantity} ${sku}`).toSorted((one, other) => (one < other ? -1 : 1)).join('\n')

/** How far a scenario has got, read from what happened and from nothing else. Facts of before it began, or after its time, do not count. */
export function progressOf(task: TrainingTask, facts: readonly TrainingFact[], now: number): TrainingProgress {
  const { seconds: limit } = scenarios[task.scenario]
  const ends = task.beganAt + limit * 1000
  const counted = facts.filter(({ at }) => at >= task.beganAt && at <= ends)
  const { steps, mistakes } = judged(task, counted)
  const done = steps.every((step) => step.done)
  const stuck = !done && nothingLeftToBring(task, counted)
  const end = done || stuck ? (counted.at(-1)?.at ?? now) : Math.min(now, ends)
  return { steps, mistakes: [...slips(counted), ...mistakes], over: done || stuck || now >= ends, stuck, seconds: Math.max(0, Math.floor((end - task.beganAt) / 1000)) }
}

export function scoreOf({ steps, mistakes, seconds }: TrainingProgress): TrainingScore {
  const right = steps.filter(({ done }) => done).length
  const share = steps.length === 0 ? 0 : Math.floor((right * 100) / steps.length)
  return { right, of: steps.length, seconds, mistakes: mistakes.length, points: Math.max(0, share - mistakes.length * mistakeCosts) }
}

type Judged = Pick<TrainingProgress, 'steps' | 'mistakes'>

function judged(task: TrainingTask, facts: readonly TrainingFact[]): Judged {
  switch (task.scenario) {
    case 'busyQueue':
      return asked(task, facts)
    case 'networkDown':
      return joined(asked(task, facts), answered(task, facts))
    case 'paperOut':
      return paper(task, facts)
    case 'refund':
      return back(task, facts)
  }
}

/** Whatever the scenario: a refusal is something that was tried and could not be. */
function slips(facts: readonly TrainingFact[]): TrainingMistake[] {
  return facts.flatMap((fact): TrainingMistake[] => {
    if (fact.kind === 'refused') return [{ mistake: 'refused', code: fact.code }]
    if (fact.kind === 'cancelled') return [{ mistake: 'cancelled' }]
    return fact.kind === 'sold' ? Array.from({ length: fact.removed }, () => ({ mistake: 'removed' as const })) : []
  })
}

/** Each basket once, in whatever order they were rung up. */
function asked({ baskets }: TrainingTask, facts: readonly TrainingFact[]): Judged {
  const open = baskets.map(spelt)
  const done = new Set<number>()
  const mistakes: TrainingMistake[] = []
  for (const fact of facts) {
    if (fact.kind !== 'sold') continue
    const goods = spelt(fact.goods)
    const basket = open.findIndex((wanted, index) => wanted === goods && !done.has(index))
    if (basket === -1) mistakes.push({ mistake: 'otherGoods' })
    else done.add(basket)
  }
  return { steps: baskets.map((_basket, index) => ({ step: 'basket', basket: index + 1, done: done.has(index) })), mistakes }
}

/** Whether the question is there to be answered: once everybody was served, and not before. */
export function isAsked({ scenario }: TrainingTask, { steps }: Pick<TrainingProgress, 'steps'>): boolean {
  return scenarios[scenario].question !== undefined && steps.every(({ step, done }) => step !== 'basket' || done)
}

function answered({ scenario }: TrainingTask, facts: readonly TrainingFact[]): Judged {
  const right = scenarios[scenario].question?.right
  const answers = facts.flatMap((fact) => (fact.kind === 'answered' ? [fact.answer] : []))
  return {
    steps: [{ step: 'rightAnswer', done: answers.some((answer) => answer === right) }],
    mistakes: answers.filter((answer) => answer !== right).map(() => ({ mistake: 'wrongAnswer' })),
  }
}

/** The sale is saved when the paper ends: rung up once more it would be paid twice. What is torn is printed once more, and says that it is a second paper. */
function paper(task: TrainingTask, facts: readonly TrainingFact[]): Judged {
  const sales = facts.flatMap((fact) => (fact.kind === 'sold' ? [fact] : []))
  const wanted = spelt(task.baskets[0] ?? [])
  const other = sales.slice(0, 1).flatMap(({ goods }): TrainingMistake[] => (spelt(goods) === wanted ? [] : [{ mistake: 'otherGoods' }]))
  // By when it was and not by when it was heard: a printer may be told of before the journal is read.
  const asked = facts.find(({ kind }) => kind === 'reprinted')
  return {
    steps: [
      { step: 'sold', done: sales.length > 0 },
      { step: 'rollChanged', done: facts.some(({ kind }) => kind === 'rollChanged') },
      { step: 'printedAgain', done: asked !== undefined && facts.some(({ kind, at }) => kind === 'printed' && at >= asked.at) },
    ],
    mistakes: [...other, ...sales.slice(1).map(() => ({ mistake: 'soldAgain' as const }))],
  }
}

function back({ back: wanted }: TrainingTask, facts: readonly TrainingFact[]): Judged {
  const refunds = facts.flatMap((fact) => (fact.kind === 'refunded' ? [fact] : []))
  const linked = refunds.filter(({ ofSale }) => ofSale !== undefined && ofSale === wanted?.saleId)
  const right = linked.some(({ goods }) => spelt(goods) === spelt(wanted?.goods ?? []))
  return {
    steps: [
      { step: 'refunded', done: refunds.length > 0 },
      { step: 'byReceipt', done: linked.length > 0 },
      { step: 'rightGoods', done: right },
    ],
    mistakes: refunds.flatMap((refund): TrainingMistake[] => {
      if (!linked.includes(refund)) return [{ mistake: 'withoutReceipt' }]
      return spelt(refund.goods) === spelt(wanted?.goods ?? []) ? [] : [{ mistake: 'otherBack' }]
    }),
  }
}

/** What the customer brings was taken back already, with too much beside it: of that sale it cannot come back again. */
function nothingLeftToBring({ back: wanted }: TrainingTask, facts: readonly TrainingFact[]): boolean {
  if (wanted === undefined) return false
  const refunds = facts.flatMap((fact) => (fact.kind === 'refunded' && fact.ofSale === wanted.saleId ? fact.goods : []))
  const sum = (goods: readonly Pieces[], of: string): number => goods.reduce((pieces, { sku, quantity }) => (sku === of ? pieces + quantity : pieces), 0)
  return wanted.goods.some(({ sku, quantity }) => sum(wanted.sold, sku) - sum(refunds, sku) < quantity)
}

const joined = (one: Judged, other: Judged): Judged => ({ steps: [...one.steps, ...other.steps], mistakes: [...one.mistakes, ...other.mistakes] })
