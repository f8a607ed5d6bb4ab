import { type SimulatedDrawer, simulatedDrawer } from '../../drivers/cash-drawer/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { profiles, type SimulatedPrinter, startSimulatedPrinter } from '../../drivers/printer/index.ts'
import { type SimulatedScanner, simulatedScanner } from '../../drivers/scanner/index.ts'
import { type DevicesConfig, type WiredConfig } from './config.ts'
import { scannerId } from './wired-scanner.ts'

export interface Simulators {
  readonly printer?: SimulatedPrinter
  readonly drawer?: SimulatedDrawer
  readonly scanner?: SimulatedScanner
}

/** How long a cashier is in the drawer. */
export const shutByHandMs = 10_000

/**
 * Starts what the config wants made of software, and says what is left to be driven. A simulator stands for the world
 * outside, so it lives with us and never with the drivers: those meet the simulated printer over the same socket as a
 * real one, and when they die it is still there, paper and all.
 */
export async function startSimulators(config: DevicesConfig, timer: Timer): Promise<{ readonly simulators: Simulators; readonly wired: WiredConfig }> {
  const scanner = config.scanner && 'simulator' in config.scanner ? simulatedScanner(scannerId) : undefined
  const own = scanner ? { scanner } : {}
  const { secondPrinter, fonts } = config
  const beside = { ...(config.scanner && !('simulator' in config.scanner) && { scanner: config.scanner }), ...(secondPrinter && { secondPrinter }), ...(fonts !== undefined && { fonts }) }
  if (!config.printer) return { simulators: own, wired: beside }
  if (!('simulator' in config.printer)) return { simulators: own, wired: { printer: config.printer, ...beside } }
  const profile = config.printer.profile ?? 'epson-80'
  const drawer = simulatedDrawer()
  // Nobody stands at it: left open, a demo said after a minute, and ever after, that its drawer needs care.
  drawer.onChange((open) => {
    if (open) timer.after(shutByHandMs, () => drawer.shut())
  })
  const printer = await startSimulatedPrinter({ columns: profiles[profile].columns, drawer, timer })
  return {
    simulators: { ...own, printer, drawer },
    wired: { printer: { transport: 'tcp', host: printer.host, port: printer.port, profile, drawer: 'high', simulated: true }, ...beside },
  }
}
