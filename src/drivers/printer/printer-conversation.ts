import { createListeners } from '../device/listeners.ts'
import { DeviceError, type Off } from '../device/port.ts'
import { type Transport, TransportError } from '../transports/port.ts'
import { type Answer, type AutomaticStatus, statusReader } from './status.ts'

/** Calling a receipt off half way would leave half a receipt; work is called off before it begins, in begin(). */
const toItsEnd = new AbortController().signal

export interface Wait {
  /** True when that answer was the one it waited for. */
  hear(answer: Answer): boolean
  fail(error: TransportError): void
  /** Nobody waits any more, and its answer may still come. */
  given: boolean
}

/** One opened connection, and who waits on it for an answer. */
export interface Conversation {
  readonly canRead: boolean
  connect(signal: AbortSignal): Promise<void>
  write(bytes: Uint8Array, taken: (count: number) => void): Promise<void>
  lost(): TransportError | undefined
  /** It has answered a real-time question here: it can be watched, and what it is sent is read. */
  spoke(): boolean
  /** As it said when it was last asked: an offline printer lets a command stand in its buffer. */
  online: boolean
  /** Whether it has been told to say what changes, since a job set it back. */
  told: boolean
  /** A question was given up and its answer may still come, in front of the next one's. */
  owed(): boolean
  listen(wait: Wait): Off
  /** Hears what the printer sends unasked. */
  onAutomatic(listener: (status: AutomaticStatus) => void): Off
  onLost(listener: () => void): Off
  stop(): void
}

export function openConversation(transport: Transport): Conversation {
  const waits: Wait[] = []
  const automatic = createListeners<AutomaticStatus>()
  const ends = createListeners<undefined>()
  let spoke = false
  let lost: TransportError | undefined
  const leave = (wait: Wait): void => {
    const at = waits.indexOf(wait)
    if (at >= 0) waits.splice(at, 1)
  }
  function hear(answer: Answer): void {
    // Never offered to who waits for an answer: nobody asked for it.
    if (answer.kind === 'automatic') return automatic.tell(answer.bytes)
    spoke ||= answer.kind === 'realtime'
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
      ends.tell(undefined)
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
    spoke: () => spoke,
    online: false,
    told: false,
    owed: () => waits.length > 0,
    onAutomatic: (listener) => automatic.add(listener),
    onLost: (listener) => ends.add(() => listener()),
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
