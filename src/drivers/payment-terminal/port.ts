import { type CurrencyCode } from '../../domain/money/index.ts'
import { type PaymentReference, type PayOutcome } from '../../domain/tender/index.ts'
import { type Device } from '../device/port.ts'

/** One attempt to move money. `amount` in minor units, above 0. */
export interface PaymentAttempt {
  /** Ours, on disk before the terminal hears of it. */
  readonly attemptId: string
  readonly kind: 'sale' | 'reversal' | 'refund'
  readonly amount: number
  readonly currency: CurrencyCode
  /** Of a reversal: what is taken back. Of a refund: what was paid then; the card is presented again. */
  readonly reference?: PaymentReference
}

/** An attempt somebody has to be asked about. `mark` is what begin() gave; without it nothing was ever asked for. */
export interface OpenAttempt extends PaymentAttempt {
  readonly mark?: string
}

export type PayPhase = 'connecting' | 'waiting' | 'presentCard' | 'enterPin' | 'authorising' | 'removeCard' | 'takingBack' | 'asking'

export interface PayProgress {
  readonly phase: PayPhase
  /** The terminal's own words, without any long number. */
  readonly text?: string
}

export interface BeginHooks {
  readonly signal: AbortSignal
  /**
   * Told what the terminal had done last, and waited for before money is asked for: it is to be durable by then. A terminal
   * knows nothing of our names; what it does next is told from what it did before by this alone. A rejection asks nothing.
   */
  readonly beforeMoney: (mark: string) => Promise<void>
  readonly onProgress: (progress: PayProgress) => void
}

export interface EndOfDayReport {
  readonly status: 'done' | 'failed' | 'unknown'
  readonly reason?: Exclude<PayOutcome, { status: 'approved' }>['reason']
  /** The terminal's own slip, line by line, without any long number. */
  readonly lines: readonly string[]
  readonly total?: number
}

/**
 * A card terminal that works by itself: it is told an amount, and tells how it ended. One thing at a time: what comes while
 * it works waits. Nothing here rejects: what went wrong is an outcome, and where money may have moved it is `unknown`.
 */
export interface PaymentTerminal extends Device {
  begin(attempt: PaymentAttempt, hooks: BeginHooks): Promise<PayOutcome>
  /** Asks what became of it; never moves money. `unknown` again where the terminal cannot say. */
  recover(attempt: OpenAttempt, signal: AbortSignal): Promise<PayOutcome>
  /** Asks it to let go of what is under way. How that ended is what begin() then gives. Does nothing for another attempt. */
  abort(attemptId: string): void
  endOfDay(signal: AbortSignal): Promise<EndOfDayReport>
  close(): Promise<void>
}
