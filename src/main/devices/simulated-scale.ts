import { createServer, type Socket } from 'node:net'
import { type Timer } from '../../drivers/device/index.ts'
import { type ScaleProtocolName, simulatedScale, type SimulatedScale } from '../../drivers/scale/index.ts'

/** Until a load that was put down by the demo's hand lies still. */
export const settleMs = 600

export interface ServedScale extends SimulatedScale {
  readonly host: string
  readonly port: number
  /** Puts a load on, in grams, as a hand does: it swings, and comes to rest. */
  load(grams: number): void
  close(): Promise<void>
}

export const servedProtocol: ScaleProtocolName = 'mt-sics'
export const servedDivision = 5

/** The simulated scale behind a socket of 127.0.0.1: the drivers in their own process meet it as they meet a serial server. */
export async function serveSimulatedScale(timer: Timer, protocol: ScaleProtocolName = servedProtocol): Promise<ServedScale> {
  const scale = simulatedScale({ protocol, division: servedDivision, timer })
  const { transport } = scale
  const forever = new AbortController().signal
  let line: Socket | undefined
  let stopSettling: () => void = () => undefined
  transport.onBytes((bytes) => void line?.write(bytes))
  transport.onLost(() => line?.destroy())
  async function serve(socket: Socket): Promise<void> {
    socket.on('error', () => socket.destroy())
    // One cable: who plugs it in has it.
    line?.destroy()
    line = socket
    await transport.close()
    await transport.open(forever)
    socket.on('data', (bytes) => void transport.write(bytes, forever, () => undefined).catch(() => socket.destroy()))
    socket.on('close', () => {
      if (line !== socket) return
      line = undefined
      void transport.close()
    })
  }
  const server = createServer((socket) => void serve(socket).catch(() => socket.destroy()))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a socket without a port')
  return {
    ...scale,
    host: address.address,
    port: address.port,
    load(grams) {
      scale.put(grams)
      stopSettling()
      stopSettling = timer.after(settleMs, () => scale.settle())
    },
    async close() {
      stopSettling()
      line?.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
