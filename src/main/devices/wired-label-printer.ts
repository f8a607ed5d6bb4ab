import { type DeviceView } from '../../contracts/ipc/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { labelPrinter, tspl, zpl, type LabelPrinter } from '../../drivers/label-printer/index.ts'
import { type TextDrawer } from '../../drivers/printer/index.ts'
import { type WiredLabelPrinter } from './label-config.ts'
import { transportOf } from './transport-of.ts'

export const labelPrinterId = 'labelPrinter:1'

export function openLabelPrinter(config: WiredLabelPrinter, timer: Timer, textDrawer: (() => Promise<TextDrawer>) | undefined): LabelPrinter {
  return labelPrinter({
    id: labelPrinterId,
    transport: transportOf(config, timer),
    language: config.language === 'zpl' ? zpl : tspl(config.gap),
    dpi: config.dpi,
    timer,
    ...(textDrawer && { textDrawer }),
  })
}

/** What a screen is told of it beside its state. */
export function labelPrinterFacts(config: WiredLabelPrinter, timer: Timer): Pick<DeviceView, 'name' | 'simulated' | 'roll'> {
  return { name: transportOf(config, timer).address, simulated: config.simulated === true, roll: { size: config.size, dpi: config.dpi } }
}
