import { DeviceError, type FaultCode, type Phase } from '../device/port.ts'
import { type Timer } from '../device/timer.ts'
import { TransportError } from '../transports/port.ts'
import { askStatus } from './commands.ts'
import { type Conversation, type Wait } from './printer-conversation.ts'
import { type Answer, type RealtimeStatus } from './status.ts'

/** A printer that answers status at all does so at once; waiting longer would only hold up the drawer. */
export const statusMs = 500

/** Half a second of a line at 9600 baud: how long a kick waits for a gap in a receipt of plain text. */
const leastPart = 512
/** In DLE EOT 1. */
const offlineBit = 0x08

/** One opened line, for one piece of work. Every rejection is a DeviceError that says how far the work had got. */
export interface Talk {
  readonly canRead: boolean
  /** From here on bytes count as the work's. `before` is awaited first. */
  begin(before: (() => Promise<void>) | undefined): Promise<void>
  send(bytes: readonly number[] | Uint8Array): Promise<void>
  /** As send, but lets a kick in at one of `ends` now and then: places in the bytes where no command is under way. */
  sendInParts(bytes: Uint8Array, ends: readonly number[]): Promise<void>
  /** All of the work has left: what goes wrong now goes wrong while waiting for the device's word. */
  sent(): void
  /** Sends, and waits for the answer `pick` wants. Undefined: none in `ms` or before `givenUp`, or the line cannot be read, or the work is called off. */
  ask<T>(bytes: readonly number[], pick: (answer: Answer) => T | undefined, ms: number, givenUp?: AbortSignal): Promise<T | undefined>
  /** DLE EOT: undefined when the first question stays unanswered. */
  status(): Promise<RealtimeStatus | undefined>
  error(code: FaultCode): DeviceError
}

export interface TalkOptions {
  readonly conversation: Conversation
  readonly timer: Timer
  readonly signal: AbortSignal
  readonly answered: (printer: number | undefined) => void
  readonly onBegin?: () => void
  readonly onSent: () => void
  /** Between two parts of a job. */
  readonly onGap?: () => Promise<void>
}

export function createTalk({ conversation, timer, signal, answered, onBegin, onSent, onGap }: TalkOptions): Talk {
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

  async function sendInParts(bytes: Uint8Array, ends: readonly number[]): Promise<void> {
    let from = 0
    for (const end of ends) {
      if (end - from < leastPart && end !== bytes.length) continue
      await send(bytes.subarray(from, end))
      from = end
      if (from < bytes.length) await onGap?.()
    }
    if (from < bytes.length) await send(bytes.subarray(from))
  }

  async function ask<T>(bytes: readonly number[], pick: (answer: Answer) => T | undefined, ms: number, givenUp?: AbortSignal): Promise<T | undefined> {
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
      return await heard.within(ms, givenUp)
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
      async within(ms: number, givenUp: AbortSignal | undefined): Promise<T | undefined> {
        const late = timer.after(ms, calledOff)
        signal.addEventListener('abort', calledOff)
        givenUp?.addEventListener('abort', calledOff)
        if (signal.aborted || givenUp?.aborted === true) calledOff()
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
      onBegin?.()
      // A job begins by setting the printer back, and what it was told with it.
      conversation.told = false
    },
    send,
    sendInParts,
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
      conversation.online = printer !== undefined && (printer & offlineBit) === 0
      if (printer === undefined) return undefined
      const [offlineCause, paper] = [await realtime(2), await realtime(4)]
      const error = offlineCause !== undefined && (offlineCause & 0x40) !== 0 ? await realtime(3) : undefined
      return { printer, ...(offlineCause !== undefined && { offlineCause }), ...(paper !== undefined && { paper }), ...(error !== undefined && { error }) }
    },
    error: deviceError,
  }
}
