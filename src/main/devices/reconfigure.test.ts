import { afterEach, describe, expect, test } from 'vitest'
import { type EffectWork } from '../../db/index.ts'
import { systemTimer } from '../../drivers/device/index.ts'
import { type SimulatedPrinter, startSimulatedPrinter, toText } from '../../drivers/printer/index.ts'
import { type DevicesConfig, type WiredPrinter } from './config.ts'
import { type Devices, startDevices } from './devices.ts'
import { memorySpool } from './fixture.ts'
import { serveSimulatedScale } from './simulated-scale.ts'

const print: EffectWork = { kind: 'print', document: { version: 1, language: 'en', blocks: [{ kind: 'columns', left: 'Tea', right: '£3.50' }, { kind: 'cut' }] } }
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

async function start(config: DevicesConfig): Promise<{ readonly spool: ReturnType<typeof memorySpool>; readonly devices: Devices }> {
  const spool = memorySpool()
  const devices = await startDevices(config, spool, () => undefined)
  undo.push(() => devices.close())
  return { spool, devices }
}
async function printer(): Promise<SimulatedPrinter & { readonly wired: WiredPrinter }> {
  const made = await startSimulatedPrinter({ columns: 48 })
  undo.push(() => made.close())
  return { ...made, wired: { transport: 'tcp', host: made.host, port: made.port, profile: 'epson-80' } }
}
const seen = (devices: Devices) => devices.view().devices.map(({ id, simulated }) => `${id}${simulated ? ' simulated' : ''}`)

describe('devices that are changed while the till sells', () => {
  test('[DEV-23] what waited for paper in one printer comes out of the next, once and unmarked', async () => {
    const [empty, full] = [await printer(), await printer()]
    empty.set({ paperOut: true })
    const { spool, devices } = await start({ printer: empty.wired })
    spool.add(print, print)
    spool.wake()
    await spool.reached(1, 'waiting', 'paper-out')
    await devices.reconfigure({ printer: full.wired })
    await spool.reached(2, 'printed')
    expect(spool.effects.map(({ state, attempts }) => [state, attempts])).toEqual([['printed', 1], ['printed', 1]])
    expect([empty.jobs.length, full.jobs.map((job) => toText(job).includes('DUPLICATE'))]).toEqual([0, [false, false]])
  })

  test('[DEV-23] another scale disturbs no printer: the paper in hand is still waited for on the same line', async () => {
    const slow = await printer()
    slow.set({ silent: true })
    const { spool, devices } = await start({ printer: slow.wired, scale: { simulator: true } })
    spool.add(print)
    spool.wake()
    await spool.reached(1, 'working')
    await devices.reconfigure({ printer: slow.wired })
    expect(seen(devices)).toEqual(['printer:receipt', 'cashDrawer:1'])
    await devices.reconfigure({ printer: slow.wired, scale: { simulator: true }, scanner: { simulator: true } })
    expect(seen(devices)).toEqual(['printer:receipt', 'cashDrawer:1', 'scale:1 simulated', 'scanner:1 simulated'])
    // A printer that was let go is waited for no longer: its paper would be "sent, and nobody knows more".
    expect(spool.history).toEqual(['started 1'])
    await devices.reconfigure({})
    expect(spool.history).toEqual(['started 1', 'sentOnly 1'])
  })

  test('[DEV-23] a simulated one that was taken out and chosen again is the same one, with its papers', async () => {
    const { spool, devices } = await start({ printer: { simulator: true }, scanner: { simulator: true } })
    const first = devices.simulators.printer
    spool.add(print)
    spool.wake()
    await spool.reached(1, 'printed')
    await devices.reconfigure({})
    expect([seen(devices), devices.simulators.printer, devices.simulators.scanner]).toEqual([['printer:receipt', 'cashDrawer:1'], undefined, undefined])
    spool.add(print)
    devices.wake()
    await spool.reached(2, 'failed', 'unconfigured')
    await devices.reconfigure({ printer: { simulator: true } })
    spool.add(print)
    devices.wake()
    await spool.reached(3, 'printed')
    expect([devices.simulators.printer === first, first?.jobs.length]).toEqual([true, 2])
  })

  test('[DEV-21] [SCL-17] another scale is heard from nothing on: not the last one\'s weight, and of one that shows none that it has to be asked', async () => {
    const [one, other] = await Promise.all([serveSimulatedScale(systemTimer, 'cas'), serveSimulatedScale(systemTimer, 'dialog-06')])
    undo.push(() => one.close(), () => other.close())
    one.set({ load: 1400, moving: false })
    const { devices } = await start({ scale: { transport: 'tcp', host: one.host, port: one.port, protocol: 'cas', division: 5 } })
    const said: string[] = []
    const until = (kind: string): Promise<void> =>
      new Promise((resolve) => {
        const off = devices.on('weight', (reading) => {
          said.push(reading.kind === 'stable' ? String(reading.weight.quantity) : reading.kind)
          if (said.at(-1) !== kind) return
          off()
          resolve()
        })
      })
    const first = until('1400')
    devices.watchScale(true)
    await first
    const next = until('on-request')
    await devices.reconfigure({ scale: { transport: 'tcp', host: other.host, port: other.port, protocol: 'dialog-06', division: 5 } })
    await next
    expect(said.slice(said.indexOf('waiting'))).toEqual(['waiting', 'on-request'])
  })

  test('[DEV-23] of changes that come together the last is in force', async () => {
    const [one, other] = [await printer(), await printer()]
    const { spool, devices } = await start({ printer: one.wired })
    await Promise.all([devices.reconfigure({}), devices.reconfigure({ printer: { simulator: true } }), devices.reconfigure({ printer: other.wired })])
    spool.add(print)
    devices.wake()
    await spool.reached(1, 'printed')
    expect([one.jobs.length, other.jobs.length, devices.view().devices[0]?.name]).toEqual([0, 1, `tcp://127.0.0.1:${other.port}`])
  })
})
