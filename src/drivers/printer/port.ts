import { type ReceiptDocument, type ReceiptWords } from '../../domain/receipt/index.ts'
import { type Device, type DeviceState } from '../device/port.ts'

export interface PrintJob {
  readonly id: string
  readonly document: ReceiptDocument
  /** Given when this may be the second paper of the same receipt: it is marked DUPLICATE in these words. */
  readonly duplicateWords?: Pick<ReceiptWords, 'marks'>
}

/**
 * How far the printer's word goes. `printed`: it answered after printing. `processed`: it answered after taking the last
 * command. `sentOnly`: it said nothing; the bytes left, and that is all anybody knows.
 */
export type PrintOutcome = 'printed' | 'processed' | 'sentOnly'

export interface WorkOptions {
  readonly signal: AbortSignal
  /** Awaited with the line open and the device in order, just before the first byte: the place to note durably that it begins. */
  readonly beforeFirstByte?: () => Promise<void>
}

export interface PrintReport {
  readonly outcome: PrintOutcome
  /** Characters that are a "?" on the paper. */
  readonly replaced: readonly string[]
  /** The id of the printer that stood in for the one that was asked. Absent: it was the one that was asked. */
  readonly standIn?: string
}

/** What this printer can do, whatever state it is in. */
export interface PrinterCapabilities {
  readonly columns: number
  readonly cuts: boolean
  /** The most it can say of a job; `sentOnly` where the line is one-way. */
  readonly bestOutcome: PrintOutcome
}

export interface Printer extends Device {
  readonly capabilities: PrinterCapabilities
  /** Throws DeviceError; `retry` says whether anything can be on paper. Jobs wait for one another. */
  print(job: PrintJob, options: WorkOptions): Promise<PrintReport>
  /** Asks how it is, unless it is at work: then the last known state is the answer. Never throws. */
  poll(signal: AbortSignal): Promise<DeviceState>
}
