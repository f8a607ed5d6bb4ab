import { describe, expect, test } from 'vitest'
import { type TrainingTaskView, type TrainingView } from '../../contracts/ipc/index.ts'
import { perform, type Act } from './actions.ts'
import { counterOf, screen, type Screen } from './screen.fixture.ts'
import { settled } from './shift.fixture.ts'

const task: TrainingTaskView = {
  scenario: 'networkDown', beganAt: 1, limit: 300, goods: [], baskets: [], paperOut: false, answers: ['goOn', 'stopSelling'], given: [],
  steps: [{ step: 'rightAnswer', done: false }], mistakes: [], over: false, stuck: false, score: { right: 0, of: 1, seconds: 1, mistakes: 0, points: 0 },
}
const viewOf = (changes: Partial<TrainingTaskView> = {}): TrainingView => ({ on: true, results: [], task: { ...task, ...changes } })

/** The list of tasks, as it stands in training. */
function tasks(training: TrainingView): Screen {
  const shown = screen(counterOf())
  shown.store.setState({ training })
  shown.acts.openTraining()
  return shown
}
const press = (shown: Screen, ...acts: readonly Act[]): void => {
  for (const act of acts) perform(act, { acts: shown.acts, store: shown.store, focusField: () => undefined })
}
const kindOf = (shown: Screen): string => shown.store.getState().work.kind

describe('tasks of training', () => {
  test('[TRN-42] the counter opens once a task has begun, and the list stays where it could not', async () => {
    const shown = tasks({ on: true, results: [] })
    press(shown, 'down', 'enter')
    const refused = await shown.requestOf('start-scenario')
    expect(refused.input).toEqual({ scenario: 'busyQueue' })
    refused.refuse('training.noGoods')
    await settled()
    expect([kindOf(shown), shown.store.getState().notice?.words]).toEqual(['training', 'refusal.training.noGoods'])
    shown.acts.chooseTraining({ scenario: 'paperOut' })
    const begun = await shown.requestOf('start-scenario', 1)
    expect(kindOf(shown)).toBe('training')
    begun.answer(viewOf({ scenario: 'paperOut' }))
    await settled()
    expect(kindOf(shown)).toBe('sell')
  })

  test('[TRN-43] a wrong answer is told at once and heard, and the right one is not', async () => {
    const shown = tasks(viewOf())
    shown.acts.chooseTraining({ answer: 'stopSelling' })
    const wrong = viewOf({ given: ['stopSelling'], mistakes: [{ mistake: 'wrongAnswer' }] })
    ;(await shown.requestOf('answer-scenario')).answer(wrong)
    await settled()
    expect([kindOf(shown), shown.store.getState().notice?.words, shown.heard]).toEqual(['training', 'training.wrongAnswer', ['error']])
    shown.store.setState({ training: wrong })
    shown.acts.chooseTraining({ answer: 'goOn' })
    // Before the last customer is served: the task goes on.
    ;(await shown.requestOf('answer-scenario', 1)).answer(viewOf({ given: ['stopSelling', 'goOn'], steps: [{ step: 'rightAnswer', done: true }, { step: 'basket', done: false }], mistakes: [{ mistake: 'wrongAnswer' }] }))
    await settled()
    expect([shown.store.getState().notice, shown.heard]).toEqual([undefined, ['error']])
  })
})
