import { type Effect, type EffectState, type EffectWork } from '../../db/index.ts'
import { type CashDrawer } from '../../drivers/cash-drawer/index.ts'
import { DeviceError, type Timer } from '../../drivers/device/index.ts'
import { type Printer } from '../../drivers/printer/index.ts'
import { receiptWords } from '../words/index.ts'
import { type DevicesLog, type EffectsSource } from './effects-source.ts'

export const firstRetryMs = 1_000
export const lastRetryMs = 30_000
/** How many are looked at in one pass. */
const batch = 32

export interface EffectsRunnerOptions {
  readonly source: EffectsSource
  /** Absent: none is configured. */
  readonly printer?: Printer
  readonly drawer?: CashDrawer
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

/** Does what the core has written down, one thing at a time: drawers first, then paper, oldest first. */
export function runEffects({ source, printer, drawer, timer, log }: EffectsRunnerOptions): EffectsRunner {
  const calledOff = new AbortController()
  /** Ends that the core has not taken yet: this work is done, whatever its row says, and is not done again. */
  const unrecorded = new Map<number, { readonly state: EffectState; readonly fault?: string }>()
  let running: Promise<void> | undefined
  let again = false
  let held = false
  let retryMs = firstRetryMs
  let cancelRetry: () => void = () => undefined

  function wake(): void {
    if (calledOff.signal.aborted) return
    again = true
    running ??= run()
  }

  async function run(): Promise<void> {
    try {
      while (again && !calledOff.signal.aborted) {
        again = false
        await pass().catch(retryLater)
      }
    } finally {
      running = undefined
    }
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
    if (!calledOff.signal.aborted) hold()
  }

  async function pass(): Promise<void> {
    for (const [id, end] of unrecorded) await record(id, end.state, end.fault)
    const work = await source.effectsToDo(batch)
    for (const effect of work) {
      if (isKick(effect)) await guarded(effect, kick)
    }
    for (const effect of work) {
      // New work may hold a kick, and a drawer does not queue behind a stack of receipts.
      if (held || again || calledOff.signal.aborted) return
      if (isPrint(effect)) await guarded(effect, print)
    }
    if (work.length > 0 && !held) again = true
  }

  async function guarded<E extends Effect>(effect: E, act: (effect: E) => Promise<void>): Promise<void> {
    // One row that the core will not let begin must not keep the rest from being done.
    await act(effect).catch(retryLater)
  }

  async function record(id: number, state: EffectState, fault?: string): Promise<void> {
    unrecorded.set(id, { state, ...(fault !== undefined && { fault }) })
    await source.effectFinished(id, state, fault)
    unrecorded.delete(id)
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
      const { outcome, replaced } = await printer.print(
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
      await record(effect.id, outcome)
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error
      if (error.code === 'cancelled') return
      log({ level: 'error', event: 'print.fault', detail: `effect ${effect.id}: ${error.message}` })
      if (error.retry !== 'safe') return record(effect.id, 'failed', error.code)
      hold()
      // Said once per fault: a printer without paper all night is not a thousand writes.
      if (begun || effect.fault !== error.code) await source.effectFinished(effect.id, 'waiting', error.code)
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
      await running
    },
  }
}

function isKick(effect: Effect): effect is EffectOf<'kick'> {
  return effect.work.kind === 'kick'
}
function isPrint(effect: Effect): effect is EffectOf<'print'> {
  return effect.work.kind === 'print'
}
