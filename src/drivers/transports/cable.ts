import { createServer, type Socket } from 'node:net'
import { listenLocally, localHost } from './local-server.ts'
import { type Transport } from './port.ts'

export interface Cable {
  attach(till: Socket): void
  close(): Promise<void>
}

export interface ServedCable {
  readonly host: string
  readonly port: number
  close(): Promise<void>
}

/** Joins a till's socket to a simulated device that is met through its Transport. `heard` is told of every piece the till sends. */
export function cableTo(transport: Transport, heard: (bytes: Uint8Array) => void = () => undefined): Cable {
  const forever = new AbortController().signal
  let now: Socket | undefined
  transport.onBytes((bytes) => void (now?.writable === true && now.write(bytes)))
  transport.onLost(() => now?.destroy())

  async function serve(till: Socket): Promise<void> {
    till.on('error', () => till.destroy())
    // One cable: who plugs it in has it.
    now?.destroy()
    now = till
    await transport.close()
    await transport.open(forever)
    till.on('data', (bytes) => {
      heard(bytes)
      void transport.write(bytes, forever, () => undefined).catch(() => till.destroy())
    })
    // It lingers until the till has let go of its side.
    till.on('end', () => till.end())
    till.on('close', () => {
      if (now !== till) return
      now = undefined
      void transport.close()
    })
  }
  return {
    attach: (till: Socket) => void serve(till).catch(() => till.destroy()),
    close: async (): Promise<void> => {
      now?.destroy()
      await transport.close()
    },
  }
}

/** A simulated device behind a socket of this machine: drivers in their own process meet it as they meet a serial server. */
export async function serveCable(transport: Transport): Promise<ServedCable> {
  const cable = cableTo(transport)
  // Half open: a goodbye ends what the till says, and not what the device still answers.
  const server = createServer({ allowHalfOpen: true }, cable.attach)
  const port = await listenLocally(server)
  return {
    host: localHost,
    port,
    async close() {
      // Shut before the cable is let go: a till that came in between would keep the server open for good.
      const closed = new Promise((resolve) => server.close(resolve))
      await cable.close()
      await closed
    },
  }
}
