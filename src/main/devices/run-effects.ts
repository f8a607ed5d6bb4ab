import { isSecondPage } from '../../contracts/ipc/index.ts'
import { type Effect, type EffectState, type EffectWork } from '../../db/index.ts'
import { type CashDrawer } from '../../drivers/cash-drawer/index.ts'
import { DeviceError, type Timer } from '../../drivers/device/index.ts'
import { type Printer } from '../../drivers/printer/index.ts'
import { type LabelPrinter } from '../../drivers/label-printer/index.ts'
import { receiptWords } from '../words/index.ts'
import { type DevicesLog, type EffectsSource } from './effects-source.ts'
import { labelQueue } from './label-queue.ts'
import { lane } from './lane.ts'

export const firstRetryMs = 1_000
export const lastRetryMs = 30_000
/** How many are looked at in one pass. */
const batch = 32

export interface EffectsRunnerOptions {
  readonly source: EffectsSource
  /** Absent: none is configured. */
  readonly printer?: Pick<Printer, 'print' | 'onState'>
  /** The one that stands in, by itself: for its own test page. Absent: there is none. */
  readonly second?: Pick<Printer, 'print'>
  readonly drawer?: Pick<CashDrawer, 'kick'>
  readonly labelPrinter?: Pick<LabelPrinter, 'print' | 'onState'>
  readonly timer: Timer
  readonly log: DevicesLog
}

export interface EffectsRunner {
  /** There may be work. Cheap, and may be called at any time. */
  wake(): void
  /** Begins nothing more and waits for the work in hand, which no longer waits for the printer's word. */
  close(): Promise<void>
}

type EffectOf<K extends EffectWork['kind']> = Effect & { readonly work: Extract<EffectWork, { kind: K }> }

/**
 * Does what the core has written down, in queues of their own: drawers, paper, and labels. A kick waits for kicks alone, so
 * that the drawer of the next sale opens while the last one's paper is still awaited; a paper waits for every kick that
 * is known, so that no ink comes before its own sale's drawer.
 */
export function runEffects({ source, printer, second, drawer, labelPrinter, timer, log }: EffectsRunnerOptions): EffectsRunner {
  const calledOff = new AbortController()
  /** Ends that the core has not taken yet: this work is done, whatever its row says, and is not done again. */
  const unrecorded = new Map<number, { readonly state: EffectState; readonly fault?: string; readonly standIn?: string }>()
  let held = false
  let retryMs = firstRetryMs
  let cancelRetry: () => void = () => undefined
  const drawers = lane(calledOff.signal, kicks, retryLater)
  const papers = lane(calledOff.signal, prints, retryLater)
  const secondPages = lane(calledOff.signal, pagesOfSecond, retryLater)
  const labels = labelQueue({ ...(labelPrinter && { printer: labelPrinter }), calledOff: calledOff.signal, toDo, started: (id) => source.effectStarted(id), record, timer, log })

  function wake(): void {
    // Drawers first: the paper's queue waits for what this one has in hand.
    drawers.wake()
    papers.wake()
    secondPages.wake()
    labels.wake()
  }

  /** Paper waits, drawers do not: a printer without paper must not lock the cash of the next sale. */
  function hold(): void {
    held = true
    cancelRetry()
    cancelRetry = timer.after(retryMs, release)
    retryMs = Math.min(retryMs * 2, lastRetryMs)
  }
  function release(): void {
    held = false
    cancelRetry()
    wake()
  }
  function retryLater(error: unknown): void {
    log({ level: 'error', event: 'effects.source', detail: error instanceof Error ? error.message : String(error) })
    // Once for all that failed with it: ten papers refused by one disk are not ten reasons to wait longer.
    if (!calledOff.signal.aborted && !held) hold()
  }

  /** True: all of it was done, and there may be more. */
  async function kicks(): Promise<boolean> {
    const work = (await toDo()).filter(isKick)
    let done = work.length > 0
    for (const effect of work) done = (await guarded(effect, kick)) && done
    return done
  }

  async function prints(): Promise<boolean> {
    await drawers.idle()
    // What only the label printer or the second printer can do is no work of this queue: it would be asked for without end.
    const work = (await toDo()).filter((effect) => effect.work.kind !== 'label' && !isSecondPage(effect.saleId))
    if (work.some(isKick)) {
      // Written since the drawers were last looked at, and its own sale's paper may stand in the same list.
      drawers.wake()
      await drawers.idle()
    }
    let done = work.length > 0
    for (const effect of work.filter(isPrint)) {
      if (held || calledOff.signal.aborted) return false
      done = (await guarded(effect, print)) && done
      await drawers.idle()
    }
    return done && !held
  }

  /** In a queue of its own: a sale's paper does not wait while somebody tries the printer that stands in. */
  async function pagesOfSecond(): Promise<boolean> {
    const work = (await toDo()).filter(isPrint).filter(({ saleId }) => isSecondPage(saleId))
    let done = work.length > 0
    for (const effect of work) done = (await guarded(effect, pageOfSecond)) && done
    return done
  }

  async function toDo(): Promise<readonly Effect[]> {
    for (const [id, end] of unrecorded) await record(id, end.state, end.fault, end.standIn)
    return source.effectsToDo(batch)
  }

  /** One row that the core will not let begin must not keep the rest from being done. */
  async function guarded<E extends Effect>(effect: E, act: (effect: E) => Promise<void>): Promise<boolean> {
    try {
      await act(effect)
      return true
    } catch (error) {
      retryLater(error)
      return false
    }
  }

  async function record(id: number, state: EffectState, fault?: string, standIn?: string): Promise<void> {
    try {
      await source.effectFinished(id, state, fault, standIn)
      unrecorded.delete(id)
    } catch (error) {
      unrecorded.set(id, { state, ...(fault !== undefined && { fault }), ...(standIn !== undefined && { standIn }) })
      throw error
    }
  }

  async function kick(effect: EffectOf<'kick'>): Promise<void> {
    // It may have opened already. A drawer is opened once, or by a person.
    if (effect.attempts > 0) return record(effect.id, 'unconfirmed', 'interrupted')
    if (!drawer) return record(effect.id, 'failed', 'unconfigured')
    try {
      const outcome = await drawer.kick({ pin: effect.work.pin, signal: calledOff.signal, beforeFirstByte: () => source.effectStarted(effect.id) })
      await record(effect.id, outcome)
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error
      if (error.code === 'cancelled') return
      // Nothing left, so it stayed shut: that is known, and a person opens it. Anything else is not known.
      await record(effect.id, error.phase === 'connect' ? 'failed' : 'unconfirmed', error.code)
    }
  }

  async function print(effect: EffectOf<'print'>): Promise<void> {
    if (!printer) return record(effect.id, 'failed', 'unconfigured')
    const { document } = effect.work
    const duplicate = effect.attempts > 0 ? { duplicateWords: receiptWords(document.language) } : {}
    let begun = false
    try {
      const { outcome, replaced, standIn } = await printer.print(
        { id: String(effect.id), document, ...duplicate },
        {
          signal: calledOff.signal,
          beforeFirstByte: () => {
            begun = true
            return source.effectStarted(effect.id)
          },
        },
      )
      retryMs = firstRetryMs
      if (replaced.length > 0) log({ level: 'info', event: 'print.charactersReplaced', detail: `effect ${effect.id}: ${replaced.length}` })
      await record(effect.id, outcome, undefined, standIn)
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error
      if (error.code === 'cancelled') return
      log({ level: 'error', event: 'print.fault', detail: `effect ${effect.id}: ${error.message}` })
      if (error.retry !== 'safe') return record(effect.id, 'failed', error.code, error.standIn)
      hold()
      // Said once per fault: a printer without paper all night is not a thousand writes.
      if (begun || effect.fault !== error.code) await source.effectFinished(effect.id, 'waiting', error.code)
    }
  }

  /** Nobody is owed a test page: what is wrong is said, and whoever stands there presses the key again. */
  async function pageOfSecond(effect: EffectOf<'print'>): Promise<void> {
    if (!second) return record(effect.id, 'failed', 'unconfigured')
    const { document } = effect.work
    try {
      const job = { id: String(effect.id), document, ...(effect.attempts > 0 && { duplicateWords: receiptWords(document.language) }) }
      const { outcome } = await second.print(job, { signal: calledOff.signal, beforeFirstByte: () => source.effectStarted(effect.id) })
      await record(effect.id, outcome)
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error
      if (error.code !== 'cancelled') await record(effect.id, 'failed', error.code)
    }
  }

  const offs = [
    source.onWake?.(wake),
    printer?.onState(({ health }) => {
      if (!held || (health !== 'ready' && health !== 'degraded')) return
      retryMs = firstRetryMs
      release()
    }),
  ]

  return {
    wake,
    async close() {
      calledOff.abort()
      cancelRetry()
      for (const off of offs) off?.()
      await Promise.all([drawers.idle(), papers.idle(), secondPages.idle(), labels.close()])
    },
  }
}

function isKick(effect: Effect): effect is EffectOf<'kick'> {
  return effect.work.kind === 'kick'
}
function isPrint(effect: Effect): effect is EffectOf<'print'> {
  return effect.work.kind === 'print'
}
