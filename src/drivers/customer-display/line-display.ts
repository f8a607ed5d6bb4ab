import { type FaultCode } from '../device/port.ts'
import { standingTest } from '../device/standing-test.ts'
import { keepState } from '../device/state-keeper.ts'
import { systemTimer, type Timer } from '../device/timer.ts'
import { type Transport, TransportError } from '../transports/port.ts'
import { type DisplayEncoding } from './characters.ts'
import { frameOf } from './frame.ts'
import { columns, digits } from './layout.ts'
import { type CustomerDisplay, type DisplayMessage } from './port.ts'
import { type DisplayProtocol } from './protocol.ts'

export const reopenMs = 2_000
/** One-way lines tell nothing: a display that was off and is on again shows its maker's name until somebody writes to it. */
export const refreshMs = 10_000
/** For the goodbye: a display that takes nothing must not keep a till from closing. */
export const goodbyeMs = 1_000

export interface LineDisplayOptions {
  readonly id: string
  readonly transport: Transport
  readonly protocol: DisplayProtocol
  readonly encoding: DisplayEncoding
  readonly timer?: Timer
}

/** A display on a line of its own. Begins to open it at once, and goes on trying for as long as it is not closed. */
export function lineDisplay({ id, transport, protocol, encoding, timer = systemTimer }: LineDisplayOptions): CustomerDisplay {
  const keeper = keepState({ health: 'disconnected', faults: [] })
  const ending = new AbortController()
  const goodbye = new AbortController()
  let latest: DisplayMessage | undefined
  /** The line as it stands now; a write that fails on an earlier one says nothing about this one. */
  let line: symbol | undefined
  let begun = false
  let due = false
  let writing = false
  let callOff: () => void = () => undefined
  let opening: Promise<void> = Promise.resolve()

  function later(ms: number, run: () => void): void {
    callOff()
    callOff = ending.signal.aborted ? () => undefined : timer.after(ms, run)
  }

  function again(code: FaultCode): void {
    line = undefined
    if (ending.signal.aborted) return
    keeper.set({ health: 'disconnected', faults: [code] })
    later(reopenMs, () => {
      opening = open()
    })
  }

  async function open(): Promise<void> {
    try {
      // After a loss a transport may still hold what is left of the old connection.
      await transport.close()
      await transport.open(ending.signal)
    } catch (error) {
      return again(codeOf(error))
    }
    line = Symbol(id)
    begun = false
    due = true
    await write()
  }

  async function write(): Promise<void> {
    if (writing) return
    writing = true
    while (line !== undefined && due && !ending.signal.aborted) {
      const mine = line
      due = false
      try {
        const bytes = [...(begun ? [] : protocol.begin(encoding)), ...frameOf(latest, protocol, encoding)]
        begun = true
        await transport.write(Uint8Array.from(bytes), goodbye.signal, () => undefined)
        if (line === mine) {
          keeper.set({ health: 'ready', faults: [] })
          later(refreshMs, refresh)
        }
      } catch (error) {
        if (line === mine) again(codeOf(error))
      }
    }
    writing = false
  }

  function refresh(): void {
    due = true
    void write()
  }

  const offLost = transport.onLost((error) => again(error.code))
  opening = open()

  return {
    id,
    capabilities: protocol.kind === 'text' ? { kind: 'text', rows: 2, columns, chinese: encoding === 'gb18030' } : { kind: 'digits', digits },
    state: () => keeper.state(),
    onState: (listener) => keeper.onState(listener),
    selfTest: () => Promise.resolve(standingTest(keeper.state())),
    show(message) {
      latest = message
      refresh()
    },
    async close() {
      ending.abort()
      callOff()
      offLost()
      // Nothing that hangs on the line may hang on the till.
      const patience = timer.after(goodbyeMs, () => goodbye.abort())
      await Promise.race([opening, aborted(goodbye.signal)])
      if (line !== undefined) await Promise.race([transport.write(Uint8Array.from(protocol.clear), goodbye.signal, () => undefined).catch(() => undefined), aborted(goodbye.signal)])
      patience()
      await transport.close()
    },
  }
}

/** Whatever it was, the drivers' process goes on: it has a printer to drive. */
function codeOf(error: unknown): FaultCode {
  return error instanceof TransportError ? error.code : 'unreachable'
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })))
}
