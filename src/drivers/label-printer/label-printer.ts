import { type LabelDpi } from '../../domain/label/index.ts'
import { DeviceError, type DeviceState, type FaultCode, type SelfTestStep } from '../device/port.ts'
import { keepState } from '../device/state-keeper.ts'
import { type Timer } from '../device/timer.ts'
import { type PrintOutcome } from '../printer/port.ts'
import { type TextDrawer } from '../printer/text-drawer.ts'
import { type Transport } from '../transports/port.ts'
import { labelLine, type LabelTalk } from './label-line.ts'
import { type LabelLanguage, type LabelStatus } from './language.ts'
import { type LabelJob, type LabelPrinter } from './port.ts'
import { readyLabel } from './ready-label.ts'

/** How often it is asked while it prints: a label takes some 200 ms, and one that nobody saw at work is not known to be printed. */
export const askMs = 100
/** From the last byte until it begins: reading a label with pictures takes an old one a second. */
export const beginMs = 3_000
/** Without any change while it is at work. */
export const confirmMs = 10_000
/** For somebody else's labels to come out, before ours are begun. */
export const restMs = 30_000
/** Answers left out one behind the other before it is taken to say nothing. */
const mostSilent = 3
/** At rest so many times running: between two labels of a batch some say that they are. */
const atRestTimes = 2

export interface LabelPrinterOptions {
  readonly id: string
  readonly transport: Transport
  readonly language: LabelLanguage
  readonly dpi: LabelDpi
  readonly timer: Timer
  /** Asked at the first text that the printer has no letters for. Absent: a "?" for each of them. */
  readonly textDrawer?: () => Promise<TextDrawer>
}

/** A label printer at the end of a line. Nothing is called printed that it was not seen at. */
export function labelPrinter({ id, transport, language, dpi, timer, textDrawer }: LabelPrinterOptions): LabelPrinter {
  const line = labelLine(transport, language, timer)
  // Until somebody has looked, it is not there.
  const keeper = keepState({ health: 'disconnected', faults: [] })

  async function look(talk: LabelTalk): Promise<LabelStatus | undefined> {
    const status = await talk.status()
    keeper.set(stateOf(status, talk.canRead))
    return status
  }

  function noteTrouble(error: unknown): void {
    if (error instanceof DeviceError && lineFaults.has(error.code)) keeper.set({ health: 'disconnected', faults: [error.code] })
  }

  /** True: it was at rest, and answers. Only then is what it does next known to be ours. */
  async function atRest(talk: LabelTalk, signal: AbortSignal): Promise<boolean> {
    for (let waited = 0; ; waited += askMs) {
      const status = await look(talk)
      if (status === undefined) return false
      const [fault] = status.faults
      if (fault) throw talk.error(fault)
      if (status.doing === 'rest') return true
      // Half a label of a job that was cut: what follows would be taken for the rest of it.
      if (status.doing === 'half' && language.dropHalf && waited === 0) await talk.send(language.dropHalf)
      if (waited >= restMs) throw talk.error('offline')
      if (signal.aborted) return false
      await talk.pause(askMs)
    }
  }

  async function confirmed(talk: LabelTalk, known: boolean, signal: AbortSignal): Promise<PrintOutcome> {
    let [seen, resting, silent, waited, progress] = [false, 0, 0, 0, '']
    const asFar = (): PrintOutcome => (seen ? 'processed' : 'sentOnly')
    while (talk.canRead && !signal.aborted) {
      const status = await look(talk)
      if (status === undefined) {
        silent += 1
        if (silent >= mostSilent) break
        continue
      }
      silent = 0
      const [fault] = status.faults
      if (fault) throw talk.error(fault)
      if (status.doing === 'work') seen ||= known
      resting = status.doing === 'rest' ? resting + 1 : 0
      if (seen && resting >= atRestTimes) return 'printed'
      if (status.progress !== progress) waited = 0
      progress = status.progress
      if (waited >= (seen ? confirmMs : beginMs)) {
        // It says itself that the label did not arrive whole.
        if (status.doing === 'half') throw talk.error('interrupted')
        break
      }
      waited += askMs
      await talk.pause(askMs)
    }
    return asFar()
  }

  async function encoded({ document, copies }: LabelJob): Promise<{ readonly bytes: Uint8Array; readonly replaced: readonly string[] }> {
    try {
      const plain = readyLabel(document, dpi, undefined)
      const drawer = plain.replaced.length > 0 && textDrawer ? await textDrawer().catch(() => undefined) : undefined
      const { label, replaced } = drawer ? readyLabel(document, dpi, drawer) : plain
      return { bytes: language.encode(label, copies), replaced }
    } catch (cause) {
      throw new DeviceError({ code: 'unprintable', phase: 'connect', retry: 'no', bytesSent: 0 }, { cause })
    }
  }

  return {
    id,
    state: () => keeper.state(),
    onState: (listener) => keeper.onState(listener),
    async print(job, { signal, beforeFirstByte }) {
      const { bytes, replaced } = await encoded(job)
      try {
        const outcome = await line.talk(signal, async (talk) => {
          const known = await atRest(talk, signal)
          await talk.begin(beforeFirstByte)
          await talk.send(bytes)
          talk.sent()
          return confirmed(talk, known, signal)
        })
        return { outcome, replaced }
      } catch (error) {
        noteTrouble(error)
        throw error
      }
    },
    async poll(signal) {
      if (!line.busy()) await line.talk(signal, look).catch(noteTrouble)
      return keeper.state()
    },
    async selfTest(signal) {
      const steps: SelfTestStep[] = []
      try {
        await line.talk(signal, async (talk) => {
          steps.push({ step: 'open', result: 'passed' })
          const status = await look(talk)
          const fault = status?.faults[0]
          steps.push({ step: 'status', result: status === undefined ? 'unknown' : fault === undefined ? 'passed' : 'failed', ...(fault && { fault }) })
        })
      } catch (error) {
        if (!(error instanceof DeviceError)) throw error
        noteTrouble(error)
        steps.push({ step: steps.length === 0 ? 'open' : 'status', result: 'failed', fault: error.code })
      }
      return { steps }
    },
  }
}

const lineFaults: ReadonlySet<FaultCode> = new Set<FaultCode>(['unreachable', 'timeout', 'permission', 'connection-lost', 'driver-missing'])

/** A one-way line is as ready as anybody knows; one that could answer and does not may still print. */
function stateOf(status: LabelStatus | undefined, canRead: boolean): DeviceState {
  if (status === undefined) return canRead ? { health: 'degraded', faults: ['no-response'] } : { health: 'ready', faults: [] }
  return { health: status.faults.length > 0 ? 'offline' : 'ready', faults: status.faults }
}
