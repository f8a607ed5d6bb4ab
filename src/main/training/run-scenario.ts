import { randomUUID } from 'node:crypto'
import { type TrainingResultView, type TrainingTaskView } from '../../contracts/ipc/index.ts'
import { type Item } from '../../domain/catalogue/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { basketsOf, isAsked, progressOf, scenarios, scoreOf, type Pieces, type ScenarioName, type TrainingFact, type TrainingTask } from '../../domain/training/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { type SimulatedPrinter } from '../../drivers/printer/index.ts'
import { type Core } from '../core/index.ts'
import { factOf } from './facts-of.ts'
import { type StillReplicator } from './still-replicator.ts'

/** So many goods are practised with: enough to differ, few enough to find. */
const fewGoods = 12
/** Of a receipt that comes to its end too early: past the shop's name and the first goods, well before the total. */
const piecesToTheEnd = 9
/** Where the prepared sale is rung up: nobody's screen. */
const preparedSeat = 'prepared'

export interface ScenarioParts {
  readonly core: Pick<Core, 'call' | 'internal'>
  /** Undefined: the training has no paper. */
  readonly printer: () => SimulatedPrinter | undefined
  readonly still: StillReplicator
  /** Who made the sale that goods come back of. */
  readonly trainerId: string
  readonly now: () => number
  readonly timer: Timer
  /** Something of it changed. */
  readonly changed: () => void
  /** Once: it was done, its time was up, or it was left. */
  readonly scored: (result: TrainingResultView) => void
}

export interface RunningScenario {
  view(): TrainingTaskView
  heard(fact: TrainingFact): void
  /** Refuses `training.notAsked`. */
  answer(answer: string): Result<undefined>
  /** Refuses `training.rollThere`. */
  changeRoll(): Result<undefined>
  /** Looks for what was written since. */
  look(): Promise<void>
  /** Its score stands as it is now. */
  end(): void
  /** It ends without one: it begins anew. */
  drop(): void
}

/** Begins one: its goods, what is wrong with the world meanwhile, and what it is counted from. Refuses `training.noGoods`. */
export async function runScenario(scenario: ScenarioName, parts: ScenarioParts): Promise<Result<RunningScenario>> {
  const { core, printer, still, now, timer, changed, scored } = parts
  const goods = await core.internal.plainItems(fewGoods)
  if (goods.length === 0) return refuse('training.noGoods')
  const prepared = scenario === 'refund' ? await prepareSale(parts, goods) : undefined
  if (prepared?.ok === false) return prepared
  const { seconds: limit, baskets: count, question } = scenarios[scenario]
  const beganAt = now()
  const back = prepared?.value
  const task: TrainingTask = { scenario, beganAt, baskets: basketsOf(goods.map(({ sku }) => sku), count), ...(back && { back }) }
  const named = new Set([...task.baskets.flat(), ...(back?.goods ?? [])].map(({ sku }) => sku))
  const facts: TrainingFact[] = []
  // What was written before it began is somebody else's: the next entry is the first that counts.
  let seen = (await core.internal.journalHead()).seq
  let looking: Promise<void> = Promise.resolve()
  let ended = false
  let frozen: ReturnType<typeof progressOf> | undefined
  const isPaperOut = (): boolean => !ended && scenario === 'paperOut' && printer()?.knobs().paperOut === true
  const progress = (): ReturnType<typeof progressOf> => progressOf(task, facts, now())
  const cancelTimer = timer.after(limit * 1000, check)
  let tornJob = 0
  const offTorn = printer()?.onTorn((job) => {
    tornJob = job
    heard({ kind: 'torn', at: now() })
  })
  const offJobs = printer()?.onJob(({ complete, number }) => {
    // With a new roll the rest of the torn one comes out: two pieces are no receipt.
    if (complete && number !== tornJob) heard({ kind: 'printed', at: now() })
  })
  if (scenario === 'paperOut') printer()?.set({ paperLeft: piecesToTheEnd })
  if (scenario === 'networkDown') await still.setOnline(false)

  function check(): void {
    if (!ended && progress().over) end()
    changed()
  }

  function heard(fact: TrainingFact): void {
    if (ended) return
    facts.push(fact)
    check()
  }

  function end(): void {
    if (ended) return
    drop()
    frozen = progress()
    scored({ scenario, ...scoreOf(frozen) })
  }

  function drop(): void {
    if (ended) return
    ended = true
    cancelTimer()
    offTorn?.()
    offJobs?.()
    printer()?.set({ paperOut: false, paperLeft: 0 })
    void still.setOnline(true)
  }

  async function readOn(): Promise<void> {
    for (;;) {
      const entries = await core.internal.entriesAfter(1, seen, 100)
      for (const entry of entries) {
        seen = entry.seq
        const fact = factOf(entry)
        if (fact !== undefined) heard(fact)
      }
      if (entries.length < 100) return
    }
  }

  return accept({
    view() {
      const { steps, mistakes, over, stuck, seconds } = frozen ?? progress()
      return {
        scenario,
        beganAt,
        limit,
        goods: goods.filter(({ sku }) => named.has(sku)).map(({ id, sku, names, price }) => ({ itemId: id, sku, names: { ...names }, ...(price && { price: { ...price } }) })),
        baskets: task.baskets.map((basket) => basket.map((pieces) => ({ ...pieces }))),
        ...(back && { back: { number: back.number, goods: back.goods.map((pieces) => ({ ...pieces })) } }),
        paperOut: isPaperOut(),
        answers: isAsked(task, { steps }) ? [...(question?.answers ?? [])] : [],
        given: facts.flatMap((fact) => (fact.kind === 'answered' ? [fact.answer] : [])),
        steps: steps.map((step) => ({ ...step })),
        mistakes: mistakes.map((mistake) => ({ ...mistake })),
        over: over || ended,
        stuck,
        score: scoreOf({ steps, mistakes, over, stuck, seconds }),
      }
    },
    heard,
    answer(answer) {
      if (ended || question?.answers.includes(answer) !== true || !isAsked(task, progress())) return refuse('training.notAsked')
      heard({ kind: 'answered', answer, at: now() })
      return accept(undefined)
    },
    changeRoll() {
      if (!isPaperOut()) return refuse('training.rollThere')
      // Before there is paper: what comes out with it comes after.
      heard({ kind: 'rollChanged', at: now() })
      printer()?.set({ paperOut: false })
      changed()
      return accept(undefined)
    },
    look() {
      looking = looking.then(readOn, readOn)
      return looking
    },
    end,
    drop,
  })
}

interface PreparedSale {
  readonly saleId: string
  readonly number: string
  readonly goods: readonly Pieces[]
  readonly sold: readonly Pieces[]
}

/** The sale of another hour: two goods, of which the first comes back. */
async function prepareSale({ core, trainerId }: ScenarioParts, [first, second]: readonly Item[]): Promise<Result<PreparedSale>> {
  const at = (): { readonly seat: string; readonly request: string } => ({ seat: preparedSeat, request: randomUUID() })
  if (first === undefined) return refuse('training.noGoods')
  const seated = await core.internal.seatTrainee({ seat: preparedSeat, operatorId: trainerId })
  if (!seated.ok) return seated
  for (const item of second === undefined ? [first] : [first, second]) {
    const added = await core.call('add-item', { itemId: item.id }, at())
    if (!added.ok) return added
  }
  const counter = await core.call('counter', {}, at())
  if (!counter.ok) return counter
  const { basket } = counter.value
  if (basket === undefined) return refuse('training.noGoods')
  const sold = await core.call('complete-sale', { basketId: basket.id, revision: basket.revision, tenders: [{ type: 'cash' }] }, at())
  if (!sold.ok) return sold
  const { lastSale } = sold.value
  await core.call('sign-off', {}, at())
  return lastSale === undefined ? refuse('training.noGoods') : accept({ saleId: lastSale.id, number: lastSale.number, goods: [one(first)], sold: (second === undefined ? [first] : [first, second]).map(one) })
}

const one = ({ sku }: Item): Pieces => ({ sku, quantity: 1000 })
