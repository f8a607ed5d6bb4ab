import { type DevicesView } from '../../contracts/ipc/index.ts'
import { createListeners, type SelfTestReport, systemTimer, type Timer } from '../../drivers/device/index.ts'
import { type Scan, type ScanFeedback } from '../../drivers/scanner/index.ts'
import { type DevicesConfig } from './config.ts'
import { type LaunchDrivers } from './drivers-port.ts'
import { type DevicesLog, type EffectsSource } from './effects-source.ts'
import { hostDrivers } from './host-drivers.ts'
import { type ScaleReading, type ScaleSaid, type ScaleWork } from './scale-messages.ts'
import { type Simulators, startSimulators } from './simulators.ts'
import { superviseDrivers } from './supervise-drivers.ts'
import { viewOf } from './station.ts'

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
  scale(work: ScaleWork): Promise<ScaleSaid | undefined>
  watchScale(on: boolean): void
  /** Asks a device all that can be asked without leaving a trace. Undefined: there is none of that id. */
  selfTest(id: string): Promise<SelfTestReport | undefined>
  /** Before the core's close: it still records how the work in hand ended. */
  close(): Promise<void>
  /** What was started as a simulator; absent what is real or not there. */
  readonly simulators: Simulators
}

export interface DevicesOptions {
  readonly timer?: Timer
  /** Starts the process that drives the devices. Absent: they are driven here, where a fault of theirs is ours. */
  readonly launch?: LaunchDrivers
}

/** Starts what the config names and has the core's effects done. Resolves before a real printer has been found. */
export async function startDevices(config: DevicesConfig, source: EffectsSource, log: DevicesLog, options: DevicesOptions = {}): Promise<Devices> {
  const timer = options.timer ?? systemTimer
  const changes = createListeners<DevicesView>()
  const scans = createListeners<Scan>()
  const { simulators, wired } = await startSimulators(config, timer)
  const driving = { config: wired, source, log, timer }
  const drivers = options.launch ? await superviseDrivers({ ...driving, launch: options.launch }) : await hostDrivers(driving)

  const { scanner } = simulators
  const own = scanner ? [{ kind: 'scanner', name: '', simulated: true, device: scanner } as const] : []
  const view = (): DevicesView => ({ devices: [...drivers.view(), ...own.map(viewOf)] })
  const offs = [drivers.onChange(() => changes.tell(view()))]
  offs.push(drivers.onScan((scan) => scans.tell(scan)))
  if (scanner) offs.push(scanner.onScan((scan) => scans.tell(scan)))

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
      if (scanner) void scanner.feedback?.(kind)
      else drivers.beep(kind)
    },
    scale: (work) => drivers.scale(work),
    watchScale: (on) => drivers.watchScale(on),
    selfTest: (id) => (scanner?.id === id ? scanner.selfTest(new AbortController().signal) : drivers.selfTest(id)),
    async close() {
      for (const off of offs) off()
      await drivers.close()
      await simulators.printer?.close()
      await simulators.scale?.close()
      await simulators.labelPrinter?.close()
    },
    simulators,
  }
}
