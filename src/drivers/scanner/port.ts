import { type Device, type Off } from '../device/port.ts'

export const symbologies = [
  'ean13', 'ean8', 'upcA', 'upcE', 'code128', 'gs1Code128', 'gs1DataBar', 'itf', 'code39', 'code93', 'codabar',
  'dataMatrix', 'gs1DataMatrix', 'qr', 'gs1Qr', 'pdf417', 'aztec', 'hanXin',
] as const
export type Symbology = (typeof symbologies)[number]

export interface Scan {
  /** As it stands in the symbol, check digit and GS included, without the scanner's prefix, suffix and AIM identifier. */
  readonly barcode: string
  /** Absent when the scanner does not say. */
  readonly symbology?: Symbology
  /** What the scanner said of the symbol, e.g. "]C1". */
  readonly aim?: string
  /** The bytes `barcode` was read from: what a text is can be argued about, what was sent cannot. */
  readonly bytes?: Uint8Array
  readonly source?: 'hid' | 'serial' | 'wedge'
}

/** What the person at the counter should hear: a till across the room, with its sound off, is no answer. */
export type ScanFeedback = 'good' | 'bad'

export interface Scanner extends Device {
  onScan(listener: (scan: Scan) => void): Off
  /** Absent where the device has no beep of its own to ask for. Never rejects: a beep that fails is no fault of the scan. */
  feedback?(kind: ScanFeedback): Promise<void>
}

/** A scanner with a line to a real device, opened when it is made and again whenever it was lost. */
export interface ConnectedScanner extends Scanner {
  /** Ends the line for good. An open read would keep the process alive. */
  close(): Promise<void>
}
