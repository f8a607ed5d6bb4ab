import { type Socket } from 'node:net'
import { type Transport } from '../transports/index.ts'

export interface Cable {
  attach(till: Socket): void
  close(): Promise<void>
}

/** Joins a till's socket to a simulated device that is met through its Transport. `heard` is told of every piece the till sends. */
export function cableTo(transport: Transport, heard: (bytes: Uint8Array) => void): Cable {
  const forever = new AbortController().signal
  let now: Socket | undefined
  transport.onBytes((bytes) => void (now?.writable === true && now.write(bytes)))

  async function serve(till: Socket): Promise<void> {
    // One cable: who plugs it in has it.
    now?.destroy()
    now = till
    await transport.close()
    await transport.open(forever)
    till.on('data', (bytes) => {
      heard(bytes)
      void transport.write(bytes, forever, () => undefined).catch(() => till.destroy())
    })
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
