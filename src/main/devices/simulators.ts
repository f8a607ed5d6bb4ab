import { type SimulatedDrawer, simulatedDrawer } from '../../drivers/cash-drawer/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { profiles, type SimulatedPrinter, startSimulatedPrinter } from '../../drivers/printer/index.ts'
import { type SimulatedScanner, simulatedScanner } from '../../drivers/scanner/index.ts'
import { type SimulatedLabelPrinter, startSimulatedLabelPrinter } from '../../drivers/label-printer/index.ts'
import { type DevicesConfig, type WiredConfig } from './config.ts'
import { usualRoll, type WiredLabelPrinter } from './label-config.ts'
import { type WiredScale } from './scale-config.ts'
import { servedDivision, servedProtocol, serveSimulatedScale, type ServedScale } from './simulated-scale.ts'
import { scannerId } from './wired-scanner.ts'

export interface Simulators {
  readonly printer?: SimulatedPrinter
  readonly drawer?: SimulatedDrawer
  readonly scanner?: SimulatedScanner
  readonly scale?: ServedScale
  readonly labelPrinter?: SimulatedLabelPrinter
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
  const scale = config.scale && 'simulator' in config.scale ? await serveSimulatedScale(timer) : undefined
  const labelPrinter = config.labelPrinter && 'simulator' in config.labelPrinter ? await startSimulatedLabelPrinter({ language: config.labelPrinter.language ?? 'zpl', dpi: usualRoll.dpi, timer }) : undefined
  const own = { ...(scanner && { scanner }), ...(scale && { scale }), ...(labelPrinter && { labelPrinter }) }
  const { secondPrinter, fonts } = config
  const wiredScale: WiredScale | undefined = scale
    ? { transport: 'tcp', host: scale.host, port: scale.port, protocol: servedProtocol, division: servedDivision, simulated: true }
    : config.scale && !('simulator' in config.scale) ? config.scale : undefined
  const wiredLabels: WiredLabelPrinter | undefined = labelPrinter
    ? { transport: 'tcp', host: labelPrinter.host, port: labelPrinter.port, language: labelPrinter.language, ...usualRoll, simulated: true }
    : config.labelPrinter && !('simulator' in config.labelPrinter) ? config.labelPrinter : undefined
  const beside = {
    ...(config.scanner && !('simulator' in config.scanner) && { scanner: config.scanner }),
    ...(wiredScale && { scale: wiredScale }),
    ...(wiredLabels && { labelPrinter: wiredLabels }),
    ...(secondPrinter && { secondPrinter }),
    ...(fonts !== undefined && { fonts }),
  }
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
