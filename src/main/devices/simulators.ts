import { type CurrencyCode } from '../../domain/money/index.ts'
import { type DisplayEncoding } from '../../drivers/customer-display/index.ts'
import { type SimulatedDrawer, simulatedDrawer } from '../../drivers/cash-drawer/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { type ProfileName, profiles, type SimulatedPrinter, startSimulatedPrinter } from '../../drivers/printer/index.ts'
import { currencyNumbers, startZvtSimulator, type ZvtScenario, type ZvtSimulator } from '../../drivers/payment-terminal/index.ts'
import { type SimulatedScanner, simulatedScanner } from '../../drivers/scanner/index.ts'
import { type SimulatedLabelPrinter, startSimulatedLabelPrinter } from '../../drivers/label-printer/index.ts'
import { type DevicesConfig, type WiredConfig } from './config.ts'
import { type WiredDisplay } from './display-config.ts'
import { type LabelLanguageName, usualRoll, type WiredLabelPrinter } from './label-config.ts'
import { type WiredScale } from './scale-config.ts'
import { servedDisplay, serveSimulatedDisplay, type ServedDisplay } from './simulated-display.ts'
import { servedDivision, servedProtocol, serveSimulatedScale, type ServedScale } from './simulated-scale.ts'
import { type WiredTerminal } from './payment-config.ts'
import { scannerId } from './wired-scanner.ts'

export interface Simulators {
  readonly printer?: SimulatedPrinter
  readonly drawer?: SimulatedDrawer
  readonly scanner?: SimulatedScanner
  readonly scale?: ServedScale
  readonly labelPrinter?: SimulatedLabelPrinter
  readonly terminal?: ZvtSimulator
  readonly display?: ServedDisplay
}

/** How long a cashier is in the drawer. */
export const shutByHandMs = 10_000

export interface KeeperEvents {
  /** One was started: what it prints is worth keeping. */
  readonly onPrinter?: ((printer: SimulatedPrinter) => void) | undefined
  readonly onLabelPrinter?: ((printer: SimulatedLabelPrinter) => void) | undefined
  readonly onDisplay?: ((display: ServedDisplay) => void) | undefined
}

export interface SimulatorKeeper {
  /** Has what the config wants made of software, and says what is left to be driven. */
  apply(config: DevicesConfig): Promise<{ readonly simulators: Simulators; readonly wired: WiredConfig }>
  close(): Promise<void>
}

/** How long the simulated terminal takes over each step of a payment: as long as a card that is held to it. */
export const terminalStepMs = 700

/** As the sandboxes of acquirers have it, the amount's last two digits say what becomes of it: everything can be tried by hand. */
export function scenarioOf(amount: number): ZvtScenario {
  switch (amount % 100) {
    case 51:
      return { decides: 'decline' }
    case 52:
      return { decides: 'cancel' }
    case 53:
      return { decides: 'approve', tells: 'cut' }
    case 54:
      return { decides: 'decline', tells: 'cut' }
    default:
      return { decides: 'approve' }
  }
}

/**
 * A simulator stands for the world outside, so it lives with us and never with the drivers: those meet the simulated printer
 * over the same socket as a real one, and when they die it is still there, paper and all. One that is not wanted any more
 * stays plugged in until the end, like the real one it stands for: chosen again it is the same one.
 */
export function keepSimulators(timer: Timer, { onPrinter, onLabelPrinter, onDisplay }: KeeperEvents = {}): SimulatorKeeper {
  let scanner: SimulatedScanner | undefined
  let scale: ServedScale | undefined
  let terminal: { readonly server: ZvtSimulator; readonly currency: CurrencyCode } | undefined
  let display: { readonly served: ServedDisplay; readonly text: DisplayEncoding } | undefined
  let labels: SimulatedLabelPrinter | undefined
  let printers: { readonly printer: SimulatedPrinter; readonly drawer: SimulatedDrawer; readonly profile: ProfileName } | undefined

  async function printerOf(profile: ProfileName): Promise<NonNullable<typeof printers>> {
    if (printers?.profile === profile) return printers
    await printers?.printer.close()
    printers = { ...(await servePrinter(profile, timer)), profile }
    onPrinter?.(printers.printer)
    return printers
  }
  async function labelsIn(language: LabelLanguageName): Promise<SimulatedLabelPrinter> {
    if (labels?.language === language) return labels
    await labels?.close()
    labels = await startSimulatedLabelPrinter({ language, dpi: usualRoll.dpi, timer })
    onLabelPrinter?.(labels)
    return labels
  }
  async function terminalOf(currency: CurrencyCode): Promise<NonNullable<typeof terminal>> {
    if (terminal?.currency === currency) return terminal
    await terminal?.server.close()
    terminal = { server: await startZvtSimulator({ timer, currency: currencyNumbers[currency] ?? '', stepMs: terminalStepMs }), currency }
    terminal.server.play(scenarioOf)
    return terminal
  }
  async function displayIn(text: DisplayEncoding): Promise<NonNullable<typeof display>> {
    if (display?.text === text) return display
    await display?.served.close()
    display = { served: await serveSimulatedDisplay(text), text }
    onDisplay?.(display.served)
    return display
  }

  return {
    async apply(config) {
      const scanning = config.scanner && 'simulator' in config.scanner ? (scanner ??= simulatedScanner(scannerId)) : undefined
      const weighing = config.scale && 'simulator' in config.scale ? (scale ??= await serveSimulatedScale(timer)) : undefined
      const printing = config.printer && 'simulator' in config.printer ? await printerOf(config.printer.profile ?? 'epson-80') : undefined
      const labelling = config.labelPrinter && 'simulator' in config.labelPrinter ? await labelsIn(config.labelPrinter.language ?? 'zpl') : undefined
      const paying = config.terminal && 'simulator' in config.terminal ? await terminalOf(config.terminal.currency ?? 'EUR') : undefined
      const displaying = config.display && 'simulator' in config.display ? await displayIn(config.display.text) : undefined
      const beside = { ...(scanning && { scanner: scanning }), ...(weighing && { scale: weighing }), ...(labelling && { labelPrinter: labelling }), ...(paying && { terminal: paying.server }), ...(displaying && { display: displaying.served }) }
      return wiredTo(config, { ...beside, ...(printing && { printer: printing.printer, drawer: printing.drawer }) }, printing?.profile)
    },
    async close() {
      await printers?.printer.close()
      await scale?.close()
      await labels?.close()
      await terminal?.server.close()
      await display?.served.close()
    },
  }
}

function wiredTo(config: DevicesConfig, simulators: Simulators, simulatedProfile: ProfileName | undefined): { readonly simulators: Simulators; readonly wired: WiredConfig } {
  const { scale, printer, labelPrinter, terminal, display } = simulators
  const { terminal: wanted } = config
  const wiredTerminal: WiredTerminal | undefined = wanted && 'simulator' in wanted
    ? terminal && { protocol: 'zvt', host: terminal.host, port: terminal.port, password: '000000', currency: wanted.currency ?? 'EUR', simulated: true }
    : wanted
  const { secondPrinter, fonts } = config
  const wiredScale: WiredScale | undefined = scale
    ? { transport: 'tcp', host: scale.host, port: scale.port, protocol: servedProtocol, division: servedDivision, simulated: true }
    : config.scale && !('simulator' in config.scale) ? config.scale : undefined
  const wiredDisplay: WiredDisplay | undefined = display && config.display
    ? { transport: 'tcp', host: display.host, port: display.port, protocol: servedDisplay, text: config.display.text, simulated: true }
    : config.display && !('simulator' in config.display) ? config.display : undefined
  const wiredLabels: WiredLabelPrinter | undefined = labelPrinter
    ? { transport: 'tcp', host: labelPrinter.host, port: labelPrinter.port, language: labelPrinter.language, ...usualRoll, simulated: true }
    : config.labelPrinter && !('simulator' in config.labelPrinter) ? config.labelPrinter : undefined
  const beside = {
    ...(config.scanner && !('simulator' in config.scanner) && { scanner: config.scanner }),
    ...(wiredScale && { scale: wiredScale }),
    ...(wiredLabels && { labelPrinter: wiredLabels }),
    ...(wiredTerminal && { terminal: wiredTerminal }),
    ...(wiredDisplay && { display: wiredDisplay }),
    ...(secondPrinter && { secondPrinter }),
    ...(fonts !== undefined && { fonts }),
  }
  if (printer && simulatedProfile !== undefined) return { simulators, wired: { printer: { transport: 'tcp', host: printer.host, port: printer.port, profile: simulatedProfile, drawer: 'high', simulated: true }, ...beside } }
  return { simulators, wired: { ...(config.printer && !('simulator' in config.printer) && { printer: config.printer }), ...beside } }
}

async function servePrinter(profile: ProfileName, timer: Timer): Promise<{ readonly printer: SimulatedPrinter; readonly drawer: SimulatedDrawer }> {
  const drawer = simulatedDrawer()
  // Nobody stands at it: left open, a demo said after a minute, and ever after, that its drawer needs care.
  drawer.onChange((open) => {
    if (open) timer.after(shutByHandMs, () => drawer.shut())
  })
  const printer = await startSimulatedPrinter({ columns: profiles[profile].columns, drawer, timer })
  return { printer, drawer }
}
