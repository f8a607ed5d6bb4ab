import { markDuplicate } from '../../domain/receipt/index.ts'
import { DeviceError, type DeviceState } from '../device/port.ts'
import { keepState } from '../device/state-keeper.ts'
import { askPaperInOrder, askProcessId } from './commands.ts'
import { encode, type EncodedReceipt } from './esc-pos.ts'
import { type Printer, type PrintJob, type PrintOutcome } from './port.ts'
import { type PrinterLine } from './printer-line.ts'
import { type Talk } from './printer-talk.ts'
import { type PrinterProfile } from './profiles.ts'
import { testPrinter } from './self-test.ts'
import { blockingFault, faultsOf, stateOf, stateOfAutomatic } from './status.ts'
import { type TextDrawer } from './text-drawer.ts'
import { watchForTrouble } from './trouble-watch.ts'

/** From the last byte to the printer's word. */
export const confirmMs = 10_000
/** For a printer that has let all of that pass without a word, and this job's question too: the next kick waits behind it. */
export const quietConfirmMs = 1_000

export interface EscPosPrinterOptions {
  readonly id: string
  readonly line: PrinterLine
  readonly profile: PrinterProfile
  /** For receipts with letters that the printer lacks: asked at the first of them. Absent: a "?" stands for each. */
  readonly textDrawer?: () => Promise<TextDrawer>
}

/** A printer at the end of a line. "Sent" is never taken for "printed": each job ends with a question. */
export function escPosPrinter({ id, line, profile, textDrawer }: EscPosPrinterOptions): Printer {
  // Until somebody has looked, it is not there.
  const keeper = keepState({ health: 'disconnected', faults: [] })
  let jobsSoFar = 0
  /** It has never said a word since it was last waited for in full. */
  let quiet = false

  /** What it last said unasked, and how often it has. */
  let said: { readonly state: DeviceState; readonly count: number } = { state: keeper.state(), count: 0 }
  line.onAutomatic((status) => {
    said = { state: stateOfAutomatic(status), count: said.count + 1 }
    keeper.set(said.state)
  })
  // It may only have grown tired of a quiet line. If not, a person hears of it now, and not with the next receipt.
  line.onIdleLost(() => void poll(new AbortController().signal))

  async function look(talk: Talk): Promise<DeviceState> {
    const before = said.count
    const status = await talk.status()
    // It changed while it was asked: its first answers are about a state that is over.
    if (status && said.count !== before) {
      keeper.set(said.state)
      return said.state
    }
    // A one-way line is as ready as anybody knows. One that could answer and does not still gets its jobs: many clones never do.
    const state: DeviceState = status ? stateOf(status) : talk.canRead ? { health: 'degraded', faults: ['no-response'] } : { health: 'ready', faults: [] }
    keeper.set(state)
    return state
  }

  /** A line that does not open is news about the printer; a receipt that cannot be encoded is not. */
  function noteTrouble(error: unknown): void {
    if (!(error instanceof DeviceError)) return
    if (['unreachable', 'timeout', 'permission', 'connection-lost', 'driver-missing'].includes(error.code)) keeper.set({ health: 'disconnected', faults: [error.code] })
  }

  async function confirmed(talk: Talk, fence: Fence | undefined, signal: AbortSignal): Promise<PrintOutcome> {
    if (!fence) return 'sentOnly'
    if (line.answersStatus() === true) quiet = false
    const patience = quiet ? quietConfirmMs : confirmMs
    const watch = watchForTrouble(line, talk, patience, (status) => keeper.set(stateOf(status)))
    const outcome = await talk.ask(fence.bytes, fence.pick, patience, watch.over).finally(watch.stop)
    if (outcome !== undefined) {
      quiet = false
      return outcome
    }
    const trouble = watch.fault()
    if (trouble !== undefined) throw talk.error(trouble)
    if (quiet) return 'sentOnly'
    // No word. If the paper ran out half way, that is known trouble and no longer "sent, and nobody knows".
    const status = await talk.status()
    quiet = status === undefined && !signal.aborted
    const fault = status && blockingFault(faultsOf(status))
    if (status) keeper.set(stateOf(status))
    if (fault) throw talk.error(fault)
    return 'sentOnly'
  }

  interface Fence {
    readonly bytes: readonly number[]
    readonly pick: (answer: Parameters<Parameters<Talk['ask']>[1]>[0]) => PrintOutcome | undefined
  }
  function nextFence(): Fence | undefined {
    if (!line.canRead || profile.confirm === 'none') return undefined
    if (profile.confirm === 'gsR') return { bytes: askPaperInOrder, pick: (answer) => (answer.kind === 'paper' ? 'processed' : undefined) }
    // A new id each time, so that the late answer to an earlier job is not taken for this one's.
    jobsSoFar += 1
    const ask = (jobsSoFar % 36 ** 4).toString(36).padStart(4, '0')
    return { bytes: askProcessId(ask), pick: (answer) => (answer.kind === 'processId' && answer.id === ask ? 'printed' : undefined) }
  }

  async function encoded(job: PrintJob): Promise<EncodedReceipt> {
    try {
      const document = job.duplicateWords ? markDuplicate(job.document, job.duplicateWords) : job.document
      const plain = encode(document, profile)
      if (plain.replaced.length === 0 || textDrawer === undefined) return plain
      // Where there is nothing to draw with, a receipt with a few "?" is better than none; `replaced` says so.
      const draw = await textDrawer().catch(() => undefined)
      return draw ? encode(document, profile, draw) : plain
    } catch (cause) {
      throw new DeviceError({ code: 'unprintable', phase: 'connect', retry: 'no', bytesSent: 0 }, { cause })
    }
  }

  async function poll(signal: AbortSignal): Promise<DeviceState> {
    // A question in the middle of a job would arrive in the middle of its data.
    if (line.busy()) return keeper.state()
    try {
      await line.talk(signal, look)
    } catch (error) {
      noteTrouble(error)
    }
    return keeper.state()
  }

  return {
    id,
    capabilities: { columns: profile.columns, cuts: profile.cutter !== 'none', bestOutcome: bestOutcome(line.canRead ? profile.confirm : 'none') },
    busy: () => line.working(),
    selfTest: (signal) => testPrinter(line, signal),
    state: () => keeper.state(),
    onState: (listener) => keeper.onState(listener),
    async print(job, options) {
      const { bytes, ends, replaced } = await encoded(job)
      try {
        const outcome = await line.talk(options.signal, async (talk) => {
          const fault = blockingFault((await look(talk)).faults)
          if (fault) throw talk.error(fault)
          await talk.begin(options.beforeFirstByte)
          await talk.sendInParts(bytes, ends)
          talk.sent()
          return confirmed(talk, nextFence(), options.signal)
        })
        return { outcome, replaced }
      } catch (error) {
        noteTrouble(error)
        throw error
      }
    },
    poll,
  }
}

function bestOutcome(confirm: PrinterProfile['confirm']): PrintOutcome {
  return ({ gsH: 'printed', gsR: 'processed', none: 'sentOnly' } as const)[confirm]
}
