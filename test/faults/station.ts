import { connect, createServer, type Socket } from 'node:net'
import { type AddressInfo } from 'node:net'
import { simulatedDrawer } from '../../src/drivers/cash-drawer/index.ts'
import { type PrintedJob, startSimulatedPrinter, toText } from '../../src/drivers/printer/index.ts'
import { type Paper } from './kill-oracle.ts'

/** A printer and its drawer that outlive the register, on a real socket. */
export interface Station {
  readonly url: string
  pulses(): number
  papers(): readonly Paper[]
  /** Resolves when nobody is connected any more and all that was sent has been printed. */
  quiet(): Promise<void>
  close(): Promise<void>
}

/** In front of the simulated printer stands a door that counts who is inside, so that the last drop of ink is waited for and not guessed at. */
export async function startStation(): Promise<Station> {
  const drawer = simulatedDrawer()
  const printer = await startSimulatedPrinter({ columns: 48, drawer })
  const open = new Set<Socket>()
  const waiting = new Set<() => void>()
  const track = (socket: Socket): void => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      open.delete(socket)
      if (open.size === 0) for (const tell of waiting) tell()
    })
  }
  const door = createServer({ allowHalfOpen: true }, (outside) => {
    const inside = connect({ host: printer.host, port: printer.port, allowHalfOpen: true })
    track(outside)
    track(inside)
    outside.pipe(inside)
    inside.pipe(outside)
    // A connection that broke hands over what had come, and then its end. The printer's answers have nobody to go to any
    // more and are read all the same: left unread they kept this door waiting for ever.
    outside.once('close', () => {
      inside.unpipe(outside)
      inside.resume()
      inside.end()
    })
    inside.once('close', () => outside.destroy())
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const { port } = door.address() as AddressInfo
  return {
    url: `tcp://127.0.0.1:${port}?profile=epson-80`,
    pulses: () => drawer.kicks.length,
    papers: () => printer.jobs.map(paperOf),
    async quiet() {
      if (open.size > 0) await new Promise<void>((resolve) => waiting.add(resolve))
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => door.close(() => resolve()))
      await printer.close()
    },
  }
}

function paperOf(job: PrintedJob): Paper {
  const text = toText(job)
  const number = /^Receipt (\d+-\d+)/m.exec(text)?.[1]
  const other = /^ *(Refund \d+-\d+|Z report \d+)/m.exec(text)?.[1]
  return { ...(number === undefined ? {} : { number }), ...(other === undefined ? {} : { other }), duplicate: text.includes('DUPLICATE'), whole: job.complete && job.items.some(({ kind }) => kind === 'cut') }
}
