import { type FaultCode } from '../device/port.ts'
import { askStatus } from './commands.ts'
import { type PrinterLine } from './printer-line.ts'
import { type Talk } from './printer-talk.ts'
import { blockingFault, faultsOf, type RealtimeStatus, stateOfAutomatic } from './status.ts'

/** How long after each answer a printer is asked again how it is, while its word on a receipt is awaited. */
export const watchMs = 400
/** In DLE EOT 1. */
const offlineBit = 0x08
/** In DLE EOT 2: that it is an error, which DLE EOT 3 names. */
const errorBit = 0x40

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
 * One question at a time, and none is given up before the job's own: answers come in the order of the questions, and one
 * that comes late would be taken for the next one's. Bare "offline" is not believed: some say it while they are feeding.
 */
export function watchForTrouble(line: PrinterLine, talk: Talk, ms: number, heard: (status: RealtimeStatus) => void): TroubleWatch {
  const over = new AbortController()
  const stopping = new AbortController()
  let fault: FaultCode | undefined
  let cancel: () => void = () => undefined

  function see(faults: readonly FaultCode[]): boolean {
    const found = blockingFault(faults.filter((code) => code !== 'offline'))
    if (stopping.signal.aborted || found === undefined) return false
    fault = found
    over.abort()
    return true
  }

  const ask = (what: 1 | 2 | 3 | 4): Promise<number | undefined> => talk.ask(askStatus(what), (answer) => (answer.kind === 'realtime' ? answer.byte : undefined), ms, stopping.signal)

  async function look(): Promise<void> {
    const printer = await ask(1)
    if (printer === undefined) return
    if ((printer & offlineBit) !== 0) {
      const [offlineCause, paper] = [await ask(2), await ask(4)]
      const error = offlineCause !== undefined && (offlineCause & errorBit) !== 0 ? await ask(3) : undefined
      const status: RealtimeStatus = { printer, ...(offlineCause !== undefined && { offlineCause }), ...(paper !== undefined && { paper }), ...(error !== undefined && { error }) }
      if (see(faultsOf(status))) return heard(status)
    }
    if (!stopping.signal.aborted) lookLater()
  }
  function lookLater(): void {
    // A line that is lost meanwhile is told by the job's own question.
    cancel = line.timer.after(watchMs, () => void look().catch(() => undefined))
  }

  const off = line.onAutomatic((status) => void see(stateOfAutomatic(status).faults))
  // One that has never answered a question of the kind is left in peace.
  if (line.answersStatus() === true) lookLater()
  return {
    over: over.signal,
    fault: () => fault,
    stop() {
      stopping.abort()
      cancel()
      off()
    },
  }
}
