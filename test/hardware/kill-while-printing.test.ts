import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openRegisterDatabase, type RegisterWriter } from '../../src/db/index.ts'
import { accept } from '../../src/domain/errors/index.ts'
import { startSimulatedPrinter, type SimulatedPrinter, toText } from '../../src/drivers/printer/index.ts'
import { type SimulatedDrawer, simulatedDrawer } from '../../src/drivers/cash-drawer/index.ts'
import { startDevices } from '../../src/main/devices/index.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

function open(file: string): RegisterWriter {
  const opened = openRegisterDatabase({ path: file, newId: () => '01935d3c-0000-7000-8000-000000000000', first: { mode: 'demo' } })
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value
}
function durably(database: RegisterWriter, act: () => void): Promise<void> {
  const done = database.unitOfWork(() => accept(act()))
  return done.ok ? Promise.resolve() : Promise.reject(new Error(done.refusal.code))
}

/** Starts the devices in a process of their own and kills it, without warning, as soon as `moment` has come. */
async function killedAt(file: string, printer: SimulatedPrinter, moment: Promise<unknown>): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, [path.join(import.meta.dirname, 'half-a-print.fixture.ts'), file, String(printer.port)], { stdio: ['ignore', 'inherit', 'inherit'] })
  const gone = once(child, 'exit')
  await Promise.race([moment, gone.then(([code]) => Promise.reject(new Error(`the process ended by itself with ${String(code)}`)))])
  child.kill('SIGKILL')
  await gone
}

async function finishWith(database: RegisterWriter, port: number): Promise<void> {
  let settled: () => void = () => undefined
  const all = new Promise<void>((resolve) => (settled = resolve))
  const devices = await startDevices(
    { printer: { transport: 'tcp', host: '127.0.0.1', port, profile: 'epson-80' } },
    {
      effectsToDo: (limit) => Promise.resolve(database.effectsToDo(limit)),
      effectStarted: (id) => durably(database, () => database.effectStarted(id)),
      async effectFinished(id, state, fault) {
        await durably(database, () => database.effectFinished(id, state, fault))
        if (database.effectsToDo(1).length === 0) settled()
      },
    },
    () => undefined,
  )
  await all
  await devices.close()
}

/** A till that says nothing back, so that whatever it is killed in is unfinished; then it speaks, and the till starts again. */
async function killAndRestart(moment: (printer: SimulatedPrinter, drawer: SimulatedDrawer) => Promise<unknown>) {
  const folder = await mkdtemp(path.join(tmpdir(), 'kill-'))
  undo.push(() => rm(folder, { recursive: true }))
  const file = path.join(folder, 'register.db')
  const drawer = simulatedDrawer()
  const printer = await startSimulatedPrinter({ columns: 48, drawer })
  undo.push(() => printer.close())
  printer.set({ silent: true })
  await killedAt(file, printer, moment(printer, drawer))
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
})
