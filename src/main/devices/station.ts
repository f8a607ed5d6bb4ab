import { type CashDrawer, escPosDrawer } from '../../drivers/cash-drawer/index.ts'
import { type Device, type Timer } from '../../drivers/device/index.ts'
import { escPosPrinter, failoverPrinter, openTextDrawer, type Printer, printerLine, profiles, type TextDrawer } from '../../drivers/printer/index.ts'
import { type DeviceView } from '../../contracts/ipc/index.ts'
import { type WiredConfig } from './config.ts'
import { transportOf } from './transport-of.ts'

export interface Shown {
  readonly kind: DeviceView['kind']
  readonly name: string
  readonly simulated: boolean
  readonly roll?: DeviceView['roll']
  readonly device: Pick<Device, 'id' | 'state' | 'onState' | 'selfTest' | 'busy'>
}

export interface Station {
  readonly printer?: Printer
  /** The one that stands in, by itself. */
  readonly second?: Printer
  readonly drawer?: CashDrawer
  readonly shown: readonly Shown[]
  /** Lets go of a line that stands open. */
  close(): Promise<void>
  /** What all that draw text share. Absent: there are no fonts. */
  readonly textDrawer?: () => Promise<TextDrawer>
}

/** Stable across replug, restart and every setting. */
export const stationIds = { printer: 'printer:receipt', second: 'printer:second', drawer: 'cashDrawer:1' } as const

/** The receipt printer and the drawer on its connector, which share one line, and the printer that stands in. Nothing is opened yet. */
export function printerStation({ printer: config, secondPrinter, fonts }: WiredConfig, timer: Timer): Station {
  const textDrawer = fonts === undefined ? {} : { textDrawer: opened(fonts) }
  if (!config) {
    const nothing = (id: string): Shown['device'] => ({
      id,
      state: () => ({ health: 'unconfigured', faults: [] }),
      onState: () => () => undefined,
      selfTest: () => Promise.resolve({ steps: [{ step: 'open', result: 'failed', fault: 'unconfigured' }] }),
    })
    return {
      ...textDrawer,
      shown: [
        { kind: 'printer', name: '', simulated: false, device: nothing(stationIds.printer) },
        { kind: 'cashDrawer', name: '', simulated: false, device: nothing(stationIds.drawer) },
      ],
      close: () => Promise.resolve(),
    }
  }
  const profile = profiles[config.profile]
  const transport = transportOf(config, timer)
  // Not the one that stands in: it is most often the next register's own printer, which takes a single connection.
  const line = printerLine(transport, timer, { standing: profile.tellsChanges && config.shared !== true })
  const first = escPosPrinter({ id: stationIds.printer, line, profile, ...textDrawer })
  const spare = secondPrinter && transportOf(secondPrinter, timer)
  const second = spare && escPosPrinter({ id: stationIds.second, line: printerLine(spare, timer), profile: profiles[secondPrinter.profile], ...textDrawer })
  const printer = second ? failoverPrinter({ first, second }) : first
  const drawer = escPosDrawer({ id: stationIds.drawer, line, profile, printer: first, timer, ...(config.drawer && { openLevel: config.drawer }) })
  const shared = { name: transport.address, simulated: config.simulated === true }
  return {
    printer,
    ...(second && { second }),
    drawer,
    ...textDrawer,
    shown: [
      { kind: 'printer', ...shared, device: first },
      ...(second && spare ? [{ kind: 'printer', name: spare.address, simulated: false, device: second } as const] : []),
      { kind: 'cashDrawer', ...shared, device: drawer },
    ],
    close: () => line.close(),
  }
}

/** Opened at the first row that needs it, and once: both printers draw with the same. */
function opened(fonts: string): () => Promise<TextDrawer> {
  let drawer: Promise<TextDrawer> | undefined
  return () => (drawer ??= openTextDrawer(fonts))
}

/** As a screen is told of it. */
export function viewOf({ kind, name, simulated, roll, device }: Shown): DeviceView {
  const { health, faults, position } = device.state()
  return { id: device.id, kind, name, simulated, health, faults: [...faults], ...(position && { position }), ...(roll && { roll }) }
}
