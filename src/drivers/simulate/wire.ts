import { connect, createServer, type Server, type Socket } from 'node:net'
import { listenLocally } from '../transports/index.ts'
import { type Pty, openPty } from './pty.ts'

/** The place where a till meets the device: a TCP port of 127.0.0.1, and a pseudo-terminal that leads to it. */
export interface Wire {
  readonly port: number
  /** Pulls the cable: whoever is connected loses it, and the next one is refused. Not unplugged twice. */
  unplug(): Promise<void>
  /** The same port, the same name. */
  plug(): Promise<void>
  isPlugged(): boolean
  tills(): number
  close(): Promise<void>
}

export interface WireOptions {
  /** 0: any free one. */
  readonly port: number
  /** Where the pseudo-terminal's link is to be. */
  readonly pty?: string
  readonly attach: (till: Socket) => void
  readonly say: (line: string) => void
}

export async function openWire({ port: wanted, pty: link, attach, say }: WireOptions): Promise<Wire> {
  const tills = new Set<Socket>()
  let pty: Pty | undefined
  let server: Server | undefined
  let port = wanted

  function accept(till: Socket): void {
    tills.add(till)
    // Behind a pseudo-terminal it is our own socat that connects, whether a till has opened the line or not.
    if (link === undefined) say('a till connected')
    till.on('error', () => undefined)
    till.on('close', () => {
      if (tills.delete(till) && link === undefined) say('the till went away')
    })
    attach(till)
  }

  async function plug(): Promise<void> {
    if (server) return
    // Half open: a printer goes on reading what a till that has said goodbye had sent.
    const opening = createServer({ allowHalfOpen: true }, accept)
    port = await listenLocally(opening, port)
    server = opening
    if (link !== undefined) pty = await openPty(link, port)
  }

  async function unplug(): Promise<void> {
    const ending = server
    server = undefined
    await pty?.close()
    pty = undefined
    if (!ending) return
    const closed = new Promise<void>((resolve) => ending.close(() => resolve()))
    for (const till of tills) till.destroy()
    await closed
  }

  try {
    await plug()
  } catch (error) {
    await unplug()
    throw error
  }
  return { port, plug, unplug, isPlugged: () => server !== undefined, tills: () => tills.size, close: unplug }
}

/** For devices that are a server of their own: bytes pass both ways, a goodbye as a goodbye and a break as a break. */
export function relay(till: Socket, port: number): void {
  const device = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  device.on('error', () => till.destroy())
  till.on('error', () => device.destroy())
  till.on('close', () => device.destroy())
  device.on('close', () => {
    if (till.writable) till.end()
    if (device.errored !== null || !till.readableEnded) till.destroy()
  })
  till.pipe(device)
  device.pipe(till)
}
