import { type Thousandths } from '../../domain/quantity/index.ts'
import { createListeners } from '../device/listeners.ts'
import { DeviceError, type SelfTestReport, type SelfTestStep } from '../device/port.ts'
import { keepState } from '../device/state-keeper.ts'
import { systemTimer, type Timer } from '../device/timer.ts'
import { type Transport } from '../transports/port.ts'
import { cancelled, limit, waiting } from './limits.ts'
import { measure, type WeighingRules } from './measure.ts'
import { type ActOutcome, type Reading, type ReadOptions, type Scale, type Weight, type WeightUnit } from './port.ts'
import { type Act, type Command, type ScaleFrame, type ScaleProtocol, type WeighRequest } from './protocol.ts'
import { answerMs, scaleLine } from './scale-line.ts'
import { stateOf } from './state-of.ts'

export const readMs = 3_000
/** A scale may wait for rest before it zeroes or tares. */
export const actMs = 3_000
export const statePollMs = 1_000
export const livePollMs = 250
/** Between two questions about a load that has not settled. */
export const betweenMs = 100
/** A continuous scale sends ten frames a second or more; a second without one is silence. */
export const silenceMs = 1_000
/** In divisions: the least that a shop's scale may be used for. */
export const classThreeMinimum = 20
export const reconnectMs = 2_000

export interface SerialScaleOptions {
  readonly id: string
  /** Set up as `protocol.line` says, unless the scale's menu was changed. */
  readonly transport: Transport
  readonly protocol: ScaleProtocol
  readonly timer?: Timer
  /** kg when absent. */
  readonly sellsIn?: WeightUnit
  /** e on the scale's plate, in thousandths of `sellsIn`. Without it one of the last digit, which is seldom e. */
  readonly division?: Thousandths
  /** classThreeMinimum when absent. */
  readonly minimumDivisions?: number
}

/** A scale on a line of its own: asked in turn, or listened to where it talks unasked. */
export function serialScale({ id, transport, protocol, timer = systemTimer, sellsIn = 'kg', division, minimumDivisions = classThreeMinimum }: SerialScaleOptions): Scale {
  const rules: WeighingRules = { sellsIn, minimumDivisions, ...(division !== undefined && { division }) }
  const line = scaleLine(transport, protocol, timer)
  const keeper = keepState({ health: 'disconnected', faults: [] })
  const live = createListeners<Reading>()
  const closing = new AbortController()
  let watchers = 0
  let heldTare: Thousandths | undefined
  let last: Promise<unknown> = Promise.resolve()
  let watching: Promise<void> | undefined

  function heard(reading: Reading): void {
    keeper.set(stateOf(reading))
    live.tell(reading)
  }
  if (protocol.mode === 'continuous') line.onFrame((frame) => {
    const reading = measure(frame, rules)
    if (reading) heard(reading)
  })

  /** In turn. A caller who leaves is let go at once, even while he waits for his turn. */
  function alone<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const turn = last.then(async () => {
      if (signal.aborted) throw cancelled()
      try {
        await line.open(signal)
        return await work()
      } catch (error) {
        if (error instanceof DeviceError && error.code !== 'cancelled') {
          keeper.set({ health: 'disconnected', faults: [error.code] })
          await line.close()
        }
        throw error
      }
    })
    last = turn.catch(() => undefined)
    return new Promise((resolve, reject) => {
      const leave = (): void => reject(cancelled())
      signal.addEventListener('abort', leave)
      turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
      if (signal.aborted) leave()
    })
  }

  const pause = (ms: number, signal: AbortSignal): Promise<unknown> => waiting<never>(timer, ms, signal, () => () => undefined)

  /** Undefined: the signal. */
  async function nextFrame(signal: AbortSignal, request: WeighRequest): Promise<ScaleFrame | 'no-answer' | 'bad-frame' | undefined> {
    if (protocol.mode === 'continuous') {
      const frame = await line.next(silenceMs, signal)
      return frame ?? (signal.aborted ? undefined : 'no-answer')
    }
    const answer = await line.converse(protocol.weigh(request), answerMs, signal)
    if ('end' in answer) return answer.end
    return answer.nothing === 'interrupted' ? undefined : answer.nothing === 'silence' ? 'no-answer' : 'bad-frame'
  }

  async function nextReading(signal: AbortSignal, request: WeighRequest): Promise<Reading | undefined> {
    const frame = await nextFrame(signal, request)
    if (frame === undefined) return undefined
    const reading: Reading | undefined = typeof frame === 'string' ? { kind: frame } : measure(frame, rules)
    // What a continuous scale sends was told when it came.
    if (reading && (protocol.mode === 'asked' || reading.kind === 'no-answer')) heard(reading)
    return reading ?? { kind: 'bad-frame' }
  }

  /** `said` hears each reading, so that the caller has the last one when his time is up. */
  async function settledWeight(signal: AbortSignal, request: WeighRequest, said: (reading: Reading) => void): Promise<Reading | undefined> {
    let before: Weight | undefined
    while (!signal.aborted) {
      const reading = await nextReading(signal, request)
      if (!reading) break
      if (reading.kind === 'stable') {
        if (protocol.frames === 1 || (before && sameWeight(before, reading.weight))) return reading
        before = reading.weight
        // Seen once: until it is seen again it has not come to rest.
        said({ kind: 'in-motion' })
        continue
      }
      before = undefined
      said(reading)
      // A scale that gives a load one weight has given it: to ask again would only hide what it was.
      const spent = protocol.frames === 1 && (reading.kind === 'wrong-unit' || (reading.kind === 'below-minimum' && reading.weight))
      if (spent || reading.kind === 'unconfigured') return reading
      if (protocol.mode === 'asked' && reading.kind !== 'no-answer') await pause(betweenMs, signal)
    }
    return undefined
  }

  async function read({ timeoutMs = readMs, signal, unitPrice, tare = heldTare }: ReadOptions): Promise<Reading> {
    const time = limit(timer, timeoutMs, [signal, closing.signal])
    const request: WeighRequest = { ...(unitPrice !== undefined && { unitPrice }), ...(tare !== undefined && { tare }) }
    let said: Reading = { kind: 'no-answer' }
    try {
      const weight = await alone(time.signal, () => settledWeight(time.signal, request, (reading) => (said = reading)))
      if (weight) return weight
    } catch (error) {
      if (!time.late() || !(error instanceof DeviceError) || error.code !== 'cancelled') throw error
    } finally {
      time.stop()
    }
    if (!time.late()) throw cancelled()
    return said
  }

  async function selfTest(signal: AbortSignal): Promise<SelfTestReport> {
    const steps: SelfTestStep[] = []
    try {
      const heardAny = await alone(signal, async () => {
        steps.push({ step: 'open', result: 'passed' })
        if (protocol.mode === 'continuous') return (await line.next(silenceMs, signal)) !== undefined
        return 'end' in (await line.converse(protocol.poll(), answerMs, signal))
      })
      // An empty scale that shows zero, one that moves, one that is over: each has answered, and that is what was asked.
      return { steps: [...steps, heardAny ? { step: 'status', result: 'passed' } : { step: 'status', result: 'failed', fault: 'no-response' }] }
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error
      return { steps: [...steps, { step: steps.length === 0 ? 'open' : 'status', result: 'failed', fault: error.code }] }
    }
  }

  async function watched(act: Extract<Act, { kind: 'watched' }>, signal: AbortSignal): Promise<ActOutcome> {
    await line.send(act.send, signal)
    while (!signal.aborted) {
      const frame = await nextFrame(signal, {})
      if (typeof frame === 'object' && act.proof(frame)) return 'done'
      if (protocol.mode === 'asked') await pause(betweenMs, signal)
    }
    return 'unconfirmed'
  }

  async function perform(act: Act, command: Command, signal: AbortSignal): Promise<ActOutcome> {
    switch (act.kind) {
      case 'held':
        heldTare = command.kind === 'preset' ? command.tare : undefined
        return 'done'
      case 'watched':
        return watched(act, signal)
      case 'dialogue': {
        const answer = await line.converse(act.dialogue, actMs, signal)
        return 'end' in answer ? answer.end : answer.nothing === 'bad-frame' ? 'unconfirmed' : 'no-answer'
      }
    }
  }

  async function command(what: Command, signal: AbortSignal): Promise<ActOutcome> {
    const act = protocol.act(what)
    if (act === undefined) return 'unsupported'
    if (act === 'refused') return 'refused'
    // A dialogue has its own end; what is left over is for waiting in turn.
    const time = limit(timer, act.kind === 'watched' ? actMs : actMs + 2 * answerMs, [signal, closing.signal])
    try {
      return await alone(time.signal, () => perform(act, what, time.signal))
    } catch (error) {
      if (!time.late() || !(error instanceof DeviceError) || error.code !== 'cancelled') throw error
      return act.kind === 'watched' ? 'unconfirmed' : 'no-answer'
    } finally {
      time.stop()
    }
  }

  async function pollOnce(signal: AbortSignal): Promise<void> {
    if (protocol.mode === 'continuous') {
      await alone(signal, () => Promise.resolve())
      // Outside the turn: listening keeps nobody from speaking.
      if ((await line.next(silenceMs, signal)) === undefined && !signal.aborted) heard({ kind: 'no-answer' })
      return
    }
    const answer = await alone(signal, () => line.converse(protocol.poll(), answerMs, signal))
    if ('end' in answer) {
      // What it said of the load before goes with that: the weight just sold would stay on the screen, under the next customer's goods.
      heard(measure(answer.end, rules) ?? { kind: 'on-request' })
    } else if (answer.nothing !== 'interrupted') heard({ kind: answer.nothing === 'silence' ? 'no-answer' : 'bad-frame' })
    await pause(watchers > 0 ? livePollMs : statePollMs, signal)
  }

  async function watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await pollOnce(signal)
      } catch (error) {
        if (!(error instanceof DeviceError)) throw error
        if (error.code !== 'cancelled') {
          keeper.set({ health: 'disconnected', faults: [error.code] })
          await pause(reconnectMs, signal)
        }
      }
    }
  }

  return {
    id,
    state: () => keeper.state(),
    onState: (listener) => keeper.onState(listener),
    selfTest,
    read,
    onLive(listener) {
      const off = live.add(listener)
      watchers += 1
      let on = true
      return () => {
        if (on) watchers -= 1
        on = false
        off()
      }
    },
    zero: (signal) => command({ kind: 'zero' }, signal),
    tare: (what, signal) => command(typeof what === 'number' ? { kind: 'preset', tare: what, unit: sellsIn } : { kind: what === 'platter' ? 'tare' : 'clear' }, signal),
    start() {
      watching ??= watch(closing.signal)
    },
    async close() {
      closing.abort()
      await watching
      await last
      await line.close()
    },
  }
}

/** Not the frames' bytes: a printing bit may change between two frames that show the same. */
function sameWeight(one: Weight, other: Weight): boolean {
  return one.quantity === other.quantity && one.net === other.net && one.tare === other.tare
}
