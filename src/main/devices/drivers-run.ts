import { type DeviceView } from '../../contracts/ipc/index.ts'
import { type Effect, type EffectWork } from '../../db/index.ts'
import { type DisplayMessage } from '../../drivers/customer-display/index.ts'
import { type SelfTestReport } from '../../drivers/device/index.ts'
import { type Scan, type ScanFeedback } from '../../drivers/scanner/index.ts'
import { fromDrivers, type FromDrivers, hostMessage, longestMessage, readMessage, thatFit, type ToDrivers } from './driver-messages.ts'
import { type WiredConfig } from './config.ts'
import { type LaunchDrivers } from './drivers-port.ts'
import { type DriversOptions } from './host-drivers.ts'
import { foundNothing, type FoundSaid, type ProbeSaid } from './find-messages.ts'
import { type ScaleAsk, type ScaleReading, type ScaleSaid, type ScaleWork } from './scale-messages.ts'
import { type InHand } from './left-unfinished.ts'
import { type PaymentHooks, type PaymentSaid, type PaymentWork } from './payment-messages.ts'

/** From its start until it has said how its devices are. */
export const readyMs = 15_000
/** It is asked for a sign of life this often, and ended when three questions stay unanswered: a hung driver is a dead one. */
export const pingMs = 5_000
const mostUnanswered = 3
/** For the work in hand at the end: a part of a job that is not taken, and the printer's goodbye. */
export const closeMs = 20_000

const stopped = { fault: 'driver-stopped' } as const satisfies ScaleSaid & PaymentSaid

export interface DriversRunOptions extends DriversOptions {
  readonly launch: LaunchDrivers
  readonly onView: (devices: readonly DeviceView[]) => void
  readonly onScan: (scan: Scan) => void
  readonly onWeight: (reading: ScaleReading) => void
}

/** One life of the process. */
export interface DriversRun {
  alive(): boolean
  ready(): boolean
  wake(): void
  beep(kind: ScanFeedback): void
  /** `driver-stopped` when the process ended before it answered. */
  scale(work: ScaleWork, asked?: ScaleAsk): Promise<ScaleSaid>
  watchScale(on: boolean): void
  /** Resolves when it has the new ones, or has ended: the next life begins with them. */
  reconfigure(config: WiredConfig): Promise<void>
  find(): Promise<FoundSaid>
  probe(target: { readonly host: string; readonly port: number }): Promise<ProbeSaid>
  /** `driver-stopped` when the process ended before it answered: what became of the money nobody knows. */
  pay(work: PaymentWork, hooks: PaymentHooks): Promise<PaymentSaid>
  abortPayment(attemptId: string): void
  showCustomer(message: DisplayMessage): void
  selfTest(id: string): Promise<SelfTestReport | undefined>
  /** The soft way, then the hard one. */
  close(): Promise<void>
  /** Why; everything it said before has been heard. */
  readonly ended: Promise<string>
  /** What it had begun and not finished, when every answer of the core to it is known. */
  inHand(): Promise<readonly InHand[]>
}

export function runDrivers({ launch, config, source, log, timer, onView, onScan, onWeight }: DriversRunOptions): DriversRun {
  const port = launch()
  const kinds = new Map<number, EffectWork['kind']>()
  const begun = new Map<number, InHand>()
  const reports = new Map<number, (report: SelfTestReport | undefined) => void>()
  const weighings = new Map<number, (said: ScaleSaid) => void>()
  const changes = new Map<number, (done: undefined) => void>()
  const searches = new Map<number, (said: FoundSaid) => void>()
  const probes = new Map<number, (said: ProbeSaid) => void>()
  const payments = new Map<number, { readonly hooks: PaymentHooks; tell(said: PaymentSaid): void }>()
  const asked = new Set<Promise<void>>()
  let [alive, isReady, unanswered, nextReport] = [true, false, 0, 1]
  let cancelPing: () => void = () => undefined
  const post = (message: ToDrivers): void => {
    if (alive) port.post(JSON.stringify(message))
  }

  const cancelReady = timer.after(readyMs, () => port.kill())
  function ping(): void {
    if (unanswered >= mostUnanswered) return port.kill()
    unanswered += 1
    post({ kind: 'ping' })
    cancelPing = timer.after(pingMs, ping)
  }

  /** The core's word on a question, told to whoever asked unless they are gone. */
  function answer(id: number, work: Promise<readonly Effect[] | undefined>): void {
    const answering = work.then(
      (effects) => post({ kind: 'answer', id, ok: true, ...(effects && { effects: effects as NonNullable<Extract<ToDrivers, { kind: 'answer' }>['effects']> }) }),
      () => post({ kind: 'answer', id, ok: false }),
    )
    asked.add(answering)
    void answering.finally(() => asked.delete(answering))
  }

  async function effectsToDo(limit: number): Promise<readonly Effect[]> {
    const effects = thatFit(await source.effectsToDo(limit))
    const [only] = effects
    if (effects.length === 1 && only !== undefined && JSON.stringify(only).length > longestMessage - 1_000) {
      await source.effectFinished(only.id, 'failed', 'unprintable')
      return []
    }
    for (const { id, work } of effects) kinds.set(id, work.kind)
    return effects
  }

  async function effectStarted(id: number): Promise<undefined> {
    const kind = kinds.get(id)
    // It may only begin what it was given.
    if (kind === undefined) throw new Error('no such effect')
    await source.effectStarted(id)
    begun.set(id, { id, kind })
  }

  async function effectFinished({ effect: id, state, fault, standIn }: Extract<FromDrivers, { kind: 'effectFinished' }>): Promise<undefined> {
    if (!kinds.has(id)) throw new Error('no such effect')
    const inHand = begun.get(id)
    if (inHand) begun.set(id, { ...inHand, told: { state, ...(fault !== undefined && { fault }), ...(standIn !== undefined && { standIn }) } })
    await source.effectFinished(id, state, fault, standIn)
    begun.delete(id)
    if (state !== 'waiting') kinds.delete(id)
  }

  /** Asks, and resolves with the answer, or with `gone` when it ends before. */
  function question<T>(waiting: Map<number, (said: T) => void>, gone: T, message: (id: number) => ToDrivers): Promise<T> {
    if (!alive) return Promise.resolve(gone)
    const id = nextReport++
    return new Promise((resolve) => {
      waiting.set(id, resolve)
      post(message(id))
    })
  }
  function settle<T>(waiting: Map<number, (said: T) => void>, id: number, said: T): void {
    waiting.get(id)?.(said)
    waiting.delete(id)
  }

  function hear(message: FromDrivers): void {
    switch (message.kind) {
      case 'ready':
        cancelReady()
        isReady = true
        onView(message.devices)
        ping()
        return
      case 'change':
        onView(message.devices)
        return
      case 'effectsToDo':
        return answer(message.id, effectsToDo(message.limit))
      case 'effectStarted':
        return answer(message.id, effectStarted(message.effect))
      case 'effectFinished':
        return answer(message.id, effectFinished(message))
      case 'scan':
        return onScan(message.scan)
      case 'weight':
        return onWeight(message.reading)
      case 'scaleSaid':
        return settle(weighings, message.id, message.said)
      case 'payProgress':
        payments.get(message.id)?.hooks.onProgress(message.progress)
        return
      case 'payMark': {
        const { id } = message
        const marking = payments.get(id)?.hooks.onMark(message.mark) ?? Promise.reject(new Error('no such payment'))
        void marking.then(() => post({ kind: 'payMarked', id, ok: true }), () => post({ kind: 'payMarked', id, ok: false }))
        return
      }
      case 'paySaid':
        payments.get(message.id)?.tell(message.said)
        payments.delete(message.id)
        return
      case 'report':
        return settle(reports, message.id, message.report as SelfTestReport | undefined)
      case 'reconfigured':
        return settle(changes, message.id, undefined)
      case 'found':
        return settle(searches, message.id, message.said)
      case 'probed':
        return settle(probes, message.id, message.said)
      case 'log':
        return log(message.line)
      case 'pong':
        unanswered = 0
        return
      case 'closed':
        port.kill()
    }
  }

  port.onMessage((text) => {
    const message = readMessage(fromDrivers, text)
    if (message !== undefined) return hear(message)
    // Whatever wrote that has lost its mind, and its next words may look like sense.
    log({ level: 'error', event: 'drivers.malformed' })
    port.kill()
  })
  const ended = new Promise<string>((resolve) =>
    port.onEnd((why) => {
      alive = false
      isReady = false
      cancelReady()
      cancelPing()
      for (const tell of reports.values()) tell(undefined)
      for (const tell of weighings.values()) tell(stopped)
      for (const tell of changes.values()) tell(undefined)
      for (const tell of searches.values()) tell(foundNothing('driver-stopped'))
      for (const tell of probes.values()) tell('unknown')
      for (const { tell } of payments.values()) tell(stopped)
      resolve(why)
    }),
  )
  port.post(hostMessage(config))

  return {
    alive: () => alive,
    ready: () => isReady,
    wake: () => post({ kind: 'wake' }),
    beep: (beep) => post({ kind: 'beep', beep }),
    scale: (work, asked = {}) => question(weighings, stopped, (id) => ({ kind: 'scale', id, work, asked })),
    watchScale: (on) => post({ kind: 'watchScale', on }),
    selfTest: (device) => question(reports, undefined, (id) => ({ kind: 'selfTest', id, device })),
    reconfigure: (next) => question<undefined>(changes, undefined, (id) => ({ kind: 'reconfigure', id, config: next as Extract<ToDrivers, { kind: 'reconfigure' }>['config'] })),
    find: () => question(searches, foundNothing('driver-stopped'), (id) => ({ kind: 'find', id })),
    probe: (target) => question<ProbeSaid>(probes, 'unknown', (id) => ({ kind: 'probe', id, target })),
    pay(work, hooks) {
      if (!alive) return Promise.resolve(stopped)
      const id = nextReport++
      return new Promise((tell) => {
        payments.set(id, { hooks, tell })
        post({ kind: 'pay', id, work })
      })
    },
    abortPayment: (attempt) => post({ kind: 'payAbort', attempt }),
    showCustomer: ({ rows: [upper, lower], amount }) => post({ kind: 'display', message: { rows: [upper, lower], ...(amount && { amount }) } }),
    async close() {
      post({ kind: 'close' })
      const cancel = timer.after(closeMs, () => port.kill())
      await ended
      cancel()
    },
    ended,
    async inHand() {
      while (asked.size > 0) await Promise.all(asked)
      return [...begun.values()]
    },
  }
}
