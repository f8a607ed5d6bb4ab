import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { devicesView } from '../../contracts/ipc/index.ts'
import { type EffectWork } from '../../db/index.ts'
import { manualTimer } from '../../drivers/device/index.ts'
import { kickConfirmMs } from '../../drivers/cash-drawer/index.ts'
import { confirmMs, startSimulatedPrinter, statusMs, toText } from '../../drivers/printer/index.ts'
import { type DevicesConfig } from './config.ts'
import { type Devices, startDevices } from './devices.ts'
import { memorySpool } from './fixture.ts'
import { pollMs } from './host-drivers.ts'

const print: EffectWork = { kind: 'print', document: { version: 1, language: 'zh-CN', blocks: [{ kind: 'columns', left: '茶', right: '¥3.50' }, { kind: 'cut' }] } }
const open: Devices[] = []
afterEach(async () => {
  for (const devices of open.splice(0)) await devices.close()
})
async function start(config: DevicesConfig) {
  const spool = memorySpool()
  const timer = manualTimer()
  const devices = await startDevices(config, spool, () => undefined, { timer })
  open.push(devices)
  return { spool, timer, devices, health: (kind: string) => devices.view().devices.find((device) => device.kind === kind)?.health }
}

describe('the devices of a register', () => {
  test('[DEV-9] simulators start with it, are ready, and say that they are simulated', async () => {
    const { devices } = await start({ printer: { simulator: true }, scanner: { simulator: true } })
    const view = devicesView.parse(devices.view())
    expect(view.devices.map(({ kind, health, simulated }) => [kind, health, simulated])).toEqual([['printer', 'ready', true], ['cashDrawer', 'ready', true], ['scanner', 'ready', true]])
    expect(new Set(view.devices.map(({ id }) => id)).size).toBe(3)
  })

  test('[DEV-9] a sale’s kick and receipt come out of them', async () => {
    const { spool, devices } = await start({ printer: { simulator: true } })
    spool.add({ kind: 'kick', pin: 0 }, print)
    spool.wake()
    await spool.reached(2, 'printed')
    const { printer, drawer } = devices.simulators
    expect(spool.history).toEqual(['started 1', 'kicked 1', 'started 2', 'printed 2'])
    expect(drawer?.isOpen()).toBe(true)
    expect(printer?.jobs.map((job) => toText(job).split('\n')[0])).toEqual([`茶${' '.repeat(40)}￥3.50`])
    expect(printer?.errors).toEqual([])
  })

  test('[DEV-5] paper out: the poll shows it, the receipt waits, and prints when the poll sees paper', async () => {
    const { spool, timer, devices, health } = await start({ printer: { simulator: true } })
    const told: string[] = []
    devices.on('change', ({ devices: [first] }) => told.push([first?.health, ...(first?.faults ?? [])].join(' ')))
    devices.simulators.printer?.set({ paperOut: true })
    spool.add(print)
    spool.wake()
    await spool.reached(1, 'waiting', 'paper-out')
    expect(health('printer')).toBe('offline')
    devices.simulators.printer?.set({ paperOut: false })
    await timer.waiting(pollMs)
    timer.fire(pollMs)
    await spool.reached(1, 'printed')
    expect(told).toEqual(['offline paper-out', 'ready'])
    expect(spool.effects[0]?.attempts).toBe(1)
  })

  test('[PRN-15] a printer that tells is shown as it is, and waiting paper comes, before anybody polls', async () => {
    const { spool, devices } = await start({ printer: { simulator: true } })
    const reached = (wanted: string): Promise<void> =>
      new Promise((resolve) => devices.on('change', ({ devices: [first] }) => [first?.health, ...(first?.faults ?? [])].join(' ') === wanted && resolve()))
    const { printer } = devices.simulators
    await printer?.watched()
    const out = reached('offline paper-out')
    printer?.set({ paperOut: true })
    await out
    spool.add(print)
    spool.wake()
    await spool.reached(1, 'waiting', 'paper-out')
    printer?.set({ paperOut: false })
    await spool.reached(1, 'printed')
  })

  test('[DEV-13] a printer that says nothing for ten seconds holds up no drawer', async () => {
    const { spool, timer, devices } = await start({ printer: { simulator: true } })
    const { printer, drawer } = devices.simulators
    printer?.set({ silent: true })
    spool.add(print)
    spool.wake()
    // Asked on the line that stood open, and on the new one.
    for (const _time of [1, 2]) {
      await timer.waiting(statusMs)
      timer.fire(statusMs)
    }
    await timer.waiting(confirmMs)
    spool.add({ kind: 'kick', pin: 0 }, print)
    const opened = new Promise((resolve) => drawer?.onChange(resolve))
    spool.wake()
    // None of the ten seconds has passed, and none passes before it is open.
    await opened
    await timer.waiting(kickConfirmMs)
    timer.fire(kickConfirmMs)
    await spool.reached(2, 'unconfirmed')
    expect(spool.effects.map(({ state }) => state)).toEqual(['working', 'unconfirmed', 'waiting'])
    expect(drawer?.kicks).toHaveLength(1)
  })

  test('[DEV-9] a self-test is asked of one device by its id', async () => {
    const { devices } = await start({ printer: { simulator: true }, scanner: { simulator: true } })
    expect((await devices.selfTest('printer:receipt'))?.identity?.model).toBe('SIMULATOR')
    expect((await devices.selfTest('scanner:1'))?.steps).toEqual([{ step: 'open', result: 'passed' }])
    expect(await devices.selfTest('printer:other')).toBeUndefined()
  })

  test('[DEV-9] a real address is used, and a printer that is not there is shown and asked again', async () => {
    const real = await startSimulatedPrinter({ columns: 32 })
    const { spool, timer, devices, health } = await start({ printer: { transport: 'tcp', host: real.host, port: real.port, profile: 'generic-58' } })
    spool.add(print)
    devices.wake()
    await spool.reached(1, 'processed')
    expect(real.jobs).toHaveLength(1)
    expect(devices.view().devices[0]).toMatchObject({ name: `tcp://127.0.0.1:${real.port}`, simulated: false })
    await real.close()
    await timer.waiting(pollMs)
    const changed = new Promise((resolve) => devices.on('change', resolve))
    timer.fire(pollMs)
    await changed
    expect(health('printer')).toBe('disconnected')
    expect(health('cashDrawer')).toBe('disconnected')
  })

  test('[PRN-14] what the first printer has no paper for comes out of the second, and both are shown', async () => {
    const [front, back] = [await startSimulatedPrinter({ columns: 48 }), await startSimulatedPrinter({ columns: 48 })]
    front.set({ paperOut: true })
    const wired = (at: { readonly host: string; readonly port: number }) => ({ transport: 'tcp', host: at.host, port: at.port, profile: 'epson-80' }) as const
    const { spool, devices } = await start({ printer: wired(front), secondPrinter: wired(back) })
    spool.add(print)
    devices.wake()
    await spool.reached(1, 'printed')
    expect([front.jobs.length, back.jobs.length]).toEqual([0, 1])
    expect(devices.view().devices.slice(0, 2).map(({ id, health }) => [id, health])).toEqual([['printer:receipt', 'offline'], ['printer:second', 'ready']])
    await Promise.all([front.close(), back.close()])
  })

  test('[ESC-16] a name in letters that the printer lacks comes out as a picture', async () => {
    const { spool, devices } = await start({ printer: { simulator: true }, fonts: path.resolve('node_modules') })
    spool.add({ kind: 'print', document: { version: 1, language: 'en', blocks: [{ kind: 'columns', left: 'น้ำปลา', right: '25.00' }, { kind: 'cut' }] } })
    devices.wake()
    await spool.reached(1, 'printed')
    expect(devices.simulators.printer?.jobs.map((job) => job.items.map(({ kind }) => kind))).toEqual([['picture', 'feed', 'cut']])
  })

  test('[DEV-11] without a printer both are shown as not configured', async () => {
    const { spool, devices } = await start({})
    expect(devices.view().devices.map(({ kind, health }) => [kind, health])).toEqual([['printer', 'unconfigured'], ['cashDrawer', 'unconfigured']])
    spool.add(print)
    devices.wake()
    await spool.reached(1, 'failed', 'unconfigured')
  })

  test('[SCN-1] a scan reaches who listens', async () => {
    const { devices } = await start({ scanner: { simulator: true } })
    const heard: string[] = []
    devices.on('scan', ({ barcode }) => heard.push(barcode))
    devices.simulators.scanner?.emit({ barcode: '6901234567892' })
    expect(heard).toEqual(['6901234567892'])
  })
})
