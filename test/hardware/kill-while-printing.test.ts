import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { startSimulatedPrinter, type SimulatedPrinter, toText } from '../../src/drivers/printer/index.ts'
import { type SimulatedDrawer, simulatedDrawer } from '../../src/drivers/cash-drawer/index.ts'
import { finishWith, killedAt, open } from './killed-till.fixture.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

async function station() {
  const folder = await mkdtemp(path.join(tmpdir(), 'kill-'))
  undo.push(() => rm(folder, { recursive: true }))
  const drawer = simulatedDrawer()
  const printer = await startSimulatedPrinter({ columns: 48, drawer })
  undo.push(() => printer.close())
  return { file: path.join(folder, 'register.db'), drawer, printer }
}

/** Lets `bytes` of what the till says through to the printer, to the byte and over all of its connections, and tells. */
async function cutAfter(bytes: number, printer: SimulatedPrinter): Promise<{ readonly port: number; readonly reached: Promise<void>; arrived(): Promise<void> }> {
  let left = bytes
  let tell: () => void = () => undefined
  const reached = new Promise<void>((resolve) => (tell = resolve))
  const sockets: Socket[] = []
  const ends: Promise<unknown>[] = []
  const server = createServer((till) => {
    const onward = connect(printer.port, '127.0.0.1').on('error', () => undefined)
    sockets.push(till.on('error', () => onward.end()), onward)
    ends.push(new Promise((resolve) => onward.once('close', resolve)))
    till.on('data', (part) => {
      const passed = part.subarray(0, left)
      left -= passed.length
      if (passed.length > 0) onward.write(passed)
      if (left === 0) tell()
    })
    till.on('end', () => onward.end())
    onward.on('data', (part) => till.writable && till.write(part)).on('end', () => till.end())
  })
  undo.push(() => (sockets.forEach((socket) => socket.destroy()), server.close()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, reached, arrived: () => Promise.all(ends).then(() => undefined) }
}

/** A till that says nothing back, so that whatever it is killed in is unfinished; then it speaks, and the till starts again. */
async function killAndRestart(moment: (printer: SimulatedPrinter, drawer: SimulatedDrawer) => Promise<unknown>) {
  const { file, drawer, printer } = await station()
  printer.set({ silent: true })
  await killedAt(file, printer.port, moment(printer, drawer))
  printer.set({ silent: false })
  const database = open(file)
  undo.push(() => database.close())
  await finishWith(database, printer.port)
  expect(printer.errors).toEqual([])
  return { printer, drawer, effects: database.effectsOf('sale-1') }
}
const marked = ({ jobs }: SimulatedPrinter): boolean[] => jobs.map((job) => toText(job).includes('DUPLICATE'))

describe('a register killed with SIGKILL', () => {
  test('[DEV-4] as its drawer opens: the drawer is not opened again, and the receipt that had not begun is no duplicate', async () => {
    const { printer, drawer, effects } = await killAndRestart((_printer, wired) => new Promise((resolve) => wired.onChange(resolve)))
    expect(effects).toMatchObject([{ state: 'unconfirmed', attempts: 1 }, { state: 'printed', attempts: 1 }])
    expect(drawer.kicks).toHaveLength(1)
    expect(marked(printer)).toEqual([false])
  })

  test('[DEV-2] with its receipt in the printer: the paper comes again, as a DUPLICATE', async () => {
    const { printer, drawer, effects } = await killAndRestart((simulator) => new Promise((resolve) => simulator.onJob(resolve)))
    expect(effects).toMatchObject([{ state: 'unconfirmed', attempts: 1 }, { state: 'printed', attempts: 2 }])
    expect(drawer.kicks).toHaveLength(1)
    expect(marked(printer)).toEqual([false, true])
  })

  // A poll of 9 bytes, a kick of 8, 9 questions before the receipt, the receipt, and 11 bytes of question behind it.
  test.each([4, 12, 16, 20, 27, 50, 75, 96, 104])('[DEV-2] [DEV-4] after byte %i of what it said: one paper is unmarked at most, one is whole, and the drawer opened once at most', async (bytes) => {
    const { file, drawer, printer } = await station()
    const wire = await cutAfter(bytes, printer)
    await killedAt(file, wire.port, wire.reached)
    await wire.arrived()
    const database = open(file)
    undo.push(() => database.close())
    await finishWith(database, printer.port)
    const papers = printer.jobs.map((job) => ({ complete: job.complete, inked: job.items.some((item) => item.kind === 'line' && item.text.trim() !== ''), marked: toText(job).includes('DUPLICATE') }))
    expect(papers.filter(({ inked, marked }) => inked && !marked).length).toBeLessThanOrEqual(1)
    expect(papers.filter(({ complete, inked }) => complete && inked).length).toBeGreaterThanOrEqual(1)
    expect(drawer.kicks.length).toBeLessThanOrEqual(1)
    const [kick, print] = database.effectsOf('sale-1')
    expect(['kicked', 'unconfirmed']).toContain(kick?.state)
    // Half a drawer command opens nothing, and is not sent again all the same.
    if (drawer.kicks.length === 0) expect(kick?.state).toBe('unconfirmed')
    expect(print?.state).toBe('printed')
  })
})
