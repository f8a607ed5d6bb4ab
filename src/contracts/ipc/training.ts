import { z } from 'zod'
import { scenarioNames } from '../../domain/training/index.ts'
import { command, query } from './define.ts'
import { namesView, priceView } from './views.ts'

const scenario = z.enum(scenarioNames)
const pieces = z.strictObject({ sku: z.string(), quantity: z.int() })

const scoreView = z.strictObject({
  right: z.int().nonnegative(),
  of: z.int().nonnegative(),
  seconds: z.int().nonnegative(),
  mistakes: z.int().nonnegative(),
  /** 0 to 100. */
  points: z.int().min(0).max(100),
})
export const trainingResultView = z.strictObject({ scenario, ...scoreView.shape })
export type TrainingResultView = z.infer<typeof trainingResultView>

/** What is practised now: what to do, and how far the journal of the training says it has come. */
export const trainingTaskView = z.strictObject({
  scenario,
  /** Epoch ms. */
  beganAt: z.int(),
  /** Seconds there are for it. */
  limit: z.int(),
  /** Everything that the baskets name. */
  goods: z.array(z.strictObject({ itemId: z.string(), sku: z.string(), names: namesView, price: z.exactOptional(priceView) })),
  baskets: z.array(z.array(pieces)),
  /** Of a refund: the receipt's number, and what the customer brings back. */
  back: z.exactOptional(z.strictObject({ number: z.string(), goods: z.array(pieces) })),
  /** The roll ended in the middle of a receipt, and nobody changed it yet. */
  paperOut: z.boolean(),
  /** Codes of the answers, once it is asked; what was answered, in its order. */
  answers: z.array(z.string()),
  given: z.array(z.string()),
  steps: z.array(z.strictObject({ step: z.string(), basket: z.exactOptional(z.int()), done: z.boolean() })),
  mistakes: z.array(z.strictObject({ mistake: z.string(), code: z.exactOptional(z.string()) })),
  over: z.boolean(),
  /** What is left to do cannot be done any more: only another beginning helps. */
  stuck: z.boolean(),
  score: scoreView,
})
export type TrainingTaskView = z.infer<typeof trainingTaskView>

export const trainingView = z.strictObject({
  on: z.boolean(),
  /** Of this training, newest last. */
  results: z.array(trainingResultView),
  task: z.exactOptional(trainingTaskView),
})
export type TrainingView = z.infer<typeof trainingView>

export const training = query('training', { who: 'anyone', input: z.strictObject({}), output: trainingView })

/**
 * Signs whoever is there off the shop's register and onto a copy of it, made anew. Refuses `training.on`, `training.basketOpen`
 * and `training.notMade`, after which nothing has changed.
 */
export const startTraining = command('start-training', { who: 'training', input: z.strictObject({}), output: trainingView })
/** Back to the shop's register, where nobody is signed on. The copy is removed. Refuses `training.off`, like what follows. */
export const endTraining = command('end-training', { who: 'training', input: z.strictObject({}), output: trainingView })
/** Refuses `training.basketOpen`, and `training.noGoods` where the shop has nothing that the scenario could be practised with. */
export const startScenario = command('start-scenario', { who: 'training', input: z.strictObject({ scenario }), output: trainingView })
/** Its score stands as it is then, and is shown; left once more it is put away. Without one nothing happens. */
export const leaveScenario = command('leave-scenario', { who: 'training', input: z.strictObject({}), output: trainingView })
/**
 * The same once more, from nothing: what lies in the basket is put away, and of one that is not over no score is kept.
 * Refuses `training.noTask`, and `payment.pending` and `payment.unknown` while a machine is asked for money.
 */
export const restartScenario = command('restart-scenario', { who: 'training', input: z.strictObject({}), output: trainingView })
/** What hands do to a printer. Refuses `training.noTask`, and `training.rollThere` where no paper is missing. */
export const changeRoll = command('change-roll', { who: 'training', input: z.strictObject({}), output: trainingView })
/** Refuses `training.noTask`, and `training.notAsked` before there is anything to be answered. */
export const answerScenario = command('answer-scenario', { who: 'training', input: z.strictObject({ answer: z.string().min(1).max(40) }), output: trainingView })
