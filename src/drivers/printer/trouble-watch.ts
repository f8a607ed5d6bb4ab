import { type FaultCode } from '../device/port.ts'
import { type PrinterLine } from './printer-line.ts'
import { blockingFault, faultsOf, stateOfAutomatic, type RealtimeStatus } from './status.ts'

/** How often a printer is asked how it is while its word on a receipt is awaited. */
export const watchMs = 400
/** A question whose turn has not come by then, behind a kick, is asked another time. */
const turnMs = 450

export interface TroubleWatch {
  /** Aborted when the printer says that what it has of the job will not come out. */
  readonly over: AbortSignal
  /** What it said then. */
  fault(): FaultCode | undefined
  stop(): void
}

/**
 * Looks out for trouble while a job that has left is being printed: at what the printer says unasked, and by asking in real
 * time, which it answers past whatever stands in its buffer. A roll that ended in the middle of a receipt was said after
 * ten seconds, when the question behind the receipt had gone unanswered; by then the customer had the torn slip in hand.
 *
 * The questions go as a kick's do, one at a time on the job's own connection. One that is not answered is the last: its
 * answer may still come, and must not be taken for the next one's. Bare "offline" is believed only of a printer that says
 * why: some say it while they are feeding.
 */
export function watchForTrouble(line: PrinterLine, heard: (status: RealtimeStatus) => void, signal: AbortSignal): TroubleWatch {
  const over = new AbortController()
  let fault: FaultCode | undefined
  let stopped = false
  let cancel: () => void = () => undefined

  function see(faults: readonly FaultCode[]): boolean {
    const found = blockingFault(faults.filter((code) => code !== 'offline'))
    if (stopped || found === undefined) return false
    fault = found
    over.abort()
    return true
  }

  async function look(): Promise<void> {
    const status = await line.interject(signal, (talk) => talk.status(), { inJob: false, withinMs: turnMs }).catch(() => 'not asked' as const)
    if (stopped || status === undefined) return
    if (status === 'not asked' || !see(faultsOf(status))) lookLater()
    else heard(status)
  }
  function lookLater(): void {
    cancel = line.timer.after(watchMs, () => void look())
  }

  const off = line.onAutomatic((status) => void see(stateOfAutomatic(status).faults))
  // One that has never answered a question of the kind is left in peace.
  if (line.answersStatus() === true) lookLater()
  return {
    over: over.signal,
    fault: () => fault,
    stop() {
      stopped = true
      cancel()
      off()
    },
  }
}
