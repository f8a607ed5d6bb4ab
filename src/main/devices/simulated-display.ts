import { createServer, type Socket } from 'node:net'
import { type DisplayEncoding, type DisplayProtocolName, simulatedDisplay, type SimulatedDisplay } from '../../drivers/customer-display/index.ts'

export interface ServedDisplay extends SimulatedDisplay {
  readonly host: string
  readonly port: number
  close(): Promise<void>
}

export const servedDisplay: DisplayProtocolName = 'dm-d'

/** The simulated display behind a socket of 127.0.0.1: the drivers in their own process meet it as they meet a serial server. */
export async function serveSimulatedDisplay(encoding: DisplayEncoding): Promise<ServedDisplay> {
  const display = simulatedDisplay({ protocol: servedDisplay, encoding })
  const { transport } = display
  const forever = new AbortController().signal
  let line: Socket | undefined
  transport.onLost(() => line?.destroy())
  async function serve(socket: Socket): Promise<void> {
    socket.on('error', () => socket.destroy())
    // One cable: who plugs it in has it.
    line?.destroy()
    line = socket
    await transport.close()
    await transport.open(forever)
    socket.on('data', (bytes) => void transport.write(bytes, forever, () => undefined).catch(() => socket.destroy()))
    // It lingers until the till has let go of its side.
    socket.on('end', () => socket.end())
    socket.on('close', () => {
      if (line !== socket) return
      line = undefined
      void transport.close()
    })
  }
  const server = createServer({ allowHalfOpen: true }, (socket) => void serve(socket).catch(() => socket.destroy()))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a socket without a port')
  return {
    ...display,
    host: address.address,
    port: address.port,
    async close() {
      line?.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
