import { type DeviceTestView, type EffectView, type EndOfDayView } from '../../contracts/ipc/index.ts'

/** What is known of a device's test, by the device's id. */
export type DeviceTest =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly steps: DeviceTestView['steps'] }
  /** The scanner waits for a trigger; what it reads is shown and rung up nowhere. */
  | { readonly state: 'scan' }
  | { readonly state: 'scanned'; readonly barcode: string; readonly symbology?: string }
  | { readonly state: 'noScan' }
  | { readonly state: 'page'; readonly print: EffectView }
  /** A card terminal closes its day; and how that ended. */
  | { readonly state: 'closingDay' }
  | { readonly state: 'dayClosed'; readonly day: EndOfDayView }

/** How an address is chosen. `address` is typed; the drawer knows only which level its switch has. */
export type SetupWay = 'simulated' | 'none' | 'address' | 'high' | 'low'
