import { type Timer } from '../../drivers/device/index.ts'
import { type WiredConfig } from './config.ts'
import { type DevicesLog, type EffectsSource } from './effects-source.ts'
import { runEffects } from './run-effects.ts'
import { printerStation, type Shown } from './station.ts'
import { labelPrinterFacts, openLabelPrinter } from './wired-label-printer.ts'

/** How often a printer at rest is asked how it is. */
export const pollMs = 5_000
/** One behind the Windows spooler: each question starts a PowerShell, and the answer is no more than "the queue is there". */
export const spoolPollMs = 60_000

/** The printers, the drawer on their line, and the queues of work for them: changed together, for they share a line or the spool. */
export interface Front {
  readonly shown: readonly Shown[]
  wake(): void
  /** Begins nothing more, and resolves when the end of the work in hand is recorded. */
  close(): Promise<void>
}

export interface FrontOptions {
  readonly config: WiredConfig
  readonly source: EffectsSource
  readonly log: DevicesLog
  readonly timer: Timer
  readonly changed: () => void
}

/** Resolves before a real printer has been found. */
export async function startFront({ config, source, log, timer, changed }: FrontOptions): Promise<Front> {
  const ending = new AbortController()
  const { printer, second, drawer, shown: atPrinter, textDrawer, close: closeLine } = printerStation(config, timer)
  const labels = config.labelPrinter && openLabelPrinter(config.labelPrinter, timer, textDrawer)
  const shown: readonly Shown[] = [...atPrinter, ...(labels && config.labelPrinter ? [{ kind: 'labelPrinter', ...labelPrinterFacts(config.labelPrinter, timer), device: labels } as const] : [])]
  const offs = shown.map(({ device }) => device.onState(changed))
  const runner = runEffects({ source, timer, log, ...(printer && { printer }), ...(second && { second }), ...(drawer && { drawer }), ...(labels && { labelPrinter: labels }) })
  let cancelPoll: () => void = () => undefined
  async function watch(): Promise<void> {
    await printer?.poll(ending.signal)
    if (!ending.signal.aborted) cancelPoll = timer.after(config.printer?.transport === 'winspool' ? spoolPollMs : pollMs, () => void (looking = watch()))
  }
  let cancelLabelPoll: () => void = () => undefined
  async function watchLabels(): Promise<void> {
    await labels?.poll(ending.signal)
    if (!ending.signal.aborted) cancelLabelPoll = timer.after(config.labelPrinter?.transport === 'winspool' ? spoolPollMs : pollMs, () => void (lookingAtLabels = watchLabels()))
  }
  let lookingAtLabels = labels ? watchLabels() : Promise.resolve()
  // A simulator answers at once; a real printer that is switched off takes seconds not to, and the till does not wait.
  let looking = printer ? watch() : Promise.resolve()
  if (config.printer?.simulated === true) await looking
  runner.wake()
  return {
    shown,
    wake: () => runner.wake(),
    async close() {
      ending.abort()
      cancelPoll()
      cancelLabelPoll()
      for (const off of offs) off()
      await runner.close()
      // The line is free when this is over: the next one may be the same printer again, and takes a single client.
      await Promise.all([looking, lookingAtLabels])
      await closeLine()
    },
  }
}
