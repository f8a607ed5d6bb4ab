import { afterEach, describe, expect, test } from 'vitest'
import { type EffectWork } from '../../src/db/index.ts'
import { startSimulatedPrinter, toText } from '../../src/drivers/printer/index.ts'
import { counter } from './drivers-process.fixture.ts'

const print: EffectWork = { kind: 'print', document: { version: 1, language: 'en', blocks: [{ kind: 'columns', left: 'Tea', right: '£3.50' }, { kind: 'cut' }] } }
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

describe('the process of the devices, told of others', () => {
  test('[DEV-23] goes on with them in the same life, and begins its next life with them', async () => {
    const made = await counter()
    const other = await startSimulatedPrinter({ columns: 48 })
    undo.push(() => other.close(), () => made.close())
    const { spool, printer, drivers } = made
    printer.set({ paperOut: true })
    const devices = await made.start()
    spool.add(print)
    devices.wake()
    await spool.reached(1, 'waiting', 'paper-out')
    await devices.reconfigure({ printer: { transport: 'tcp', host: '127.0.0.1', port: other.port, profile: 'epson-80' } })
    await spool.reached(1, 'printed')
    expect(drivers.lives).toHaveLength(1)
    drivers.kill()
    spool.add(print)
    devices.wake()
    await spool.reached(2, 'printed')
    expect(drivers.lives.length).toBeGreaterThan(1)
    expect([printer.jobs.length, other.jobs.map((job) => toText(job).includes('DUPLICATE'))]).toEqual([0, [false, false]])
  })

  test('[DEV-26] that ends while it looks for devices says so, and prints what it owes in its next life', async () => {
    const made = await counter()
    undo.push(() => made.close())
    const { spool, drivers } = made
    const devices = await made.start()
    const looking = devices.find()
    const asking = devices.probe({ host: '192.0.2.1', port: 9100 })
    drivers.kill()
    expect(await asking).toBe('unknown')
    expect(await looking).toEqual({ found: [], troubles: [{ bus: 'all', fault: 'driver-stopped' }] })
    spool.add(print)
    devices.wake()
    await spool.reached(1, 'printed')
    expect(await devices.probe({ host: '127.0.0.1', port: made.printer.port })).toBe('open')
    // Whatever this machine has: an answer comes, and the process is there after it.
    await devices.find()
    expect(devices.view().devices[0]?.health).toBe('ready')
  })
})
