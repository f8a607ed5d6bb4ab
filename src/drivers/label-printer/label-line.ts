import { DeviceError, type FaultCode, type Phase } from '../device/port.ts'
import { type Timer } from '../device/timer.ts'
import { type Transport, TransportError } from '../transports/port.ts'
import { type LabelLanguage, type LabelStatus } from './language.ts'

/** A printer that answers at all answers at once, also while it prints. */
export const statusMs = 1_000

/** Half a label is worse than a late stop: what has begun to leave leaves whole. */
const toItsEnd = new AbortController().signal

/** One opened line, for one piece of work. Every rejection is a DeviceError that says how far the work had got. */
export interface LabelTalk {
  readonly canRead: boolean
  /** From here on bytes count as the work's. `before` is awaited first. */
  begin(before: (() => Promise<void>) | undefined): Promise<void>
  send(bytes: readonly number[] | Uint8Array): Promise<void>
  /** All of it has left: what goes wrong now goes wrong while waiting for the printer's word. */
  sent(): void
  /** Undefined: no answer in `statusMs`, or the line cannot be read, or the work was called off. */
  status(): Promise<LabelStatus | undefined>
  /** Passes, or is cut short when the line is lost or the work called off. */
  pause(ms: number): Promise<void>
  error(code: FaultCode): DeviceError
}

export interface LabelLine {
  readonly address: string
  busy(): boolean
  talk<T>(signal: AbortSignal, work: (talk: LabelTalk) => Promise<T>): Promise<T>
}

/** The wire to one label printer. Whoever speaks, speaks alone. */
export function labelLine(transport: Transport, language: Pick<LabelLanguage, 'askStatus' | 'reader'>, timer: Timer): LabelLine {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0

  async function alone<T>(signal: AbortSignal, work: (talk: LabelTalk) => Promise<T>): Promise<T> {
    const conversation = converse(transport, language, timer, signal)
    try {
      await conversation.connect()
      return await work(conversation.talk)
    } finally {
      conversation.stop()
      await transport.close()
    }
  }

  return {
    address: transport.address,
    busy: () => waiting > 0,
    talk(signal, work) {
      waiting += 1
      const done = last.then(() => alone(signal, work)).finally(() => (waiting -= 1))
      last = done.catch(() => undefined)
      return done
    },
  }
}

function converse(transport: Transport, { askStatus, reader }: Pick<LabelLanguage, 'askStatus' | 'reader'>, timer: Timer, signal: AbortSignal) {
  let phase: Phase = 'connect'
  let bytesSent = 0
  let lost: TransportError | undefined
  /** Who waits for an answer, or for time to pass. */
  let wake: (status?: LabelStatus) => void = () => undefined
  const offs = [
    transport.onBytes(reader((status) => wake(status))),
    transport.onLost((error) => {
      lost = error
      wake()
    }),
  ]

  function deviceError(code: FaultCode, cause?: unknown): DeviceError {
    return new DeviceError({ code, phase, retry: phase === 'connect' ? 'safe' : 'ask', bytesSent }, { cause })
  }
  function assertThere(): void {
    if (lost) throw deviceError(lost.code, lost)
  }

  async function send(bytes: readonly number[] | Uint8Array): Promise<void> {
    try {
      await transport.write(Uint8Array.from(bytes), toItsEnd, (count) => {
        if (phase === 'send') bytesSent += count
      })
    } catch (error) {
      throw error instanceof TransportError ? deviceError(error.code, error) : error
    }
  }

  /** The first thing that happens: an answer (when `answers`), a lost line, a call off, or the time. */
  async function next(ms: number, answers: boolean, first: () => Promise<void>): Promise<LabelStatus | undefined> {
    assertThere()
    if (signal.aborted) return undefined
    let end: (status?: LabelStatus) => void = () => undefined
    const ended = new Promise<LabelStatus | undefined>((resolve) => (end = resolve))
    const over = (): void => end()
    wake = (status) => {
      if (status === undefined || answers) end(status)
    }
    const late = timer.after(ms, over)
    signal.addEventListener('abort', over)
    try {
      await first()
      return await ended
    } finally {
      late()
      signal.removeEventListener('abort', over)
      wake = () => undefined
      assertThere()
    }
  }

  const talk: LabelTalk = {
    canRead: transport.canRead,
    async begin(before) {
      if (signal.aborted) throw deviceError('cancelled')
      await before?.()
      // Lost while the beginning was being noted: still nothing of the work has left.
      assertThere()
      phase = 'send'
    },
    send,
    sent: () => void (phase = 'confirm'),
    status: async () => (transport.canRead ? next(statusMs, true, () => send(askStatus)) : undefined),
    pause: async (ms) => void (await next(ms, false, () => Promise.resolve())),
    error: deviceError,
  }
  return {
    talk,
    connect: () =>
      transport.open(signal).catch((error: unknown) => {
        throw error instanceof TransportError ? deviceError(error.code, error) : error
      }),
    stop() {
      for (const off of offs) off()
    },
  }
}
