import { type Device, type Off } from '../device/port.ts'

export type Symbology = 'ean13' | 'ean8' | 'upcA' | 'code128' | 'gs1DataBar' | 'gs1DataMatrix' | 'qr'

export interface Scan {
  /** As it stands in the symbol, check digit included, without the scanner's prefix and suffix. */
  readonly barcode: string
  /** Absent when the scanner does not say. */
  readonly symbology?: Symbology
}

export interface Scanner extends Device {
  onScan(listener: (scan: Scan) => void): Off
}
