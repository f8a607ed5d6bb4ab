import { randomUUID } from 'node:crypto'
import { type Answer, type BroadcastEvent, type Input, type Output, type TrainingResultView, type TrainingView } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type ScenarioName } from '../../domain/training/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { type SimulatedPrinter } from '../../drivers/printer/index.ts'
import { type Core } from '../core/index.ts'
import { type Log } from '../log.ts'
import { runScenario, type RunningScenario } from './run-scenario.ts'
import { type StillReplicator } from './still-replicator.ts'
import { trainingGate } from './training-gate.ts'

type Gate = (raw: unknown, seat: string) => Promise<Answer>
interface From {
  readonly seat: string
  readonly request: string
}

/** A whole register over a copy, as the composition joins it. */
export interface TrainingRegister {
  readonly core: Core
  readonly gate: Gate
  readonly broadcast: { listen(listener: (event: BroadcastEvent, request?: string) => void): () => void }
  readonly printer: () => SimulatedPrinter | undefined
  readonly still: StillReplicator
  readonly trainerId: string
  close(): Promise<void>
}

export interface TrainingDeskParts {
  readonly seat: string
  /** The shop's core, of which this desk writes two entries and nothing else. */
  readonly core: () => Pick<Core, 'call' | 'internal'>
  /** Makes the copy anew, over whatever is left of an earlier one, and opens it. Rejects when it cannot. */
  readonly open: (operatorId: string) => Promise<TrainingRegister>
  /** What is to be known should this process be killed: who is in training since when. */
  readonly mark: (begun: { readonly operatorId: string; readonly startedAt: number }) => void
  /** Removes the copy, mark and all. */
  readonly remove: () => void
  readonly tell: (view: TrainingView) => void
  /** Of the training's own broadcasts, while it is on. */
  readonly pass: (event: BroadcastEvent, request?: string) => void
  readonly switched: (on: boolean) => void
  readonly now: () => number
  readonly timer: Timer
  readonly log: Log
}

type Names = 'training' | 'start-training' | 'end-training' | 'start-scenario' | 'restart-scenario' | 'leave-scenario' | 'change-roll' | 'answer-scenario'
export type TrainingAnswers = { readonly [N in Names]: (input: Input<N>, from: From) => Result<Output<N>> | Promise<Result<Output<N>>> }

export interface TrainingDesk {
  readonly answers: TrainingAnswers
  /** Where requests go while somebody is in training; undefined: to the shop's register. */
  gate(): Gate | undefined
  isOn(): boolean
  close(): Promise<void>
}

interface Current {
  readonly register: TrainingRegister
  readonly gate: Gate
  readonly operatorId: string
  readonly startedAt: number
  readonly offs: readonly (() => void)[]
}

/** Who is in training, and how it goes. One at a time: a counter has one screen. */
export function createTrainingDesk(parts: TrainingDeskParts): TrainingDesk {
  const { seat, open, mark, remove, tell, pass, switched, now, timer, log } = parts
  let current: Current | undefined
  let scenario: RunningScenario | undefined
  let results: TrainingResultView[] = []
  let isOpening = false
  let ending: Promise<void> = Promise.resolve()
  let lockedByHand = false

  function view(): TrainingView {
    const task = scenario?.view()
    return { on: current !== undefined, results: results.map((result) => ({ ...result })), ...(task && { task }) }
  }

  async function start(): Promise<Result<TrainingView>> {
    if (current !== undefined || isOpening) return refuse('training.on')
    isOpening = true
    try {
      return await begin()
    } finally {
      isOpening = false
    }
  }

  async function begin(): Promise<Result<TrainingView>> {
    await ending
    const core = parts.core()
    const allowed = await core.internal.hasRight(seat, 'training')
    if (!allowed.ok) return allowed
    const counter = await core.call('counter', {}, { seat, request: randomUUID() })
    if (!counter.ok) return counter
    const { operator, basket } = counter.value
    if (operator === undefined) return refuse('operator.notSignedOn')
    if (basket !== undefined) return refuse('training.basketOpen')
    const register = await opened(operator.id)
    if (register === undefined) return refuse('training.notMade')
    // Asked once more in the transaction that signs them off: a scan may have begun a basket while the copy was made.
    const started = await core.internal.startTraining(seat)
    if (!started.ok || started.value.operatorId !== operator.id) {
      await register.close()
      remove()
      if (!started.ok) return started
      await core.internal.endTraining({ ...started.value, seconds: 0, reason: 'interrupted', results: [] })
      return refuse('training.notMade')
    }
    mark(started.value)
    const seated = await register.core.internal.seatTrainee({ seat, operatorId: operator.id })
    results = []
    lockedByHand = false
    current = { register, ...started.value, gate: gateOf(register), offs: listenTo(register) }
    if (!seated.ok) {
      await end('interrupted')
      return refuse('training.notMade')
    }
    switched(true)
    tell(view())
    return accept(view())
  }

  async function opened(operatorId: string): Promise<TrainingRegister | undefined> {
    try {
      return await open(operatorId)
    } catch (error) {
      log({ level: 'error', event: 'training.notMade', detail: error instanceof Error ? error.message : String(error) })
      remove()
      return undefined
    }
  }

  function gateOf({ gate }: TrainingRegister): Gate {
    return trainingGate({
      gate,
      refused: (code) => scenario?.heard({ kind: 'refused', code, at: now() }),
      signedOff: () => {
        lockedByHand = true
      },
    })
  }

  function listenTo({ core, broadcast }: TrainingRegister): (() => void)[] {
    return [
      broadcast.listen((event, request) => {
        if (current !== undefined) pass(event, request)
      }),
      core.on('committed', () => void scenario?.look().catch(() => undefined)),
      // Locked, by hand or because nobody did anything: what is locked is the shop's till.
      core.on('counter', ({ seat: of, view: { operator } }) => {
        if (of === seat && operator === undefined) void end(lockedByHand ? 'asked' : 'idle')
      }),
      core.on('stopped', ({ expected }) => {
        if (!expected) void end('interrupted')
      }),
    ]
  }

  /** Back to the shop's register at once; what is left of the training is put away behind it. */
  function end(reason: 'asked' | 'idle' | 'interrupted'): Promise<void> {
    const was = current
    if (was === undefined) return ending
    scenario?.end()
    scenario = undefined
    current = undefined
    for (const off of was.offs) off()
    switched(false)
    tell(view())
    ending = put(was, reason, results)
    return ending
  }

  async function put({ register, operatorId, startedAt }: Current, reason: 'asked' | 'idle' | 'interrupted', scored: readonly TrainingResultView[]): Promise<void> {
    try {
      const ended = await parts.core().internal.endTraining({ operatorId, startedAt, seconds: Math.max(0, Math.floor((now() - startedAt) / 1000)), reason, results: scored })
      if (!ended.ok) log({ level: 'error', event: 'training.notEnded', detail: ended.refusal.code })
      await register.close()
      remove()
    } catch (error) {
      log({ level: 'error', event: 'training.notEnded', detail: error instanceof Error ? error.message : String(error) })
    }
  }

  async function startScenario({ scenario: name }: Input<'start-scenario'>): Promise<Result<TrainingView>> {
    if (current === undefined) return refuse('training.off')
    const { register } = current
    // What an earlier task left in the basket would be rung up with this one's goods, and count as right or wrong.
    const counter = await register.core.call('counter', {}, { seat, request: randomUUID() })
    if (!counter.ok) return counter
    if (counter.value.basket !== undefined) return refuse('training.basketOpen')
    scenario?.end()
    return beginScenario(name, register)
  }

  /** The one that is shown, from nothing; what was done so far is forgotten, unless it was over and has its score. */
  async function restartScenario(): Promise<Result<TrainingView>> {
    if (current === undefined) return refuse('training.off')
    const [{ register }, was] = [current, scenario]
    if (was === undefined) return refuse('training.noTask')
    const cleared = await register.core.internal.clearTrainee(seat)
    if (!cleared.ok) return cleared
    was.drop()
    return beginScenario(was.view().scenario, register)
  }

  async function beginScenario(name: ScenarioName, register: TrainingRegister): Promise<Result<TrainingView>> {
    scenario = undefined
    const { core, printer, still, trainerId } = register
    const begun = await runScenario(name, { core, printer, still, trainerId, now, timer, changed: () => tell(view()), scored: (result) => results.push(result) })
    if (!begun.ok) return begun
    // Ended while it was prepared.
    if (current?.register !== register) {
      begun.value.end()
      return refuse('training.off')
    }
    scenario = begun.value
    tell(view())
    return accept(view())
  }

  const whileOn = (act: () => void): Result<TrainingView> => {
    if (current === undefined) return refuse('training.off')
    act()
    return accept(view())
  }

  const inTask = (act: (task: RunningScenario) => Result<undefined>): Result<TrainingView> => {
    if (current === undefined) return refuse('training.off')
    if (scenario === undefined) return refuse('training.noTask')
    const done = act(scenario)
    return done.ok ? accept(view()) : done
  }

  return {
    answers: {
      training: () => accept(view()),
      'start-training': start,
      'end-training': async () => {
        if (current === undefined) return refuse('training.off')
        await end('asked')
        return accept(view())
      },
      'start-scenario': startScenario,
      'restart-scenario': restartScenario,
      'leave-scenario': () =>
        whileOn(() => {
          // Stopped, it says what went wrong and how it is done, as at its end; left once more, it is put away.
          if (scenario?.view().over === true) scenario = undefined
          else scenario?.end()
          tell(view())
        }),
      'change-roll': () => inTask((task) => task.changeRoll()),
      'answer-scenario': ({ answer }) => inTask((task) => task.answer(answer)),
    },
    gate: () => current?.gate,
    isOn: () => current !== undefined,
    close: () => end('asked'),
  }
}
