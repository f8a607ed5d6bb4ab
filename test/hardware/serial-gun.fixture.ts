import { createServer, type Socket } from 'node:net'
import { serialCable, type SerialCable } from './serial-cable.fixture.ts'

export interface SerialGun {
  readonly cable: SerialCable
  /** Bytes as they leave the gun. */
  say(text: string): void
  /** What the till sent to the gun so far. */
  heard(): string
  /** Resolves when the gun has heard that. */
  hears(text: string): Promise<void>
  remove(): Promise<void>
}

/** What is at the far end of a serial cable: whatever a test says, byte for byte. */
export async function serialGun(): Promise<SerialGun> {
  let end: Socket | undefined
  let said = ''
  let told: () => void = () => undefined
  let connected: () => void = () => undefined
  const server = createServer((socket) => {
    end = socket.on('error', () => undefined)
    socket.on('data', (bytes: Buffer) => {
      said += bytes.toString('latin1')
      told()
    })
    connected()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const cable = serialCable(address.port)
  return {
    cable: {
      ...cable,
      async plug() {
        const there = new Promise<void>((resolve) => (connected = resolve))
        await cable.plug()
        await there
      },
    },
    say: (text) => void end?.write(text),
    heard: () => said,
    hears: (text) =>
      new Promise((resolve) => {
        told = () => {
          if (said.includes(text)) resolve()
        }
        told()
      }),
    async remove() {
      await cable.remove()
      end?.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
