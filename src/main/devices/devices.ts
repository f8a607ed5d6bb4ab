import { type DevicesView, type DeviceView } from '../../contracts/ipc/index.ts'
import { type CashDrawer, escPosDrawer, type SimulatedDrawer, simulatedDrawer } from '../../drivers/cash-drawer/index.ts'
import { createListeners, type Device, systemTimer, type Timer } from '../../drivers/device/index.ts'
import { escPosPrinter, type Printer, printerLine, type PrinterProfile, profiles, type SimulatedPrinter, startSimulatedPrinter } from '../../drivers/printer/index.ts'
import { type Scan, type SimulatedScanner, simulatedScanner } from '../../drivers/scanner/index.ts'
import { fileTransport, tcpTransport, type Transport } from '../../drivers/transports/index.ts'
import { type DevicesConfig, type PrinterConfig } from './config.ts'
import { type DevicesLog, type EffectsSource } from './effects-source.ts'
import { runEffects } from './run-effects.ts'

/** How often a printer at rest is asked how it is. */
export const pollMs = 5_000

export interface Simulators {
  readonly printer?: SimulatedPrinter
  readonly drawer?: SimulatedDrawer
  readonly scanner?: SimulatedScanner
}

export interface DevicesEvents {
  /** Some device's health or faults changed. */
  readonly change: DevicesView
  readonly scan: Scan
}

export interface Devices {
  view(): DevicesView
  /** Returns what takes the listener off again. */
  on<E extends keyof DevicesEvents>(event: E, listener: (payload: DevicesEvents[E]) => void): () => void
  /** There may be effects to do. */
  wake(): void
  /** Before the core's close: it still records how the work in hand ended. */
  close(): Promise<void>
  /** What was started as a simulator; absent what is real or not there. */
  readonly simulators: Simulators
}

interface Shown {
  readonly kind: DeviceView['kind']
  readonly name: string
  readonly simulated: boolean
  readonly device: Pick<Device, 'id' | 'state' | 'onState'>
}

/** Builds what the config names and starts doing the core's effects. Resolves before a real printer has been found. */
export async function startDevices(config: DevicesConfig, source: EffectsSource, log: DevicesLog, options: { readonly timer?: Timer } = {}): Promise<Devices> {
  const timer = options.timer ?? systemTimer
  const changes = createListeners<DevicesView>()
  const scans = createListeners<Scan>()
  const ending = new AbortController()
  const station = await printerStation(config.printer, timer)
  const scanner = config.scanner && simulatedScanner('scanner:1')

  const shown: Shown[] = [...station.shown, ...(scanner ? [{ kind: 'scanner', name: '', simulated: true, device: scanner } as const] : [])]
  const view = (): DevicesView => ({
    devices: shown.map(({ kind, name, simulated, device }) => ({ id: device.id, kind, name, simulated, health: device.state().health, faults: [...device.state().faults] })),
  })
  const offs = shown.map(({ device }) => device.onState(() => changes.tell(view())))
  if (scanner) offs.push(scanner.onScan((scan) => scans.tell(scan)))

  const { printer, drawer } = station
  const runner = runEffects({ source, timer, log, ...(printer && { printer }), ...(drawer && { drawer }) })
  let cancelPoll: () => void = () => undefined
  async function watch(): Promise<void> {
    await printer?.poll(ending.signal)
    if (!ending.signal.aborted) cancelPoll = timer.after(pollMs, () => void watch())
  }
  // A simulator answers at once; a real printer that is switched off takes seconds not to, and the till does not wait.
  const firstLook = printer ? watch() : Promise.resolve()
  if (station.simulators.printer) await firstLook
  runner.wake()

  return {
    view,
    on(event, listener) {
      const hears: { readonly [E in keyof DevicesEvents]: (hear: (payload: DevicesEvents[E]) => void) => () => void } = {
        change: (hear) => changes.add(hear),
        scan: (hear) => scans.add(hear),
      }
      return hears[event](listener)
    },
    wake: () => runner.wake(),
    async close() {
      ending.abort()
      cancelPoll()
      for (const off of offs) off()
      await runner.close()
      await firstLook
      await station.simulators.printer?.close()
    },
    simulators: { ...station.simulators, ...(scanner && { scanner }) },
  }
}

interface Station {
  readonly printer?: Printer
  readonly drawer?: CashDrawer
  readonly shown: readonly Shown[]
  readonly simulators: Simulators
}

const ids = { printer: 'printer:receipt', drawer: 'cashDrawer:1' } as const

/** The receipt printer and the drawer on its connector: they share one line. */
async function printerStation(config: PrinterConfig | undefined, timer: Timer): Promise<Station> {
  if (!config) {
    const nothing = (id: string): Shown['device'] => ({ id, state: () => ({ health: 'unconfigured', faults: [] }), onState: () => () => undefined })
    return {
      shown: [
        { kind: 'printer', name: '', simulated: false, device: nothing(ids.printer) },
        { kind: 'cashDrawer', name: '', simulated: false, device: nothing(ids.drawer) },
      ],
      simulators: {},
    }
  }
  if ('simulator' in config) {
    const profile = profiles[config.profile ?? 'epson-80']
    const [drawer, simulated] = [simulatedDrawer(), true]
    const printer = await startSimulatedPrinter({ columns: profile.columns, drawer, timer })
    return { ...connected(tcpTransport(printer, timer), profile, timer, simulated), simulators: { printer, drawer } }
  }
  const transport = config.transport === 'tcp' ? tcpTransport(config, timer) : fileTransport(config.path)
  return { ...connected(transport, profiles[config.profile], timer, false), simulators: {} }
}

function connected(transport: Transport, profile: PrinterProfile, timer: Timer, simulated: boolean): Omit<Station, 'simulators'> {
  const line = printerLine(transport, timer)
  const printer = escPosPrinter({ id: ids.printer, line, profile })
  const drawer = escPosDrawer({ id: ids.drawer, line, profile, printer })
  return {
    printer,
    drawer,
    shown: [
      { kind: 'printer', name: transport.address, simulated, device: printer },
      { kind: 'cashDrawer', name: transport.address, simulated, device: drawer },
    ],
  }
}
