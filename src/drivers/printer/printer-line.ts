import { DeviceError, type FaultCode, type Phase } from '../device/port.ts'
import { type Timer } from '../device/timer.ts'
import { type Transport, TransportError } from '../transports/port.ts'
import { askStatus } from './commands.ts'
import { type Answer, type RealtimeStatus, statusReader } from './status.ts'

/** A printer that answers status at all does so at once; waiting longer would only hold up the drawer. */
export const statusMs = 500

/** Calling a receipt off half way would leave half a receipt; work is called off before it begins, in begin(). */
const toItsEnd = new AbortController().signal

/** One opened line, for one piece of work. Every rejection is a DeviceError that says how far the work had got. */
export interface Talk {
  readonly canRead: boolean
  /** From here on bytes count as the work's. `before` is awaited first. */
  begin(before: (() => Promise<void>) | undefined): Promise<void>
  send(bytes: readonly number[] | Uint8Array): Promise<void>
  /** All of the work has left: what goes wrong now goes wrong while waiting for the device's word. */
  sent(): void
  /** Sends, and waits for the answer `pick` wants. Undefined: none in `ms`, or the line cannot be read, or the work is called off. */
  ask<T>(bytes: readonly number[], pick: (answer: Answer) => T | undefined, ms: number): Promise<T | undefined>
  /** DLE EOT: undefined when the first question stays unanswered. */
  status(): Promise<RealtimeStatus | undefined>
  error(code: FaultCode): DeviceError
}

/** The wire to one printer, shared by printer and drawer: whoever speaks, speaks alone. */
export interface PrinterLine {
  readonly address: string
  readonly canRead: boolean
  /** False: it did not answer when last asked. Undefined: never asked. */
  answersStatus(): boolean | undefined
  busy(): boolean
  talk<T>(signal: AbortSignal, work: (talk: Talk) => Promise<T>): Promise<T>
}

export function printerLine(transport: Transport, timer: Timer): PrinterLine {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let answers: boolean | undefined

  async function alone<T>(signal: AbortSignal, work: (talk: Talk) => Promise<T>): Promise<T> {
    const open = createTalk(transport, timer, signal, (answered) => (answers = answered))
    try {
      await open.connect()
      return await work(open.talk)
    } finally {
      open.stop()
      await transport.close()
    }
  }

  return {
    address: transport.address,
    canRead: transport.canRead,
    answersStatus: () => answers,
    busy: () => waiting > 0,
    talk(signal, work) {
      waiting += 1
      const mine = last.then(() => alone(signal, work)).finally(() => (waiting -= 1))
      // The next one comes whether this one went well or not.
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

function createTalk(transport: Transport, timer: Timer, signal: AbortSignal, answered: (yes: boolean) => void) {
  const waits = new Set<{ hear(answer: Answer): void; fail(error: unknown): void }>()
  let phase: Phase = 'connect'
  let bytesSent = 0
  let lost: TransportError | undefined
  const offs = [
    transport.onBytes(statusReader((answer) => {
      for (const wait of waits) wait.hear(answer)
    })),
    transport.onLost((error) => {
      lost = error
      for (const wait of waits) wait.fail(trouble(error))
    }),
  ]

  function deviceError(code: FaultCode, cause?: unknown): DeviceError {
    return new DeviceError({ code, phase, retry: phase === 'connect' ? 'safe' : 'ask', bytesSent }, { cause })
  }
  function trouble(error: unknown): unknown {
    return error instanceof TransportError ? deviceError(error.code, error) : error
  }

  async function send(bytes: readonly number[] | Uint8Array): Promise<void> {
    try {
      await transport.write(Uint8Array.from(bytes), toItsEnd, (count) => {
        // Questions before and after are not the work.
        if (phase === 'send') bytesSent += count
      })
    } catch (error) {
      throw trouble(error)
    }
  }

  async function ask<T>(bytes: readonly number[], pick: (answer: Answer) => T | undefined, ms: number): Promise<T | undefined> {
    if (!transport.canRead) {
      await send(bytes)
      return undefined
    }
    if (lost) throw trouble(lost)
    // Listening begins before asking: an answer may be here before the write is known to be done.
    const heard = listen(pick)
    try {
      await send(bytes)
      return await heard.within(ms)
    } finally {
      heard.stop()
    }
  }

  function listen<T>(pick: (answer: Answer) => T | undefined) {
    let settle: (end: { readonly value: T | undefined } | { readonly error: unknown }) => void = () => undefined
    const ended = new Promise<{ readonly value: T | undefined } | { readonly error: unknown }>((resolve) => (settle = resolve))
    const wait = {
      hear(answer: Answer) {
        const value = pick(answer)
        if (value !== undefined) settle({ value })
      },
      fail: (error: unknown) => settle({ error }),
    }
    const calledOff = (): void => settle({ value: undefined })
    waits.add(wait)
    return {
      async within(ms: number): Promise<T | undefined> {
        const late = timer.after(ms, calledOff)
        signal.addEventListener('abort', calledOff)
        if (signal.aborted) calledOff()
        const end = await ended.finally(late)
        if ('error' in end) throw end.error
        return end.value
      },
      stop() {
        waits.delete(wait)
        signal.removeEventListener('abort', calledOff)
      },
    }
  }

  const realtime = (what: 1 | 2 | 3 | 4): Promise<number | undefined> => ask(askStatus(what), (answer) => (answer.kind === 'realtime' ? answer.byte : undefined), statusMs)

  const talk: Talk = {
    canRead: transport.canRead,
    async begin(before) {
      if (signal.aborted) throw deviceError('cancelled')
      await before?.()
      // Lost while the beginning was being noted: still nothing of the work has left.
      if (lost) throw trouble(lost)
      phase = 'send'
    },
    send,
    sent: () => void (phase = 'confirm'),
    ask,
    async status() {
      if (!transport.canRead) return undefined
      // One question at a time: the answers do not say which question they belong to.
      const printer = await realtime(1)
      answered(printer !== undefined)
      if (printer === undefined) return undefined
      const [offlineCause, paper] = [await realtime(2), await realtime(4)]
      const error = offlineCause !== undefined && (offlineCause & 0x40) !== 0 ? await realtime(3) : undefined
      return { printer, ...(offlineCause !== undefined && { offlineCause }), ...(paper !== undefined && { paper }), ...(error !== undefined && { error }) }
    },
    error: deviceError,
  }

  return {
    talk,
    async connect(): Promise<void> {
      try {
        await transport.open(signal)
      } catch (error) {
        throw trouble(error)
      }
    },
    stop(): void {
      for (const off of offs) off()
    },
  }
}
