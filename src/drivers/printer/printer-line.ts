import { createListeners } from '../device/listeners.ts'
import { DeviceError, type FaultCode, type Off, type Phase } from '../device/port.ts'
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
  /**
   * For work of a few bytes that somebody stands and waits for. It goes before everything that waits; and while a job has
   * left and only the printer's word on it is awaited, it goes then, on the same connection. Never inside a job's bytes.
   */
  interject<T>(signal: AbortSignal, work: (talk: Talk) => Promise<T>): Promise<T>
  /** Hears each answer to a question about the printer itself (DLE EOT 1). */
  onPrinterByte(listener: (byte: number) => void): Off
}

interface Current {
  /** Takes one in when the job's bytes have left and the connection stands. */
  admit(guest: Guest): boolean
}
interface Guest {
  readonly signal: AbortSignal
  /** Alone on the line, or as the guest of whoever holds it. */
  begin(host?: Conversation): Promise<void>
}

export function printerLine(transport: Transport, timer: Timer): PrinterLine {
  const printerBytes = createListeners<number>()
  const eager: Guest[] = []
  const patient: Guest[] = []
  let current: Current | undefined
  let running = false
  let waiting = 0
  let answers: boolean | undefined
  const answered = (byte: number | undefined): void => {
    answers = byte !== undefined
    if (byte !== undefined) printerBytes.tell(byte)
  }

  /** The next one comes whether this one went well or not. */
  async function pump(): Promise<void> {
    if (running) return
    running = true
    for (let next = eager.shift() ?? patient.shift(); next !== undefined; next = eager.shift() ?? patient.shift()) await next.begin()
    running = false
  }

  async function alone<T>(signal: AbortSignal, work: (talk: Talk) => Promise<T>): Promise<T> {
    const conversation = openConversation(transport)
    const guests: Promise<void>[] = []
    let between = false
    current = {
      admit(guest) {
        if (!between || conversation.lost() !== undefined) return false
        // One behind the other: two kicks at once would take each other's answers.
        guests.push((guests.at(-1) ?? Promise.resolve()).then(() => guest.begin(conversation)))
        return true
      },
    }
    const holder = current
    const onSent = (): void => {
      between = true
      for (const guest of eager.splice(0)) if (!holder.admit(guest)) eager.push(guest)
    }
    try {
      await conversation.connect(signal)
      return await work(createTalk({ conversation, timer, signal, answered, onSent }))
    } finally {
      current = undefined
      await Promise.all(guests)
      conversation.stop()
      await transport.close()
    }
  }

  /** A piece of work that can wait in a queue, and the promise of how it ends. */
  function piece<T>(signal: AbortSignal, work: (talk: Talk) => Promise<T>): { readonly guest: Guest; readonly end: Promise<T> } {
    waiting += 1
    let settle: (end: Promise<T>) => void = () => undefined
    const end = new Promise<T>((resolve) => (settle = resolve))
    const guest: Guest = {
      signal,
      async begin(host) {
        const done = host === undefined ? alone(signal, work) : work(createTalk({ conversation: host, timer, signal, answered, onSent: () => undefined }))
        const ended = done.finally(() => (waiting -= 1))
        settle(ended)
        await ended.catch(() => undefined)
      },
    }
    return { guest, end }
  }

  return {
    address: transport.address,
    canRead: transport.canRead,
    answersStatus: () => answers,
    busy: () => waiting > 0,
    talk(signal, work) {
      const { guest, end } = piece(signal, work)
      patient.push(guest)
      void pump()
      return end
    },
    interject(signal, work) {
      const { guest, end } = piece(signal, work)
      if (current?.admit(guest) !== true) eager.push(guest)
      void pump()
      return end
    },
    onPrinterByte: (listener) => printerBytes.add(listener),
  }
}

interface Wait {
  /** True when that answer was the one it waited for. */
  hear(answer: Answer): boolean
  fail(error: TransportError): void
  /** Nobody waits any more, and its answer may still come. */
  given: boolean
}

/** One opened connection, and who waits on it for an answer. */
interface Conversation {
  readonly canRead: boolean
  connect(signal: AbortSignal): Promise<void>
  write(bytes: Uint8Array, taken: (count: number) => void): Promise<void>
  lost(): TransportError | undefined
  listen(wait: Wait): Off
  stop(): void
}

function openConversation(transport: Transport): Conversation {
  const waits: Wait[] = []
  let lost: TransportError | undefined
  const leave = (wait: Wait): void => {
    const at = waits.indexOf(wait)
    if (at >= 0) waits.splice(at, 1)
  }
  function hear(answer: Answer): void {
    for (const wait of waits) {
      // An answer to GS r carries no id: what comes late belongs to the question that was given up, not to the next one.
      if (wait.given && answer.kind !== 'paper') continue
      if (!wait.hear(answer)) continue
      if (wait.given) leave(wait)
      return
    }
  }
  const offs = [
    transport.onBytes(statusReader(hear)),
    transport.onLost((error) => {
      lost = error
      for (const wait of waits) wait.fail(error)
    }),
  ]
  return {
    canRead: transport.canRead,
    connect: (signal) =>
      transport.open(signal).catch((error: unknown) => {
        throw error instanceof TransportError ? new DeviceError({ code: error.code, phase: 'connect', retry: 'safe', bytesSent: 0 }, { cause: error }) : error
      }),
    write: (bytes, taken) => transport.write(bytes, toItsEnd, taken),
    lost: () => lost,
    listen(wait) {
      waits.push(wait)
      return () => {
        if (!wait.given) leave(wait)
      }
    },
    stop() {
      for (const off of offs) off()
    },
  }
}

interface TalkOptions {
  readonly conversation: Conversation
  readonly timer: Timer
  readonly signal: AbortSignal
  readonly answered: (printer: number | undefined) => void
  readonly onSent: () => void
}

function createTalk({ conversation, timer, signal, answered, onSent }: TalkOptions): Talk {
  let phase: Phase = 'connect'
  let bytesSent = 0

  function deviceError(code: FaultCode, cause?: unknown): DeviceError {
    return new DeviceError({ code, phase, retry: phase === 'connect' ? 'safe' : 'ask', bytesSent }, { cause })
  }
  function trouble(error: unknown): unknown {
    return error instanceof TransportError ? deviceError(error.code, error) : error
  }

  async function send(bytes: readonly number[] | Uint8Array): Promise<void> {
    try {
      await conversation.write(Uint8Array.from(bytes), (count) => {
        // Questions before and after are not the work.
        if (phase === 'send') bytesSent += count
      })
    } catch (error) {
      throw trouble(error)
    }
  }

  async function ask<T>(bytes: readonly number[], pick: (answer: Answer) => T | undefined, ms: number): Promise<T | undefined> {
    if (!conversation.canRead) {
      await send(bytes)
      return undefined
    }
    const lost = conversation.lost()
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
    const wait: Wait = {
      given: false,
      hear(answer) {
        const value = pick(answer)
        if (value === undefined) return false
        // Before anybody is woken: the next answer in the same bytes is the next question's.
        if (!wait.given) stop()
        settle({ value })
        return true
      },
      fail: (error) => settle({ error: trouble(error) }),
    }
    const calledOff = (): void => {
      wait.given = true
      settle({ value: undefined })
    }
    const stop = conversation.listen(wait)
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
        stop()
        signal.removeEventListener('abort', calledOff)
      },
    }
  }

  const realtime = (what: 1 | 2 | 3 | 4): Promise<number | undefined> => ask(askStatus(what), (answer) => (answer.kind === 'realtime' ? answer.byte : undefined), statusMs)

  return {
    canRead: conversation.canRead,
    async begin(before) {
      if (signal.aborted) throw deviceError('cancelled')
      await before?.()
      // Lost while the beginning was being noted: still nothing of the work has left.
      const lost = conversation.lost()
      if (lost) throw trouble(lost)
      phase = 'send'
    },
    send,
    sent() {
      phase = 'confirm'
      onSent()
    },
    ask,
    async status() {
      if (!conversation.canRead) return undefined
      // One question at a time: the answers do not say which question they belong to.
      const printer = await realtime(1)
      answered(printer)
      if (printer === undefined) return undefined
      const [offlineCause, paper] = [await realtime(2), await realtime(4)]
      const error = offlineCause !== undefined && (offlineCause & 0x40) !== 0 ? await realtime(3) : undefined
      return { printer, ...(offlineCause !== undefined && { offlineCause }), ...(paper !== undefined && { paper }), ...(error !== undefined && { error }) }
    },
    error: deviceError,
  }
}
