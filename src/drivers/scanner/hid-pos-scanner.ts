import { createListeners } from '../device/listeners.ts'
import { type FaultCode, type Off } from '../device/port.ts'
import { standingTest } from '../device/standing-test.ts'
import { keepState } from '../device/state-keeper.ts'
import { type Timer } from '../device/timer.ts'
import { TransportError } from '../transports/port.ts'
import { hidPosLayout, hidVendors, scannerUsage, type HidPosLayout, type HidVendor } from './hid-layouts.ts'
import { type HidInterface, type HidLine, type HidPort } from './hid-port.ts'
import { joinReports } from './hid-reports.ts'
import { type ConnectedScanner, type Scan } from './port.ts'
import { readScan, type ScanEncoding } from './read-scan.ts'

/** How often it is looked for: nothing tells of a scanner that is plugged in. */
export const lookMs = 1_000
/** The other half of a long code comes within milliseconds or not at all. */
export const otherHalfMs = 500

export interface HidScannerOptions {
  readonly id: string
  readonly device: HidPort
  readonly timer: Timer
  /** Which one, where there is more than one. Without it the first that is a scanner, and that one again after a replug. */
  readonly which?: Pick<HidInterface, 'vendorId' | 'productId' | 'serialNumber'>
  readonly encodings?: readonly ScanEncoding[]
  readonly layout?: HidPosLayout
  readonly vendors?: readonly HidVendor[]
}

type Identity = Pick<HidInterface, 'vendorId' | 'productId' | 'serialNumber'>

function isSame(found: Identity, { vendorId, productId, serialNumber }: Identity): boolean {
  return found.vendorId === vendorId && found.productId === productId && (serialNumber === undefined || found.serialNumber === serialNumber)
}

/** A scanner in HID POS mode: its codes come whole, with their symbology, whatever the keyboard, its layout and the input method. */
export function hidPosScanner({ id, device, timer, which, encodings = ['utf-8'], layout = hidPosLayout, vendors = hidVendors }: HidScannerOptions): ConnectedScanner {
  const keeper = keepState({ health: 'disconnected', faults: [] })
  const listeners = createListeners<Scan>()
  let line: (HidLine & { readonly at: HidInterface; readonly offs: readonly Off[] }) | undefined
  let last: Identity | undefined = which
  let closed = false
  let callOffLook: () => void = () => undefined
  let callOffHalf: () => void = () => undefined

  const reports = joinReports(layout, ({ data, aim, makersSymbology }) => {
    const vendor = vendors.find(({ vendorId }) => vendorId === line?.at.vendorId)
    const symbology = makersSymbology === undefined ? undefined : vendor?.symbologies?.[makersSymbology]
    const scan = readScan(data, { encodings, source: 'hid', ...(aim === undefined ? {} : { aim }), ...(symbology === undefined ? {} : { symbology }) })
    if (scan !== undefined) listeners.tell(scan)
  })

  function hear(report: Uint8Array): void {
    callOffHalf()
    reports.push(report)
    if (reports.isWaiting()) callOffHalf = timer.after(otherHalfMs, () => reports.abandon())
  }

  async function lose(fault: FaultCode): Promise<void> {
    const lost = line
    line = undefined
    callOffHalf()
    reports.abandon()
    lost?.offs.forEach((off) => off())
    if (!closed) keeper.set({ health: 'disconnected', faults: [fault] })
    await lost?.close()
  }

  function choose(all: readonly HidInterface[]): HidInterface | undefined {
    const scanners = all.filter(({ usagePage, usage }) => usagePage === scannerUsage.usagePage && usage === scannerUsage.usage)
    const wanted = last
    const again = wanted && scanners.find((found) => isSame(found, wanted))
    // Without one named, a shop that swaps a broken gun for another just goes on.
    return again ?? scanners.find((found) => which === undefined || isSame(found, which))
  }

  async function connect(found: HidInterface): Promise<void> {
    const opened = await device.open(found.path)
    if (closed) {
      await opened.close()
      return
    }
    line = { ...opened, at: found, offs: [opened.onReport(hear), opened.onLost(() => void lose('connection-lost'))] }
    const { wake } = vendors.find(({ vendorId }) => vendorId === found.vendorId) ?? {}
    if (wake !== undefined) await opened.sendFeature(Uint8Array.from(wake))
    last = found
    if (line !== undefined) keeper.set({ health: 'ready', faults: [] })
  }

  async function look(): Promise<void> {
    try {
      const all = await device.list()
      const standing = line
      // Not every system tells that a read ended because the device is gone; the list always does.
      if (standing !== undefined && !all.some(({ path }) => path === standing.at.path)) await lose('connection-lost')
      const found = line === undefined && !closed ? choose(all) : undefined
      if (found !== undefined) await connect(found)
      else if (line === undefined && keeper.state().faults.length === 0) await lose('unreachable')
    } catch (error) {
      await lose(error instanceof TransportError ? error.code : 'unreachable')
    }
    if (!closed) callOffLook = timer.after(lookMs, () => void (looking = look()))
  }
  let looking = look()

  return {
    id,
    state: () => keeper.state(),
    onState: (listener) => keeper.onState(listener),
    selfTest: () => Promise.resolve(standingTest(keeper.state())),
    onScan: (listener) => listeners.add(listener),
    async close() {
      closed = true
      callOffLook()
      await looking
      await lose('cancelled')
    },
  }
}
