import { createListeners } from '../device/listeners.ts'
import { DeviceError, type Off, type Phase } from '../device/port.ts'
import { type Timer } from '../device/timer.ts'
import { type Transport, TransportError } from '../transports/port.ts'
import { cancelled, waiting } from './limits.ts'
import { type Dialogue, type ScaleFrame, type ScaleProtocol } from './protocol.ts'

/** Every protocol here answers a poll within a few tens of milliseconds; half a second without one is no answer. */
export const answerMs = 500
/** The longest dialogue has eight turns; one that goes round for ever must not hold the line. */
const mostTurns = 12

/** How a question ended. `interrupted`: the signal, and nobody knows. */
export type Heard<T> = { readonly end: T } | { readonly nothing: 'silence' | 'bad-frame' | 'interrupted' }

/** The wire to one scale. Rejections are DeviceErrors, always safe to try again: a question changes nothing. */
export interface ScaleLine {
  open(signal: AbortSignal): Promise<void>
  /** The line must be open. */
  converse<T>(dialogue: Dialogue<T>, ms: number, signal: AbortSignal): Promise<Heard<T>>
  send(bytes: readonly number[], signal: AbortSignal): Promise<void>
  /** The next frame that arrives, bad ones included. Undefined: none in `ms`, or the signal. */
  next(ms: number, signal: AbortSignal): Promise<ScaleFrame | undefined>
  onFrame(listener: (frame: ScaleFrame) => void): Off
  close(): Promise<void>
}

export function scaleLine(transport: Transport, protocol: ScaleProtocol, timer: Timer): ScaleLine {
  const frames = createListeners<ScaleFrame>()
  const losses = createListeners<TransportError>()
  let read = protocol.reader((frame) => frames.tell(frame))
  let isOpen = false
  /** The last question's answer is still out: it must not be taken for the next one's. */
  let owed = false

  transport.onBytes((bytes) => {
    if (isOpen) read(bytes)
  })
  transport.onLost((error) => {
    isOpen = false
    losses.tell(error)
  })

  const lost = (error: unknown, phase: Phase): unknown => (error instanceof TransportError ? new DeviceError({ code: error.code, phase, retry: 'safe', bytesSent: 0 }, { cause: error }) : error)

  function mustBeOpen(): void {
    if (!isOpen) throw new DeviceError({ code: 'connection-lost', phase: 'connect', retry: 'safe', bytesSent: 0 })
  }

  async function next(ms: number, signal: AbortSignal): Promise<ScaleFrame | undefined> {
    mustBeOpen()
    return waiting<ScaleFrame>(timer, ms, signal, (settle, fail) => both(frames.add(settle), losses.add((error) => fail(lost(error, 'confirm')))))
  }

  async function conversation<T>(dialogue: Dialogue<T>, ms: number, signal: AbortSignal): Promise<Heard<T>> {
    // Half a frame of an earlier answer must not be completed by the first half of this one.
    read = protocol.reader((frame) => frames.tell(frame))
    let broken = false
    let turns = 0
    const heard = await waiting<Heard<T>>(timer, ms, signal, (settle, fail, again) => {
      const say = (bytes: readonly number[]): void => {
        turns += 1
        if (turns > mostTurns) return settle({ nothing: 'bad-frame' })
        again()
        transport.write(Uint8Array.from(bytes), signal, () => undefined).catch((error: unknown) => fail(lost(error, 'send')))
      }
      // Listening begins before asking: an answer may be here before the write is known to be done.
      const off = both(
        frames.add((frame) => {
          broken ||= frame.kind === 'bad'
          const turn = dialogue.hear(frame)
          if (turn && 'end' in turn) settle(turn)
          else if (turn) say(turn.send)
        }),
        losses.add((error) => fail(lost(error, 'confirm'))),
      )
      say(dialogue.first)
      return off
    })
    if (heard) return heard
    owed = !broken
    return { nothing: signal.aborted ? 'interrupted' : broken ? 'bad-frame' : 'silence' }
  }

  return {
    async open(signal) {
      if (isOpen) return
      if (signal.aborted) throw cancelled()
      try {
        // After a loss a transport may still hold what is left of the old connection.
        await transport.close()
        await transport.open(signal)
      } catch (error) {
        throw lost(error, 'connect')
      }
      isOpen = true
      owed = false
      read = protocol.reader((frame) => frames.tell(frame))
    },
    async converse(dialogue, ms, signal) {
      mustBeOpen()
      if (owed) {
        await next(answerMs, signal)
        if (signal.aborted) return { nothing: 'interrupted' }
        owed = false
      }
      return conversation(dialogue, ms, signal)
    },
    async send(bytes, signal) {
      mustBeOpen()
      try {
        await transport.write(Uint8Array.from(bytes), signal, () => undefined)
      } catch (error) {
        throw lost(error, 'send')
      }
    },
    next,
    onFrame: (listener) => frames.add(listener),
    async close() {
      isOpen = false
      await transport.close()
    },
  }
}

function both(first: Off, second: Off): Off {
  return () => {
    first()
    second()
  }
}
