import { createListeners } from '../device/listeners.ts'
import { standingTest } from '../device/standing-test.ts'
import { keepState } from '../device/state-keeper.ts'
import { type Timer } from '../device/timer.ts'
import { type Transport, TransportError } from '../transports/port.ts'
import { type ConnectedScanner, type Scan, type ScanFeedback } from './port.ts'
import { readScan, type ScanEncoding } from './read-scan.ts'
import { createFramer, type FrameSettings } from './scan-framer.ts'

/** A pause this long ends a scan of a gun without a suffix: at 9600 baud a byte takes 1 ms, a Bluetooth cradle pauses for 30. */
export const silenceMs = 100
/** Half a scan is thrown away after this. Long: a busy machine delivers the rest late, and half an EAN-13 is somebody's PLU. */
export const abandonMs = 2_000
export const reopenMs = 2_000

export interface SerialScannerOptions {
  readonly id: string
  readonly transport: Transport
  readonly timer: Timer
  readonly frame?: FrameSettings
  /** UTF-8 alone unless the shop says that its guns send GB18030 too. */
  readonly encodings?: readonly ScanEncoding[]
  /** The bytes that make this model beep, where it has such. */
  readonly feedback?: Readonly<Record<ScanFeedback, Uint8Array>>
}

/** A scanner on a serial line: an RS-232 or USB-CDC gun, or one behind a serial server. Starts to open it at once. */
export function serialScanner({ id, transport, timer, frame = { prefix: [], suffix: 'any' }, encodings = ['utf-8'], feedback }: SerialScannerOptions): ConnectedScanner {
  const keeper = keepState({ health: 'disconnected', faults: [] })
  const listeners = createListeners<Scan>()
  const ending = new AbortController()
  let callOff: () => void = () => undefined
  let opening: Promise<void> = Promise.resolve()

  const framer = createFramer(frame, (bytes) => {
    const scan = readScan(bytes, { encodings, source: 'serial' })
    if (scan !== undefined) listeners.tell(scan)
  })

  const offBytes = transport.onBytes((bytes) => {
    callOff()
    framer.push(bytes)
    callOff = timer.after(frame.suffix === 'silence' ? silenceMs : abandonMs, () => framer.silence())
  })
  const offLost = transport.onLost((error) => {
    // The first half of a scan must not be glued to the next gun's.
    callOff()
    framer.abandon()
    again(error)
  })

  function again(error: unknown): void {
    if (ending.signal.aborted) return
    keeper.set({ health: 'disconnected', faults: [error instanceof TransportError ? error.code : 'unreachable'] })
    callOff = timer.after(reopenMs, () => {
      opening = open()
    })
  }

  async function open(): Promise<void> {
    try {
      // Nothing is open, unless the system only said that the line broke.
      await transport.close()
      await transport.open(ending.signal)
      keeper.set({ health: 'ready', faults: [] })
    } catch (error) {
      again(error)
    }
  }
  opening = open()

  return {
    id,
    state: () => keeper.state(),
    onState: (listener) => keeper.onState(listener),
    selfTest: () => Promise.resolve(standingTest(keeper.state())),
    onScan: (listener) => listeners.add(listener),
    ...(feedback && {
      async feedback(kind: ScanFeedback) {
        await transport.write(feedback[kind], ending.signal, () => undefined).catch(() => undefined)
      },
    }),
    async close() {
      ending.abort()
      callOff()
      offBytes()
      offLost()
      await opening
      await transport.close()
    },
  }
}
