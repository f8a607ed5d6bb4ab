import { type Timer } from '../../device/timer.ts'
import { type Transport } from '../../transports/port.ts'
import { type Apdu, apduReader, encodeApdu } from './apdu.ts'
import { acknowledged, kindOf, letGo } from './commands.ts'
import { readFields } from './fields.ts'
import { readStatusInformation, type StatusInformation, textOf } from './status-information.ts'

/** T3 of the specification: each command and each message is acknowledged in this time, or the other end is not there. */
export const acknowledgeMs = 5_000
/** T4: how long the terminal may say nothing while a customer looks for a card. It talks in between where it was asked to. */
export const customerMs = 180_000
/** Of silence behind our own request to end it: a cashier and a customer stand there and wait for a word. */
export const letGoMs = 20_000
/** For what no customer is needed for. */
export const queryMs = 15_000

/** How a conversation ended. `notSent`: not one byte of the command left. After `lost` and `silent` nobody knows. */
export type ZvtEnd =
  | { readonly kind: 'completed'; readonly data: Uint8Array }
  | { readonly kind: 'aborted'; readonly result: number | undefined }
  | { readonly kind: 'refused'; readonly result: number }
  | { readonly kind: 'lost' | 'silent' | 'notSent' }

export interface ZvtTalk {
  readonly end: ZvtEnd
  readonly statuses: readonly StatusInformation[]
  /** What it wanted printed, in order. */
  readonly lines: readonly string[]
}

export interface TalkOptions {
  /** Of silence, behind the acknowledgement of the command. */
  readonly patienceMs: number
  readonly onIntermediate?: (status: number | undefined) => void
  /** Given what asks the terminal, in the middle of it, to end it. */
  readonly onUnderWay?: (askToEnd: () => void) => void
}

/** One conversation after another on an open line. Never rejects. */
export interface ZvtLine {
  /** False: there is no line. */
  open(signal: AbortSignal): Promise<boolean>
  talk(command: Apdu, options: TalkOptions): Promise<ZvtTalk>
  close(): Promise<void>
}

const endless = new AbortController().signal
const mostLines = 400

export function zvtLine(transport: Transport, timer: Timer): ZvtLine {
  let hear: (frame: Apdu) => void = () => undefined
  let lose: () => void = () => undefined
  let reader = apduReader((frame) => hear(frame))
  let isOpen = false
  transport.onBytes((bytes) => reader.push(bytes))
  transport.onLost(() => {
    isOpen = false
    lose()
  })

  async function open(signal: AbortSignal): Promise<boolean> {
    await transport.close()
    reader = apduReader((frame) => hear(frame))
    isOpen = await transport.open(signal).then(() => true, () => false)
    return isOpen
  }

  function talk(command: Apdu, { patienceMs, onIntermediate, onUnderWay }: TalkOptions): Promise<ZvtTalk> {
    const statuses: StatusInformation[] = []
    const lines: string[] = []
    const said = (end: ZvtEnd): ZvtTalk => ({ end, statuses, lines })
    if (!isOpen) return Promise.resolve(said({ kind: 'notSent' }))
    return new Promise((resolve) => {
      let cancelWait: () => void = () => undefined
      let [answered, ending] = [false, false]
      const settle = (end: ZvtEnd): void => {
        cancelWait()
        hear = () => undefined
        lose = () => undefined
        resolve(said(end))
      }
      const wait = (ms: number): void => {
        cancelWait()
        cancelWait = timer.after(ms, () => settle({ kind: 'silent' }))
      }
      const send = (frame: Apdu): void => {
        transport.write(encodeApdu(frame), endless, () => undefined).catch(() => settle({ kind: 'lost' }))
      }
      lose = () => settle({ kind: 'lost' })
      hear = (frame) => {
        const kind = kindOf(frame)
        if (kind === 'refused') {
          // Of the command itself. Later it is the answer to a request in between, and the payment goes on.
          if (!answered) settle({ kind: 'refused', result: frame.instruction })
          else if (ending) {
            ending = false
            wait(patienceMs)
          }
          return
        }
        // That a request in between was heard says nothing of the payment: with each Esc the wait for a dead terminal began anew.
        if (kind === 'acknowledged' && answered) return
        if (kind !== 'acknowledged') {
          send(acknowledged)
          takeIn(kind, frame)
        }
        answered = true
        wait(ending ? letGoMs : patienceMs)
        if (kind === 'completion') settle({ kind: 'completed', data: frame.data })
        if (kind === 'abort') settle({ kind: 'aborted', result: frame.data[0] })
      }
      function takeIn(kind: ReturnType<typeof kindOf>, { data }: Apdu): void {
        if (kind === 'status') statuses.push(readStatusInformation(data))
        if (kind === 'intermediate') onIntermediate?.(data[0])
        if ((kind === 'printLine' || kind === 'printText') && lines.length < mostLines) lines.push(...printed(kind, data))
      }
      wait(acknowledgeMs)
      send(command)
      onUnderWay?.(() => {
        send(letGo)
        if (answered && !ending) wait(letGoMs)
        ending = true
      })
    })
  }

  return {
    open,
    talk,
    async close() {
      isOpen = false
      // Whoever still waits for a word hears that none will come.
      lose()
      await transport.close()
    },
  }
}

/** 06 D1 is an attribute and text; 06 D3 a container whose tag 25 holds tags 07, a line each. */
function printed(kind: 'printLine' | 'printText', data: Uint8Array): readonly string[] {
  if (kind === 'printLine') return [textOf(data.slice(1)) ?? '']
  const container = readFields(data).fields.find(({ tag }) => tag === 0x06)
  if (container === undefined) return []
  const text: string[] = []
  walk(container.data, text, 0)
  return text
}

function walk(data: Uint8Array, into: string[], depth: number): void {
  let at = 0
  while (at + 1 < data.length && into.length < mostLines) {
    const [tag = 0, length = 0] = data.subarray(at, at + 2)
    if (length > 0x7f) return
    const inner = data.slice(at + 2, at + 2 + length)
    if (tag === 0x07) into.push(textOf(inner) ?? '')
    else if (tag === 0x25 && depth < 2) walk(inner, into, depth + 1)
    at += 2 + length
  }
}
