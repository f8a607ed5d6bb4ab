import { createServer, type Socket } from 'node:net'
import { type LabelDpi } from '../../domain/label/index.ts'
import { joined } from '../device/joined.ts'
import { createListeners } from '../device/listeners.ts'
import { type Off } from '../device/port.ts'
import { systemTimer, type Timer } from '../device/timer.ts'
import { beyond, type DrawnLabel } from './simulator-label.ts'
import { listenLocally, localHost } from '../transports/index.ts'
import { type LabelWalker } from './simulator-walker.ts'
import { tsplWalker } from './tspl-walker.ts'
import { zplWalker } from './zpl-walker.ts'

/** What can be wrong with it. Set at any time, as a person opens a head at any time. */
export interface LabelPrinterKnobs {
  readonly paperOut: boolean
  readonly headOpen: boolean
  readonly ribbonOut: boolean
  readonly paused: boolean
  /** Prints, and answers nothing at all. */
  readonly silent: boolean
  /** Breaks the connection after that many bytes of work, questions not counted. 0: never. */
  readonly dropAfterBytes: number
  /** Loses every byte of work behind that many, and goes on answering as if nothing had been: the worst line there is. 0: never. */
  readonly loseAfterBytes: number
  /** Takes at most so many bytes at a time. 0 bytes: as fast as they come. */
  readonly slow: { readonly bytes: number; readonly everyMs: number }
  /** For one label to come out. */
  readonly printMs: number
}

export interface SimulatedLabelPrinter {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly language: 'zpl' | 'tspl'
  readonly dpi: LabelDpi
  /** Every label that came out, the copies too. */
  readonly labels: readonly DrawnLabel[]
  /** Everything any client ever sent that this printer does not know or would print wrongly. */
  readonly errors: readonly string[]
  knobs(): LabelPrinterKnobs
  set(knobs: Partial<LabelPrinterKnobs>): void
  onLabel(listener: (label: DrawnLabel) => void): Off
  close(): Promise<void>
}

export interface SimulatedLabelPrinterOptions {
  readonly language: 'zpl' | 'tspl'
  readonly dpi?: LabelDpi
  readonly timer?: Timer
  /** Any free one without it. */
  readonly port?: number
}

/** As long as a 30 mm label takes at 150 mm a second. */
export const usualPrintMs = 200
const flawless: LabelPrinterKnobs = {
  paperOut: false, headOpen: false, ribbonOut: false, paused: false, silent: false, dropAfterBytes: 0, loseAfterBytes: 0, slow: { bytes: 0, everyMs: 0 }, printMs: usualPrintMs,
}
const asking = { zpl: '~HS', tspl: '\u001b!?' } as const

/** A label printer made of a real TCP server on 127.0.0.1: drivers meet it through the socket they meet the real one through. */
export async function startSimulatedLabelPrinter({ language, dpi = 203, timer = systemTimer, port = 0 }: SimulatedLabelPrinterOptions): Promise<SimulatedLabelPrinter> {
  const listeners = createListeners<DrawnLabel>()
  const labels: DrawnLabel[] = []
  const errors: string[] = []
  const sockets = new Set<Socket>()
  let knobs = flawless
  /** Labels that are still to come out, one by one. */
  let queue: readonly DrawnLabel[] = []
  let cancelPrinting: (() => void) | undefined
  const stopped = (): boolean => knobs.paperOut || knobs.headOpen || knobs.ribbonOut || knobs.paused

  /** One for all connections: what a cut left half read is still in it when the next one comes. */
  let asker: Socket | undefined
  const events = { print, ask: answer, error: (what: string) => void errors.push(what) }
  const walker: LabelWalker = language === 'zpl' ? zplWalker(events) : tsplWalker(events, dpi)

  function answer(): void {
    if (!knobs.silent && asker?.writable === true) asker.write(statusBytes(walker.half()))
  }

  function work(): void {
    if (cancelPrinting || stopped() || queue.length === 0) return
    cancelPrinting = timer.after(knobs.printMs, () => {
      cancelPrinting = undefined
      const [label, ...rest] = queue
      // A head that was opened meanwhile prints nothing: the label comes out when it is shut.
      if (label && !stopped()) {
        queue = rest
        labels.push(label)
        listeners.tell(label)
      }
      work()
    })
  }

  function print(label: DrawnLabel, copies: number): void {
    errors.push(...beyond(label))
    queue = [...queue, ...Array.from({ length: copies }, () => label)]
    work()
  }

  function statusBytes(half: boolean): Uint8Array {
    if (language === 'tspl') {
      const bits = [knobs.headOpen, false, knobs.paperOut, knobs.ribbonOut, knobs.paused, queue.length > 0 && !stopped()]
      return Uint8Array.of(bits.reduce((byte, on, bit) => byte | (on ? 1 << bit : 0), 0))
    }
    const flag = (on: boolean): string => (on ? '1' : '0')
    const count = (value: number, digits: number): string => String(value).padStart(digits, '0')
    const strings = [
      `030,${flag(knobs.paperOut)},${flag(stopped())},0240,${count(queue.length > 0 ? 1 : 0, 3)},0,0,${flag(half)},000,0,0,0`,
      `000,0,${flag(knobs.headOpen)},${flag(knobs.ribbonOut)},0,2,4,0,${count(Math.max(0, queue.length - 1), 8)},1,000`,
      '1234,0',
    ]
    return Buffer.from(strings.map((one) => `\u0002${one}\u0003\r\n`).join(''), 'latin1')
  }

  function accept(socket: Socket): void {
    sockets.add(socket)
    let taken = 0
    let inbox: Uint8Array = new Uint8Array(0)
    asker = socket
    /** True: the connection stands. Questions are answered whatever is lost around them. */
    function read(bytes: Uint8Array): boolean {
      const text = Buffer.from(bytes).toString('latin1')
      if (text === asking[language]) {
        if (knobs.loseAfterBytes > 0 && taken >= knobs.loseAfterBytes) answer()
        else walker.read(bytes)
        return true
      }
      const most = Math.min(...[knobs.dropAfterBytes, knobs.loseAfterBytes].map((limit) => (limit > 0 ? Math.max(0, limit - taken) : Infinity)))
      walker.read(bytes.subarray(0, most))
      taken += bytes.length
      if (knobs.dropAfterBytes === 0 || taken < knobs.dropAfterBytes) return true
      socket.destroy()
      return false
    }
    function pump(): void {
      const { bytes, everyMs } = knobs.slow
      const part = bytes > 0 ? inbox.subarray(0, bytes) : inbox
      inbox = inbox.subarray(part.length)
      if (!read(part)) return
      if (inbox.length > 0) timer.after(everyMs, pump)
      else socket.resume()
    }
    socket.on('data', (chunk) => {
      // Paused until this is read: what the printer does not take stays with the sender.
      socket.pause()
      inbox = joined(inbox, chunk)
      pump()
    })
    socket.on('end', () => {
      if (walker.rest() > 0) errors.push('the connection ended in the middle of an order')
      socket.end()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  }

  const server = createServer({ allowHalfOpen: true }, accept)
  const bound = await listenLocally(server, port)
  return {
    host: localHost,
    port: bound,
    language,
    dpi,
    labels,
    errors,
    knobs: () => knobs,
    set(change) {
      knobs = { ...knobs, ...change }
      work()
    },
    onLabel: (listener) => listeners.add(listener),
    close: () =>
      new Promise((resolve) => {
        cancelPrinting?.()
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
