import { createServer, type Socket } from 'node:net'
import { type SimulatedDrawer } from '../cash-drawer/simulator.ts'
import { joined } from '../device/joined.ts'
import { createListeners } from '../device/listeners.ts'
import { type Off } from '../device/port.ts'
import { systemTimer, type Timer } from '../device/timer.ts'
import { listenLocally, localHost } from '../transports/index.ts'
import { byteWriter } from './byte-writer.ts'
import { blankPaper, type PaperItem } from './simulator-paper.ts'
import { type Command, realtime, type Step, stepAt } from './simulator-walker.ts'

/** What can be wrong with it. Set at any time, as a person opens a cover at any time. */
export interface PrinterKnobs {
  readonly paperOut: boolean
  /** Pieces of a paper (lines, codes, pictures) that are still on the roll: after so many it ends, in the middle of whatever is printed. 0: no end in sight. */
  readonly paperLeft: number
  readonly paperNearEnd: boolean
  readonly coverOpen: boolean
  /** Knows GS a and means nothing by it, as many clones do. */
  readonly keepsToItself: boolean
  /** Prints, and answers nothing at all. */
  readonly silent: boolean
  /** Breaks the connection after that many bytes of a job, in the middle of a command or not. 0: never. */
  readonly dropAfterBytes: number
  /** Takes at most so many bytes at a time. 0 bytes: as fast as they come. */
  readonly slow: { readonly bytes: number; readonly everyMs: number }
}

export interface PrintedJob {
  readonly number: number
  readonly columns: number
  /** As received, without questions about its state. */
  readonly bytes: Uint8Array
  readonly items: readonly PaperItem[]
  readonly errors: readonly string[]
  /** False: the connection ended before the job did. */
  readonly complete: boolean
}

export interface SimulatedPrinter {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly jobs: readonly PrintedJob[]
  /** Everything any client ever sent that this printer does not know or would print wrongly. */
  readonly errors: readonly string[]
  /** The most connections that were open at the same time; many real ones take a single client. */
  mostAtOnce(): number
  /** Connections there have been, and those that stand now. */
  connections(): number
  open(): number
  /** Resolves when somebody is connected who has asked to be told what changes. */
  watched(): Promise<void>
  /** Ends every connection, as a printer does that has heard nothing for a while. */
  hangUp(): void
  knobs(): PrinterKnobs
  set(knobs: Partial<PrinterKnobs>): void
  /** Says that to whoever is connected, silent or not: an answer that comes when it likes. */
  say(bytes: readonly number[]): void
  onJob(listener: (job: PrintedJob) => void): Off
  /** Its roll came to its end in the middle of a paper: the number that paper will have, should the rest of it come out. */
  onTorn(listener: (job: number) => void): Off
  close(): Promise<void>
}

export interface SimulatedPrinterOptions {
  readonly columns: number
  readonly drawer?: SimulatedDrawer
  readonly timer?: Timer
}

interface Connection {
  readonly socket: Socket
  /** Received, not yet read by the printer. */
  buffer: Uint8Array
  /** Bytes of work read so far. */
  consumed: number
  /** What GS a asked for, and the last status said unasked. 0: nothing. */
  tells: number
  told: string
  ended: boolean
  /** While it stands nobody else is heard. */
  holds: boolean
  /** Reads on, if it is its turn. */
  pump(): void
}

const identity: Readonly<Record<number, string>> = { 65: '1.00', 66: 'TILLWRIGHT', 67: 'SIMULATOR', 68: 'SIM-1' }
const flawless: PrinterKnobs = { paperOut: false, paperLeft: 0, paperNearEnd: false, coverOpen: false, keepsToItself: false, silent: false, dropAfterBytes: 0, slow: { bytes: 0, everyMs: 0 } }

/** A printer made of a real TCP server on 127.0.0.1: drivers meet it through the socket they meet the real one through. */
export async function startSimulatedPrinter({ columns, drawer, timer = systemTimer }: SimulatedPrinterOptions): Promise<SimulatedPrinter> {
  const listeners = createListeners<PrintedJob>()
  const jobs: PrintedJob[] = []
  const errors: string[] = []
  const connections = new Set<Connection>()
  const paper = blankPaper(columns)
  let received = byteWriter()
  let knobs = flawless
  let most = 0
  let count = 0
  const watchers = createListeners<undefined>()
  const torn = createListeners<number>()
  const online = (): boolean => !knobs.paperOut && !knobs.coverOpen

  function finishJob(complete: boolean): void {
    const [bytes, items, wrong] = [received.done(), paper.tearOff(), paper.errors.splice(0)]
    received = byteWriter()
    for (const connection of connections) connection.consumed = 0
    errors.push(...wrong)
    // A kick or a question leaves no paper: that is no job.
    if (items.length === 0) return
    const job: PrintedJob = { number: jobs.length + 1, columns, bytes, items, errors: wrong, complete }
    jobs.push(job)
    listeners.tell(job)
  }

  function answer(connection: Connection, bytes: readonly number[]): void {
    if (!knobs.silent && connection.socket.writable) connection.socket.write(Uint8Array.from(bytes))
  }

  function statusByte(what: number): number {
    const { paperOut, paperNearEnd, coverOpen } = knobs
    switch (what) {
      case 1:
        return 0x12 | (online() ? 0 : 0x08) | (drawer?.isOpen() ? 0x04 : 0)
      case 2:
        return 0x12 | (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0)
      case 4:
        return 0x12 | (paperNearEnd ? 0x0c : 0) | (paperOut ? 0x60 : 0)
      default:
        return 0x12
    }
  }

  function automaticStatus(): number[] {
    const { paperOut, paperNearEnd, coverOpen } = knobs
    return [0x10 | (drawer?.isOpen() ? 0x04 : 0) | (online() ? 0 : 0x08) | (coverOpen ? 0x20 : 0), 0, (paperNearEnd ? 0x03 : 0) | (paperOut ? 0x0c : 0), 0]
  }

  /** Says what has changed to whoever asked to hear of it. */
  function tell(connection: Connection): void {
    const status = automaticStatus()
    if (connection.tells === 0 || connection.told === status.join()) return
    connection.told = status.join()
    answer(connection, status)
  }

  function execute(command: Command, connection: Connection): void {
    if (command.kind === 'statusRequest') answer(connection, [statusByte(command.value)])
    else if (command.kind === 'kick') drawer?.pulse({ pin: command.pin, onMs: command.onMs, offMs: command.offMs })
    else if (command.kind === 'fence') {
      finishJob(true)
      answer(connection, [0x37, 0x22, ...new TextEncoder().encode(command.id), 0])
    } else if (command.kind === 'paperRequest') {
      finishJob(true)
      answer(connection, [knobs.paperNearEnd ? 0x03 : 0x00])
    } else if (command.kind === 'identityRequest') {
      answer(connection, [0x5f, ...new TextEncoder().encode(identity[command.value] ?? ''), 0])
    } else if (command.kind === 'automatic') {
      connection.tells = knobs.keepsToItself ? 0 : command.value
      // Said once at once, changed or not.
      connection.told = ''
      tell(connection)
      watchers.tell(undefined)
    } else {
      // Back to what it is when switched on: that it was asked to tell, too.
      if (command.kind === 'initialise') connection.tells = 0
      paper.apply(command)
      if (knobs.paperLeft > 0 && paper.items.length >= knobs.paperLeft) endPaper()
    }
  }

  /** What it has of the job stays in its buffer until there is paper again. */
  function endPaper(): void {
    knobs = { ...knobs, paperOut: true, paperLeft: 0 }
    for (const connection of connections) tell(connection)
    torn.tell(jobs.length + 1)
  }

  /** Of a picture the rows that came whole: a printer inks them as they come. */
  function inkPart(part: Uint8Array): void {
    const [gs, v, , , low = 0, high = 0] = part
    const widthBytes = low + high * 256
    const rows = gs === 0x1d && v === 0x76 && widthBytes > 0 ? Math.floor((part.length - 8) / widthBytes) : 0
    if (rows > 0) paper.apply({ kind: 'raster', widthBytes, rows, data: part.slice(8, 8 + rows * widthBytes) })
  }

  /** Reads what has come, as far as its state allows; false when the connection is gone. */
  function read(connection: Connection): boolean {
    let at = 0
    const keepRest = (): void => void (connection.buffer = connection.buffer.slice(at))
    while (online()) {
      const step = stepAt(connection.buffer, at, paper.kanji())
      const cutAt = knobs.dropAfterBytes === 0 ? Number.POSITIVE_INFINITY : at + knobs.dropAfterBytes - connection.consumed
      if (at + (step?.length ?? connection.buffer.length - at) > cutAt || (!step && connection.buffer.length === cutAt)) {
        // Half a picture is as far as it gets: what is behind the cut, the printer never had.
        const part = connection.buffer.subarray(at, cutAt)
        received.put(part)
        inkPart(part)
        connection.socket.destroy()
        return false
      }
      if (!step) break
      if (step.command.kind !== 'statusRequest' && step.command.kind !== 'automatic') {
        received.put(connection.buffer.subarray(at, at + step.length))
        connection.consumed += step.length
      }
      at += step.length
      execute(step.command, connection)
      if (knobs.dropAfterBytes > 0 && connection.consumed >= knobs.dropAfterBytes) {
        connection.socket.destroy()
        return false
      }
    }
    keepRest()
    if (!online()) readRealtimeOnly(connection)
    return true
  }

  /** Offline it lets the buffer stand, but real-time commands in it work. */
  function readRealtimeOnly(connection: Connection): void {
    for (let at = 0; at < connection.buffer.length; ) {
      const step: Step | undefined = connection.buffer[at] === 0x10 ? realtime(connection.buffer, at) : undefined
      if (!step || step.command.kind === 'unknown') at += 1
      else {
        connection.buffer = Uint8Array.from([...connection.buffer.subarray(0, at), ...connection.buffer.subarray(at + step.length)])
        execute(step.command, connection)
      }
    }
  }

  /** The client has said goodbye and everything it sent is read: only now the printer hangs up. */
  function endIfDone(connection: Connection): void {
    if (!connection.ended || (connection.buffer.length > 0 && !online())) return
    if (connection.buffer.length > 0) errors.push('the connection ended in the middle of a command')
    finishJob(connection.buffer.length === 0)
    connection.buffer = new Uint8Array(0)
    connection.socket.end()
  }

  function accept(socket: Socket): void {
    const connection: Connection = { socket, buffer: new Uint8Array(0), consumed: 0, tells: 0, told: '', ended: false, holds: true, pump }
    connections.add(connection)
    count += 1
    most = Math.max(most, [...connections].filter((one) => !one.ended).length)
    let inbox = new Uint8Array(0)
    let pumping = false
    function pump(): void {
      // A line that was cut says no more, whatever of it is still here: beside the next line's bytes it came out as thousands of wrong ones.
      if (!connections.has(connection) || pumping || !isItsTurn(connection)) return
      const { bytes, everyMs } = knobs.slow
      const part = bytes > 0 ? inbox.subarray(0, bytes) : inbox
      inbox = inbox.slice(part.length)
      connection.buffer = joined(connection.buffer, part)
      if (!read(connection)) return
      if (bytes > 0 && part.length > 0) {
        pumping = true
        timer.after(everyMs, () => {
          pumping = false
          pump()
        })
      } else socket.resume()
    }
    socket.on('data', (chunk) => {
      // Paused until this is read: what the printer does not take stays with the sender.
      socket.pause()
      inbox = joined(inbox, chunk)
      pump()
    })
    socket.on('end', () => {
      connection.ended = true
      connection.holds = false
      endIfDone(connection)
      nextTurn()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      connections.delete(connection)
      if (!connection.ended) finishJob(false)
      nextTurn()
    })
  }

  /** One client at a time: who comes second is connected, and heard when the first has gone. */
  function isItsTurn(connection: Connection): boolean {
    for (const one of connections) {
      if (one === connection) return true
      if (one.holds) return false
    }
    return true
  }
  function nextTurn(): void {
    for (const connection of connections) connection.pump()
  }

  drawer?.onChange(() => {
    for (const connection of connections) tell(connection)
  })
  const server = createServer({ allowHalfOpen: true }, accept)
  const port = await listenLocally(server)
  return {
    host: localHost,
    port,
    jobs,
    errors,
    mostAtOnce: () => most,
    connections: () => count,
    open: () => [...connections].filter((one) => !one.ended).length,
    watched: () =>
      new Promise((resolve) => {
        if ([...connections].some(({ tells }) => tells !== 0)) resolve()
        const off = watchers.add(() => {
          off()
          resolve()
        })
      }),
    hangUp() {
      for (const connection of connections) {
        connection.tells = 0
        connection.holds = false
        connection.socket.end()
      }
      nextTurn()
    },
    knobs: () => knobs,
    set(change) {
      knobs = { ...knobs, ...change }
      for (const connection of connections) {
        if (!read(connection)) continue
        tell(connection)
        endIfDone(connection)
      }
    },
    say: (bytes) => {
      for (const { socket } of connections) socket.write(Uint8Array.from(bytes))
    },
    onJob: (listener) => listeners.add(listener),
    onTorn: (listener) => torn.add(listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const { socket } of connections) socket.destroy()
      }),
  }
}
