import { type DevicesView } from '../../contracts/ipc/index.ts'
import { type DisplayMessage } from '../../drivers/customer-display/index.ts'
import { createListeners, type SelfTestReport, systemTimer, type Timer } from '../../drivers/device/index.ts'
import { type SimulatedLabelPrinter } from '../../drivers/label-printer/index.ts'
import { type SimulatedPrinter } from '../../drivers/printer/index.ts'
import { type Scan, type ScanFeedback } from '../../drivers/scanner/index.ts'
import { type DevicesConfig } from './config.ts'
import { type LaunchDrivers } from './drivers-port.ts'
import { type DevicesLog, type EffectsSource } from './effects-source.ts'
import { hostDrivers } from './host-drivers.ts'
import { type FoundSaid, type ProbeSaid } from './find-messages.ts'
import { type PaymentHooks, type PaymentSaid, type PaymentWork } from './payment-messages.ts'
import { type ScaleAsk, type ScaleReading, type ScaleSaid, type ScaleWork } from './scale-messages.ts'
import { type ServedDisplay } from './simulated-display.ts'
import { keepSimulators, type Simulators } from './simulators.ts'
import { superviseDrivers } from './supervise-drivers.ts'
import { type Shown, viewOf } from './station.ts'

export interface DevicesEvents {
  /** Some device's health, faults or position changed. */
  readonly change: DevicesView
  readonly scan: Scan
  /** Only while watchScale() asked for it. For the screen: what is sold is asked for with scale(). */
  readonly weight: ScaleReading
}

export interface Devices {
  view(): DevicesView
  /** Returns what takes the listener off again. */
  on<E extends keyof DevicesEvents>(event: E, listener: (payload: DevicesEvents[E]) => void): () => void
  /** There may be effects to do. */
  wake(): void
  /** Has the scanner say what became of its last scan, where it can. */
  beep(kind: ScanFeedback): void
  /** Asks the scale now. Undefined: there is none. Never rejects. */
  scale(work: ScaleWork, asked?: ScaleAsk): Promise<ScaleSaid | undefined>
  watchScale(on: boolean): void
  /** Asks the paymentTerminal. Undefined: there is none. Never rejects. */
  pay(work: PaymentWork, hooks: PaymentHooks): Promise<PaymentSaid | undefined>
  abortPayment(attemptId: string): void
  /** On the customer display, if there is one. Returns at once. */
  showCustomer(message: DisplayMessage): void
  /** Asks a device all that can be asked without leaving a trace. Undefined: there is none of that id. */
  selfTest(id: string): Promise<SelfTestReport | undefined>
  /**
   * Makes them what `config` says, one after another. What is not changed goes on undisturbed; of what is, the work in hand is
   * finished and recorded, and the rest waits in the core for the next one. Resolves when the new ones are begun with.
   */
  reconfigure(config: DevicesConfig): Promise<void>
  /** What is plugged in. Never rejects: when the process that looks ends over it, that is the answer. */
  find(): Promise<FoundSaid>
  probe(target: { readonly host: string; readonly port: number }): Promise<ProbeSaid>
  /** Before the core's close: it still records how the work in hand ended. */
  close(): Promise<void>
  /** What is simulated at the moment; absent what is real or not there. */
  readonly simulators: Simulators
}

export interface DevicesOptions {
  readonly timer?: Timer
  /** Starts the process that drives the devices. Absent: they are driven here, where a fault of theirs is ours. */
  readonly launch?: LaunchDrivers
  /** A simulated printer was started: its papers are worth keeping. */
  readonly onSimulatedPrinter?: (printer: SimulatedPrinter) => void
  readonly onSimulatedLabelPrinter?: (printer: SimulatedLabelPrinter) => void
  /** One was started: somebody may want to see what it shows. */
  readonly onSimulatedDisplay?: (display: ServedDisplay) => void
}

/** Starts what the config names and has the core's effects done. Resolves before a real printer has been found. */
export async function startDevices(config: DevicesConfig, source: EffectsSource, log: DevicesLog, options: DevicesOptions = {}): Promise<Devices> {
  const timer = options.timer ?? systemTimer
  const changes = createListeners<DevicesView>()
  const scans = createListeners<Scan>()
  const keeper = keepSimulators(timer, { onPrinter: options.onSimulatedPrinter, onLabelPrinter: options.onSimulatedLabelPrinter, onDisplay: options.onSimulatedDisplay })
  let { simulators, wired } = await keeper.apply(config)
  const driving = { config: wired, source, log, timer }
  const drivers = options.launch ? await superviseDrivers({ ...driving, launch: options.launch }) : await hostDrivers(driving)

  const own = (): readonly Shown[] => (simulators.scanner ? [{ kind: 'scanner', name: '', simulated: true, device: simulators.scanner }] : [])
  const view = (): DevicesView => ({ devices: [...drivers.view(), ...own().map(viewOf)] })
  const offs = [drivers.onChange(() => changes.tell(view()))]
  offs.push(drivers.onScan((scan) => scans.tell(scan)))
  let offScanner = hearSimulated()

  function hearSimulated(): () => void {
    return simulators.scanner?.onScan((scan) => scans.tell(scan)) ?? (() => undefined)
  }

  async function change(next: DevicesConfig): Promise<void> {
    const applied = await keeper.apply(next)
    offScanner()
    ;({ simulators, wired } = applied)
    offScanner = hearSimulated()
    await drivers.reconfigure(wired)
    // The scanner made of software is no driver's: nobody else would tell that it came or went.
    changes.tell(view())
  }
  /** One change after another: two at once would each put half of themselves in force. */
  let changing: Promise<void> = Promise.resolve()

  return {
    view,
    on(event, listener) {
      const hears: { readonly [E in keyof DevicesEvents]: (hear: (payload: DevicesEvents[E]) => void) => () => void } = {
        change: (hear) => changes.add(hear),
        scan: (hear) => scans.add(hear),
        weight: (hear) => drivers.onWeight(hear),
      }
      return hears[event](listener)
    },
    wake: () => drivers.wake(),
    beep(kind) {
      if (simulators.scanner) void simulators.scanner.feedback?.(kind)
      else drivers.beep(kind)
    },
    scale: (work, asked) => drivers.scale(work, asked),
    watchScale: (on) => drivers.watchScale(on),
    pay: (work, hooks) => drivers.pay(work, hooks),
    abortPayment: (attemptId) => drivers.abortPayment(attemptId),
    showCustomer: (message) => drivers.showCustomer(message),
    selfTest: (id) => (simulators.scanner?.id === id ? simulators.scanner.selfTest(new AbortController().signal) : drivers.selfTest(id)),
    reconfigure(next) {
      const changed = changing.then(() => change(next))
      changing = changed.catch(() => undefined)
      return changed
    },
    find: () => drivers.find(),
    probe: (target) => drivers.probe(target),
    async close() {
      await changing
      for (const off of offs) off()
      offScanner()
      await drivers.close()
      await keeper.close()
    },
    get simulators() {
      return simulators
    },
  }
}
