import { type LabelDocument } from '../../domain/label/index.ts'
import { type Device, type DeviceState } from '../device/port.ts'
import { type PrintReport, type WorkOptions } from '../printer/port.ts'

export interface LabelJob {
  readonly document: LabelDocument
  /** 1 to 99, all of them one job. */
  readonly copies: number
}

/**
 * A printer of labels. Its outcomes go less far than a receipt printer's, for it keeps no ids: `printed` is that it was seen
 * at work behind the job and then at rest without a fault, `processed` that it was seen at work and nobody saw the end, and
 * `sentOnly` anything less.
 */
export interface LabelPrinter extends Device {
  /** Throws DeviceError; `retry` says whether anything can be on paper. Jobs wait for one another. */
  print(job: LabelJob, options: WorkOptions): Promise<PrintReport>
  /** Asks how it is, unless it is at work. Never throws. */
  poll(signal: AbortSignal): Promise<DeviceState>
}
