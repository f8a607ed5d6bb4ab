import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { manualTimer } from '../../src/drivers/device/index.ts'
import { startSimulatedPrinter, toText } from '../../src/drivers/printer/index.ts'
import { composeRegister } from '../../src/main/composition.ts'
import { pingMs } from '../../src/main/devices/drivers-run.ts'
import { ask, demoCatalogue, heard, newFolder, sellMilk, signOn } from '../integration/register.fixture.ts'
import { startTestCore } from '../integration/data-folder.fixture.ts'
import { counter, killableDrivers } from './drivers-process.fixture.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

describe('a register whose devices have a process of their own', () => {
  test('[DEV-14] sells, prints and opens through it; killed, it goes on selling, says so, and prints what it owes', async () => {
    const folder = newFolder()
    undo.push(() => rmSync(folder.data, { recursive: true, force: true }))
    const drivers = killableDrivers()
    const register = await composeRegister({
      options: { data: folder.data, port: 0, reset: false, json: false, browser: false, demoStore: 'gb' },
      startCore: startTestCore,
      catalogue: demoCatalogue,
      launchDrivers: drivers.launch,
    })
    undo.push(() => register.close())
    const effectsOf = async (id: string) => (await register.core.internal.saleView(id))?.effects.map(({ kind, state }) => `${kind} ${state}`).join(', ')
    const reached = (id: string, states: string) => heard(register, async () => ((await effectsOf(id)) === states ? true : undefined))
    const printer = register.devices.simulators.printer
    if (printer === undefined) throw new Error('no simulator')
    await signOn(register)
    const first = await sellMilk(register)
    await reached(first.id, 'kick kicked, print printed')
    expect(register.lastReceiptText()).toContain('Receipt 0-1')

    const shown: string[] = []
    register.devices.on('change', ({ devices }) => shown.push(devices.filter(({ kind }) => kind === 'printer' || kind === 'cashDrawer').map(({ health, faults }) => [health, ...faults].join(' ')).join(', ')))
    // The next one finds no printer, so the sale below is rung with certainty while nobody drives it.
    const back = new Promise<void>((resolve) => register.devices.on('change', ({ devices }) => (devices.some(({ faults }) => faults.includes('driver-stopped')) ? undefined : resolve())))
    drivers.kill()
    const second = await sellMilk(register)
    expect(second.number).toBe('0-2')
    await back
    await heard(register, async () => {
      const states = await effectsOf(second.id)
      return states === 'kick kicked, print printed' || states === 'kick unconfirmed, print printed' ? true : undefined
    })
    expect(shown).toContain('disconnected driver-stopped, disconnected driver-stopped')
    expect(printer.jobs.map((job) => /Receipt 0-\d/.exec(toText(job))?.[0])).toEqual(['Receipt 0-1', 'Receipt 0-2'])
    expect(await register.core.internal.verifyChain()).toBeUndefined()
    expect((await ask(register, 'status', {})).devices.devices[0]).toMatchObject({ health: 'ready', faults: [], simulated: true })
  })
})

describe('the process', () => {
  test('[DEV-16] dies with the register, however that one dies', async () => {
    // A printer that keeps silent, and outlives them: its open connection alone would keep the process waiting.
    const printer = await startSimulatedPrinter({ columns: 48 })
    undo.push(() => printer.close())
    printer.set({ silent: true })
    const register = spawn(process.execPath, [path.join(import.meta.dirname, 'orphaned-drivers.fixture.ts'), String(printer.port)], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(register.stdout, 'data')
    register.kill('SIGKILL')
    register.stdout.resume()
    // The other end of this pipe is in both of them: it ends when neither is left.
    await once(register.stdout, 'close')
  })

  test.runIf(process.platform === 'linux')('[DEV-16] that hangs is ended and started again', async () => {
    const made = await counter()
    undo.push(() => made.close())
    const timer = manualTimer()
    const devices = await made.start(undefined, { timer })
    undo.push(() => devices.close())
    const [hung] = childrenOf(process.pid).filter(({ line }) => line.includes('drivers-child'))
    if (hung === undefined) throw new Error('no process')
    process.kill(hung.id, 'SIGSTOP')
    let stopped = false
    devices.on('change', ({ devices: [first] }) => (stopped ||= first?.faults.includes('driver-stopped') === true))
    let questions = 0
    while (!stopped) {
      questions += timer.fire(pingMs)
      await new Promise((resolve) => setImmediate(resolve))
    }
    // One unanswered question is a busy moment.
    expect(questions).toBeGreaterThanOrEqual(3)
    expect(childrenOf(process.pid).some(({ id }) => id === hung.id)).toBe(false)
    made.spool.add({ kind: 'kick', pin: 0 })
    await timer.waiting(100)
    timer.fire(100)
    await made.spool.reached(1, 'kicked')
  })

  test('[DEV-12] closes when its work is done, and says so in time', async () => {
    const made = await counter()
    made.printer.set({ slow: { bytes: 32, everyMs: 1 } })
    made.spool.add({ kind: 'print', document: { version: 1, language: 'en', blocks: Array.from({ length: 60 }, (_, at) => ({ kind: 'text', text: `Line ${at}` })) } })
    await made.start()
    await made.spool.reached(1, 'working')
    await made.close()
    expect(made.spool.effects[0]).toMatchObject({ state: 'sentOnly', attempts: 1 })
    expect(made.drivers.lives).toHaveLength(1)
    expect(made.log).toEqual([])
  })
})

function childrenOf(parent: number): { readonly id: number; readonly line: string }[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      return Number(/^PPid:\t(\d+)/m.exec(status)?.[1]) === parent ? [{ id: Number(name), line: readFileSync(`/proc/${name}/cmdline`, 'utf8') }] : []
    } catch {
      // It ended while we looked.
      return []
    }
  })
}
