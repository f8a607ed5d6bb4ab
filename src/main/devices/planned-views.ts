import { type DeviceView } from '../../contracts/ipc/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { type WiredConfig } from './config.ts'
import { printerStation, viewOf } from './station.ts'
import { displayId, displayName } from './wired-display.ts'
import { labelPrinterFacts, labelPrinterId } from './wired-label-printer.ts'
import { scaleId, scaleName } from './wired-scale.ts'
import { scannerId, scannerName } from './wired-scanner.ts'
import { terminalId, terminalName } from './wired-terminal.ts'

/** What will be there, before anybody looked: kinds and names, in the order they are shown. Nothing is opened. */
export function plannedViews(config: WiredConfig, timer: Timer): readonly DeviceView[] {
  const planned = (id: string, kind: DeviceView['kind'], name: string): DeviceView => ({ id, kind, name, simulated: false, health: 'disconnected', faults: [] })
  return [
    ...printerStation(config, timer).shown.map(viewOf),
    ...(config.scale ? [{ ...planned(scaleId, 'scale', scaleName(config.scale, timer)), simulated: config.scale.simulated === true }] : []),
    ...(config.labelPrinter ? [{ ...planned(labelPrinterId, 'labelPrinter', ''), ...labelPrinterFacts(config.labelPrinter, timer) }] : []),
    ...(config.scanner ? [planned(scannerId, 'scanner', scannerName(config.scanner, timer))] : []),
    ...(config.terminal ? [{ ...planned(terminalId, 'paymentTerminal', terminalName(config.terminal)), simulated: config.terminal.simulated === true }] : []),
    ...(config.display ? [{ ...planned(displayId, 'customerDisplay', displayName(config.display, timer)), simulated: config.display.simulated === true }] : []),
  ]
}
