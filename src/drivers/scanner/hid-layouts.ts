import { type Symbology } from './port.ts'
import { honeywellSymbologies } from './symbologies.ts'

/** USB HID Point of Sale usage tables: bar code scanner page, bar code scanner. */
export const scannerUsage = { usagePage: 0x8c, usage: 2 } as const

/** Where things stand in an input report, counted from its id. */
export interface HidPosLayout {
  readonly reportId: number
  readonly size: number
  /** How many bytes of data are in this report. */
  readonly length: number
  /** Places the AIM identifier may begin at, the usual one first. The data stands behind its three bytes. */
  readonly aim: readonly number[]
  /** The maker's own symbology identifier; the data ends before it. */
  readonly symbology: number
  readonly flags: number
  /** Bit of `flags`: the next report continues this one. */
  readonly continues: number
}

/** Access-IS ATR110 and LSR118 manuals. Some devices put one byte more in front of the AIM identifier. */
export const hidPosLayout: HidPosLayout = { reportId: 0x02, size: 64, length: 1, aim: [2, 3], symbology: 61, flags: 63, continues: 0x01 }

/** What one maker's scanners need besides. */
export interface HidVendor {
  readonly vendorId: number
  /** A feature report, its id in front, that brings the device out of typing like a keyboard. */
  readonly wake?: readonly number[]
  readonly symbologies?: Readonly<Record<string, Symbology>>
}

export const hidVendors: readonly HidVendor[] = [
  // Honeywell, and Youjie, its sister: both go on typing until they are told.
  { vendorId: 0x0c2e, wake: [0xfe, 0x01], symbologies: honeywellSymbologies },
  { vendorId: 0x23d0, wake: [0xfe, 0x01], symbologies: honeywellSymbologies },
]
