import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { manualTimer } from '../device/manual-timer.ts'
import { connectMs, farewellMs, stallMs, tcpTransport } from './tcp.ts'

const never = new AbortController().signal
const undo: (() => void)[] = []
afterEach(() => {
  for (const one of undo.splice(0).toReversed()) one()
})

async function listen(accept: (socket: Socket) => void, allowHalfOpen = false): Promise<{ readonly server: Server; readonly port: number }> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    accept(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const address = server.address()
  if (!address || typeof address !== 'object') throw new Error('no port')
  return { server, port: address.port }
}

describe('TCP port 9100', () => {
  test('[PRN-7] a close right behind the last write loses no byte of 1 MiB, to a slow printer that chatters', async () => {
    const job = Uint8Array.from({ length: 1 << 20 }, (_, at) => (at * 31) & 0xff)
    const parts: Buffer[] = []
    // Unread chatter is what turns a careless close into a reset.
    let ended: () => void = () => undefined
    const all = new Promise<void>((resolve) => (ended = resolve))
    const { port } = await listen((socket) => {
      socket.on('data', (chunk) => {
        parts.push(chunk)
        socket.write(Uint8Array.from([0x14, 0, 0, 0x0f]))
        socket.pause()
        setImmediate(() => socket.resume())
      })
      socket.on('end', ended)
    })
    const transport = tcpTransport({ host: '127.0.0.1', port }, manualTimer())
    let taken = 0
    await transport.open(never)
    await transport.write(job, never, (count) => (taken += count))
    await transport.close()
    await all
    expect(taken).toBe(job.length)
    expect(Buffer.concat(parts).equals(job)).toBe(true)
  })

  test('[PRN-7] a printer that hangs up late keeps its bytes; only our waiting ends', async () => {
    let reader: Socket | undefined
    const { port } = await listen((socket) => (reader = socket.pause()), true)
    const timer = manualTimer()
    const transport = tcpTransport({ host: '127.0.0.1', port }, timer)
    await transport.open(never)
    await transport.write(new Uint8Array(50_000), never, () => undefined)
    const closing = transport.close()
    await timer.waiting(farewellMs)
    timer.fire(farewellMs)
    await closing
    let received = 0
    const whole = new Promise<void>((resolve) => reader?.on('end', resolve))
    reader?.on('data', (chunk: Buffer) => (received += chunk.length))
    reader?.resume()
    await whole
    expect(received).toBe(50_000)
  })

  test('[PRN-7] what the printer says is heard as it comes', async () => {
    const { port } = await listen((socket) => socket.write(Uint8Array.from([0x12])))
    const transport = tcpTransport({ host: '127.0.0.1', port }, manualTimer())
    const heard = new Promise<number[]>((resolve) => transport.onBytes((bytes) => resolve([...bytes])))
    await transport.open(never)
    expect(await heard).toEqual([0x12])
    await transport.close()
  })

  test('[PRN-9] a printer that takes nothing any more is a timeout, not a job without an end', async () => {
    const { port } = await listen((socket) => socket.pause())
    const timer = manualTimer()
    const transport = tcpTransport({ host: '127.0.0.1', port }, timer)
    await transport.open(never)
    let taken = 0
    // More than any kernel buffers between two of its own sockets.
    const work = transport.write(new Uint8Array(64 << 20), never, (count) => (taken += count)).then(() => 'done', (error: unknown) => error)
    let before = -1
    // Parts go out as long as there is room; when two looks see the same count, the line stands still.
    while (before !== taken) {
      before = taken
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    }
    timer.fire(stallMs)
    expect(await work).toMatchObject({ code: 'timeout' })
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(64 << 20)
  })

  test('[PRN-9] nobody there is unreachable; called off is cancelled', async () => {
    const { server, port } = await listen(() => undefined)
    await new Promise((resolve) => server.close(resolve))
    const transport = tcpTransport({ host: '127.0.0.1', port }, manualTimer())
    await expect(transport.open(never)).rejects.toMatchObject({ code: 'unreachable' })
    await expect(transport.open(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    await transport.close()
  })

  test('[PRN-5] a printer that resets is lost, told once, and writing on fails', async () => {
    const { port } = await listen((socket) => socket.once('data', () => socket.resetAndDestroy()))
    const transport = tcpTransport({ host: '127.0.0.1', port }, manualTimer())
    const told: string[] = []
    const lost = new Promise<void>((resolve) =>
      transport.onLost(({ code }) => {
        told.push(code)
        resolve()
      }),
    )
    await transport.open(never)
    await transport.write(new Uint8Array(10), never, () => undefined)
    await lost
    await expect(transport.write(new Uint8Array(10), never, () => undefined)).rejects.toMatchObject({ code: 'connection-lost' })
    await transport.close()
    expect(told).toEqual(['connection-lost'])
  })

  test('[PRN-8] a second open on an open line is a bug', async () => {
    const { port } = await listen(() => undefined)
    const timer = manualTimer()
    const transport = tcpTransport({ host: '127.0.0.1', port }, timer)
    await transport.open(never)
    expect(timer.fire(connectMs)).toBe(0)
    await expect(transport.open(never)).rejects.toThrow('one job at a time')
    await transport.close()
    await transport.open(never)
    await transport.close()
  })
})
