import { scenarioNames, type Output, type ScenarioName, type TrainingTaskView, type TrainingView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { type ScreenState } from './screen-state.ts'

/** What can be chosen on the view: the answers while something is asked, and every scenario. */
export type TrainingRow = { readonly answer: string } | { readonly scenario: ScenarioName }

export function trainingRows({ task }: TrainingView): readonly TrainingRow[] {
  const answers = task === undefined || task.over ? [] : task.answers.map((answer) => ({ answer }))
  return [...answers, ...scenarioNames.map((scenario) => ({ scenario }))]
}

/** The first of its baskets that nobody rang up yet; undefined where none is left, or none was asked for. */
export function nextBasket({ baskets, steps, over }: TrainingTaskView): { readonly number: number; readonly pieces: TrainingTaskView['baskets'][number] } | undefined {
  if (over) return undefined
  const asks = steps.some(({ step }) => step === 'basket')
  const at = asks ? steps.findIndex(({ step, done }) => step === 'basket' && !done) : steps.some(({ step, done }) => step === 'sold' && !done) ? 0 : -1
  const pieces = baskets[at]
  return pieces === undefined ? undefined : { number: at + 1, pieces }
}

function wrongAnswers(task: TrainingTaskView | undefined): number {
  return task === undefined ? 0 : task.mistakes.filter(({ mistake }) => mistake === 'wrongAnswer').length
}

/** Onto a copy of the register and back, and what is practised on it. */
export function createTrainingActs(kit: ActKit) {
  const { api, store, set, enqueue, object, refused, go, sendOrTell } = kit

  const isOn = (): boolean => store.getState().training?.on === true

  async function told(answer: Promise<Result<Output<'training'>>>): Promise<void> {
    const result = await answer
    if (!result.ok) refused(result.refusal)
  }

  async function begin(): Promise<void> {
    set({ notice: { words: 'training.making', calm: true } })
    await told(api.call('start-training', {}))
    if (store.getState().notice?.words === 'training.making') set({ notice: undefined })
  }

  /** A wrong one is told while the other answers still stand there, and not only in the score. */
  async function answered(row: { readonly answer: string }): Promise<void> {
    const before = wrongAnswers(store.getState().training?.task)
    const answer = await api.call('answer-scenario', row)
    if (!answer.ok) refused(answer.refusal)
    else if (wrongAnswers(answer.value.task) > before) object({ words: 'training.wrongAnswer' })
    else set({ notice: undefined })
  }

  /** What is asked for is done at the counter: the list gives way to it, unless somebody has left it already. */
  async function started(row: { readonly scenario: ScenarioName }): Promise<void> {
    const begun = await api.call('start-scenario', row)
    if (!begun.ok) refused(begun.refusal)
    else if (store.getState().work.kind === 'training') go({ kind: 'sell' })
  }

  function choose(row: TrainingRow): void {
    enqueue(() => ('answer' in row ? answered(row) : started(row)))
  }

  function rowsNow({ training }: ScreenState): readonly TrainingRow[] {
    return training === undefined ? [] : trainingRows(training)
  }

  return {
    /** In training its page; at the shop's counter the way there. */
    openTraining: () => {
      if (isOn()) go({ kind: 'training', chosen: -1 })
      else enqueue(begin)
    },
    beginTraining: begin,
    endTraining: () => {
      if (isOn()) enqueue(() => told(api.call('end-training', {})))
    },
    toggleTrainingNext: () => set({ trainingNext: !store.getState().trainingNext }),
    chooseTraining: choose,
    /** From wherever the trainee is: the goods of the first customer stand above the counter again. */
    restartScenario: () =>
      enqueue(async () => {
        const begun = await api.call('restart-scenario', {})
        if (begun.ok) go({ kind: 'sell' })
        else refused(begun.refusal)
      }),
    changeRoll: () => enqueue(() => told(api.call('change-roll', {}))),
    leaveScenario: () => enqueue(() => told(api.call('leave-scenario', {}))),
    moveTraining: (by: 1 | -1) => {
      const state = store.getState()
      const rows = rowsNow(state)
      if (state.work.kind !== 'training') return
      const next = neighbour(rows, rows[state.work.chosen], by)
      if (next !== undefined) set({ work: { kind: 'training', chosen: rows.indexOf(next) } })
    },
    enterTraining: () => {
      const state = store.getState()
      const row = state.work.kind === 'training' ? rowsNow(state)[state.work.chosen] : undefined
      if (row !== undefined) choose(row)
    },
    /** A card of the customer's goods is tapped in the place of a gun. */
    ringUpCard: (itemId: string, quantity: number) => enqueue(async () => void (await sendOrTell('add-item', { itemId, quantity }))),
  }
}
