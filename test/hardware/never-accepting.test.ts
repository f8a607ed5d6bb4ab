import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { manualTimer } from '../../src/drivers/device/index.ts'
import { escPosPrinter, printerLine, profiles } from '../../src/drivers/printer/index.ts'
import { connectMs, tcpTransport } from '../../src/drivers/transports/index.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

/** A server that has stopped dead, with its queue of connections full: the next one is neither accepted nor refused. */
async function stoppedPrinter(): Promise<number> {
  const listen = "const s = require('net').createServer(); s.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => process.stdout.write(String(s.address().port)))"
  const child = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] })
  undo.push(async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  })
  const [first] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(first.toString())
  child.kill('SIGSTOP')
  // A backlog of 1 holds two on Linux; a few more make sure that it is full, and none of those is answered.
  const queue: Socket[] = Array.from({ length: 2 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
  undo.push(() => queue.forEach((socket) => socket.destroy()))
  await Promise.all(queue.map((socket) => once(socket, 'connect')))
  return port
}

async function roundTrip(): Promise<void> {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address !== 'object') throw new Error('no port')
  const socket = connect(address.port, '127.0.0.1').resume()
  await once(socket, 'close')
  server.close()
}

describe('a printer that never accepts', () => {
  test.runIf(process.platform === 'linux')('[PRN-9] is given up after three seconds, and the job is safe to try again', async () => {
    const port = await stoppedPrinter()
    const timer = manualTimer()
    const printer = escPosPrinter({ id: 'printer:stopped', line: printerLine(tcpTransport({ host: '127.0.0.1', port }, timer), timer), profile: profiles['epson-80'] })
    const work = printer.print({ id: '1', document: { version: 1, language: 'en', blocks: [] } }, { signal: new AbortController().signal })
    await timer.waiting(connectMs)
    // By the time that a connection made after ours is up and down again, ours would have been accepted.
    await roundTrip()
    expect(timer.fire(connectMs)).toBe(1)
    await expect(work).rejects.toMatchObject({ code: 'timeout', phase: 'connect', retry: 'safe', bytesSent: 0 })
    expect(printer.state()).toEqual({ health: 'disconnected', faults: ['timeout'] })
  })
})
