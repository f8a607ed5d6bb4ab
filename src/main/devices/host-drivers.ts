import { type DeviceView } from '../../contracts/ipc/index.ts'
import { createListeners, type Off, type SelfTestReport, type Timer } from '../../drivers/device/index.ts'
import { type Scan, type ScanFeedback } from '../../drivers/scanner/index.ts'
import { type WiredConfig } from './config.ts'
import { type DevicesLog, type EffectsSource } from './effects-source.ts'
import { type ScaleReading, type ScaleSaid, type ScaleWork } from './scale-messages.ts'
import { labelPrinterFacts, openLabelPrinter } from './wired-label-printer.ts'
import { runEffects } from './run-effects.ts'
import { printerStation, type Shown, viewOf } from './station.ts'
import { openScale, scaleName } from './wired-scale.ts'
import { openScanner, scannerName } from './wired-scanner.ts'

/** How often a printer at rest is asked how it is. */
export const pollMs = 5_000
/** One behind the Windows spooler: each question starts a PowerShell, and the answer is no more than "the queue is there". */
export const spoolPollMs = 60_000

/** Everything that touches a device, wherever it runs. */
export interface Drivers {
  view(): readonly DeviceView[]
  onChange(listener: (view: readonly DeviceView[]) => void): Off
  /** There may be effects to do. */
  wake(): void
  /** Each scan once. One that was read and not yet told when the drivers' process died is gone: the goods are still in the hand. */
  onScan(listener: (scan: Scan) => void): Off
  /** Has the scanner say what became of its last scan, where it can. */
  beep(kind: ScanFeedback): void
  /** Asks the scale. Undefined: there is none. Never rejects. */
  scale(work: ScaleWork): Promise<ScaleSaid | undefined>
  /** Whether anybody looks at the weight; until then nothing of it is told. */
  watchScale(on: boolean): void
  onWeight(listener: (reading: ScaleReading) => void): Off
  /** Undefined: there is no device of that id. */
  selfTest(id: string): Promise<SelfTestReport | undefined>
  /** Begins nothing more, and resolves when the end of the work in hand is recorded. */
  close(): Promise<void>
}

export interface DriversOptions {
  readonly config: WiredConfig
  readonly source: EffectsSource
  readonly log: DevicesLog
  readonly timer: Timer
}

/** Drives the devices here, in this process. Resolves before a real printer has been found. */
export async function hostDrivers({ config, source, log, timer }: DriversOptions): Promise<Drivers> {
  const changes = createListeners<readonly DeviceView[]>()
  const ending = new AbortController()
  const scans = createListeners<Scan>()
  const { printer, drawer, shown: atPrinter, close: closeLine, textDrawer } = printerStation(config, timer)
  const labels = config.labelPrinter && openLabelPrinter(config.labelPrinter, timer, textDrawer)
  const scanner = config.scanner && openScanner(config.scanner, timer)
  const scale = config.scale && openScale(config.scale, timer)
  const weights = createListeners<ScaleReading>()
  let offWatch: (() => void) | undefined
  const shown: readonly Shown[] = [
    ...atPrinter,
    ...(scale && config.scale ? [{ kind: 'scale', name: scaleName(config.scale, timer), simulated: config.scale.simulated === true, device: scale.scale } as const] : []),
    ...(labels && config.labelPrinter ? [{ kind: 'labelPrinter', ...labelPrinterFacts(config.labelPrinter, timer), device: labels } as const] : []),
    ...(scanner && config.scanner ? [{ kind: 'scanner', name: scannerName(config.scanner, timer), simulated: false, device: scanner } as const] : []),
  ]
  const view = (): readonly DeviceView[] => shown.map(viewOf)
  const offs = shown.map(({ device }) => device.onState(() => changes.tell(view())))

  const offScans = scanner?.onScan((scan) => scans.tell(scan))

  const runner = runEffects({ source, timer, log, ...(printer && { printer }), ...(drawer && { drawer }), ...(labels && { labelPrinter: labels }) })
  let cancelPoll: () => void = () => undefined
  async function watch(): Promise<void> {
    await printer?.poll(ending.signal)
    if (!ending.signal.aborted) cancelPoll = timer.after(config.printer?.transport === 'winspool' ? spoolPollMs : pollMs, () => void watch())
  }
  let cancelLabelPoll: () => void = () => undefined
  async function watchLabels(): Promise<void> {
    await labels?.poll(ending.signal)
    if (!ending.signal.aborted) cancelLabelPoll = timer.after(config.labelPrinter?.transport === 'winspool' ? spoolPollMs : pollMs, () => void watchLabels())
  }
  const firstLabelLook = labels ? watchLabels() : Promise.resolve()
  // A simulator answers at once; a real printer that is switched off takes seconds not to, and the till does not wait.
  const firstLook = printer ? watch() : Promise.resolve()
  if (config.printer?.simulated === true) await firstLook
  runner.wake()

  return {
    view,
    onChange: (listener) => changes.add(listener),
    wake: () => runner.wake(),
    onScan: (listener) => scans.add(listener),
    beep: (kind) => void scanner?.feedback?.(kind),
    scale: (work) => scale?.work(work, ending.signal) ?? Promise.resolve(undefined),
    watchScale(on) {
      offWatch?.()
      offWatch = on ? scale?.watch((reading) => weights.tell(reading)) : undefined
    },
    onWeight: (listener) => weights.add(listener),
    async selfTest(id) {
      const device = shown.find((one) => one.device.id === id)?.device
      return device?.busy?.() === true ? { steps: [], busy: true } : device?.selfTest(ending.signal)
    },
    async close() {
      ending.abort()
      cancelPoll()
      cancelLabelPoll()
      for (const off of offs) off()
      offScans?.()
      offWatch?.()
      await Promise.all([runner.close(), scanner?.close(), scale?.scale.close()])
      await firstLook
      await closeLine()
      await firstLabelLook
    },
  }
}
