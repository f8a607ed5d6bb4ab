import { type Effect, type EffectState, type EffectWork } from '../../db/index.ts'
import { DeviceError, type Timer } from '../../drivers/device/index.ts'
import { type LabelPrinter } from '../../drivers/label-printer/index.ts'
import { type DevicesLog } from './effects-source.ts'
import { lane } from './lane.ts'

export const firstLabelRetryMs = 1_000
export const lastLabelRetryMs = 30_000

export interface LabelQueueOptions {
  /** Absent: none is configured. */
  readonly printer?: Pick<LabelPrinter, 'print' | 'onState'>
  readonly calledOff: AbortSignal
  readonly toDo: () => Promise<readonly Effect[]>
  readonly started: (id: number) => Promise<void>
  readonly record: (id: number, state: EffectState, fault?: string) => Promise<void>
  readonly timer: Timer
  readonly log: DevicesLog
}

export interface LabelQueue {
  wake(): void
  /** Begins nothing more, and resolves when the work in hand is done. */
  close(): Promise<void>
}

type LabelEffect = Effect & { readonly work: Extract<EffectWork, { kind: 'label' }> }

/**
 * Labels, in a queue of their own beside drawers and paper: nobody waits for one at the counter, and a label printer without a
 * roll must hold up no receipt, nor a receipt printer a label.
 */
export function labelQueue({ printer, calledOff, toDo, started, record, timer, log }: LabelQueueOptions): LabelQueue {
  let held = false
  let retryMs = firstLabelRetryMs
  let cancelRetry: () => void = () => undefined
  const labels = lane(calledOff, pass, failed)

  function hold(): void {
    held = true
    cancelRetry()
    cancelRetry = timer.after(retryMs, release)
    retryMs = Math.min(retryMs * 2, lastLabelRetryMs)
  }
  function release(): void {
    held = false
    cancelRetry()
    labels.wake()
  }
  function failed(error: unknown): void {
    log({ level: 'error', event: 'labels.source', detail: error instanceof Error ? error.message : String(error) })
    if (!calledOff.aborted) hold()
  }

  async function pass(): Promise<boolean> {
    const work = (await toDo()).filter(isLabel)
    for (const effect of work) {
      if (held || calledOff.aborted) return false
      await print(effect)
    }
    return work.length > 0 && !held
  }

  async function print({ id, work, fault }: LabelEffect): Promise<void> {
    if (!printer) return record(id, 'failed', 'unconfigured')
    let begun = false
    try {
      const { outcome, replaced } = await printer.print(work, {
        signal: calledOff,
        beforeFirstByte: () => {
          begun = true
          return started(id)
        },
      })
      retryMs = firstLabelRetryMs
      if (replaced.length > 0) log({ level: 'info', event: 'label.charactersReplaced', detail: `effect ${id}: ${replaced.length}` })
      await record(id, outcome)
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error
      if (error.code === 'cancelled') return
      log({ level: 'error', event: 'label.fault', detail: `effect ${id}: ${error.message}` })
      if (error.retry !== 'safe') return record(id, 'failed', error.code)
      hold()
      // Said once per fault: a printer without a roll all night is not a thousand writes.
      if (begun || fault !== error.code) await record(id, 'waiting', error.code)
    }
  }

  const off = printer?.onState(({ health }) => {
    if (!held || (health !== 'ready' && health !== 'degraded')) return
    retryMs = firstLabelRetryMs
    release()
  })
  return {
    wake: () => {
      if (!held) labels.wake()
    },
    async close() {
      cancelRetry()
      off?.()
      await labels.idle()
    },
  }
}

function isLabel(effect: Effect): effect is LabelEffect {
  return effect.work.kind === 'label'
}
