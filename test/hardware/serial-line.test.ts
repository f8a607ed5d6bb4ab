import { afterEach, describe, expect, test } from 'vitest'
import { type EffectWork } from '../../src/db/index.ts'
import { escPosDrawer, simulatedDrawer } from '../../src/drivers/cash-drawer/index.ts'
import { createListeners, type DeviceError, manualTimer, systemTimer } from '../../src/drivers/device/index.ts'
import { escPosPrinter, printerLine, profiles, startSimulatedPrinter, toText } from '../../src/drivers/printer/index.ts'
import { serialTransport, type SerialSettings, type Transport } from '../../src/drivers/transports/index.ts'
import { type ReceiptDocument } from '../../src/domain/receipt/index.ts'
import { counter } from './drivers-process.fixture.ts'
import { serialCable, socat } from './serial-cable.fixture.ts'
import { serialGun } from './serial-gun.fixture.ts'

const never = new AbortController().signal
const settings: SerialSettings = { baud: 9600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' }
const tea: ReceiptDocument = { version: 1, language: 'en', blocks: [{ kind: 'columns', left: 'Tea', right: '£3.50' }, { kind: 'cut' }] }
const receiptOf = (lines: number): ReceiptDocument => ({ version: 1, language: 'en', blocks: Array.from({ length: lines }, (_, at) => ({ kind: 'columns', left: `Line ${at}`, right: '1.00' })) })
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

async function station() {
  const wired = simulatedDrawer()
  const simulator = await startSimulatedPrinter({ columns: 48, drawer: wired })
  undo.push(() => simulator.close())
  const cable = serialCable(simulator.port)
  undo.push(() => cable.remove())
  await cable.plug()
  const whole = serialTransport({ at: { path: cable.path }, settings }, systemTimer)
  const parts = createListeners<number>()
  const transport: Transport = {
    ...whole,
    write: (bytes, signal, taken) =>
      whole.write(bytes, signal, (count) => {
        taken(count)
        parts.tell(count)
      }),
  }
  const line = printerLine(transport, systemTimer)
  const printer = escPosPrinter({ id: 'printer:serial', line, profile: profiles['epson-80'] })
  const drawer = escPosDrawer({ id: 'cashDrawer:serial', line, profile: profiles['epson-80'], printer, timer: systemTimer, openLevel: 'high' })
  return { wired, simulator, cable, transport, printer, drawer, onPart: parts.add }
}
const troubleOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no trouble', (error: DeviceError) => ({ code: error.code, phase: error.phase, retry: error.retry, begun: error.bytesSent > 0 }))

describe.runIf(socat)('a printer on a serial line', () => {
  test('[SER-1] prints with the printer’s own word for it, opens its drawer and hears its switch', async () => {
    const { wired, simulator, printer, drawer } = await station()
    expect((await printer.print({ id: '1', document: tea }, { signal: never })).outcome).toBe('printed')
    expect((await printer.print({ id: '2', document: receiptOf(1_500) }, { signal: never })).outcome).toBe('printed')
    expect(simulator.jobs.map(({ items }) => items.filter(({ kind }) => kind === 'line').length)).toEqual([1, 1_500])
    expect(await drawer.kick({ signal: never })).toBe('kicked')
    await printer.poll(never)
    expect(wired.kicks).toHaveLength(1)
    expect(drawer.state().position).toBe('open')
    expect((await printer.selfTest(never)).identity?.model).toBe('SIMULATOR')
    expect(simulator.errors).toEqual([])
  })

  test('[SER-2] pulled out in the middle of a job: a person decides; plugged in again, the next one prints', async () => {
    const { simulator, cable, printer, onPart } = await station()
    simulator.set({ slow: { bytes: 16, everyMs: 1 } })
    // Once the line has taken a part of it: of a job about to begin nothing need have left, and on a busy machine had not.
    let pulled: Promise<void> | undefined
    const beforeFirstByte = (): Promise<void> => Promise.resolve(void onPart(() => void (pulled ??= cable.unplug())))
    const work = troubleOf(printer.print({ id: '1', document: receiptOf(6_000) }, { signal: never, beforeFirstByte }))
    // A thousand parts and more, and a hand that pulls at the first: it had not all left.
    expect(await work).toEqual({ code: 'connection-lost', phase: 'send', retry: 'ask', begun: true })
    await pulled
    expect(printer.state()).toEqual({ health: 'disconnected', faults: ['connection-lost'] })

    // Nothing there: nothing leaves, and it is safe to try again.
    expect(await troubleOf(printer.print({ id: '2', document: tea }, { signal: never }))).toEqual({ code: 'unreachable', phase: 'connect', retry: 'safe', begun: false })
    simulator.set({ slow: { bytes: 0, everyMs: 0 } })
    await cable.plug()
    expect((await printer.print({ id: '2', document: tea }, { signal: never })).outcome).toBe('printed')
    expect(simulator.jobs.at(-1) && toText(simulator.jobs.at(-1)!)).toContain('Tea')
  })

  test('[SER-2] pulled out while its word is awaited: the same, in phase confirm', async () => {
    const { simulator, cable, printer } = await station()
    await printer.poll(never)
    simulator.onJob(() => void cable.unplug())
    simulator.set({ silent: true })
    expect(await troubleOf(printer.print({ id: '1', document: tea }, { signal: never }))).toEqual({ code: 'connection-lost', phase: 'confirm', retry: 'ask', begun: true })
  })

  test('[SER-3] through the whole stack: its own process, unplugged and plugged in again, every receipt that had not begun prints', async () => {
    const made = await counter()
    const cable = serialCable(made.printer.port)
    undo.push(() => made.close(), () => cable.remove())
    await cable.plug()
    const print: EffectWork = { kind: 'print', document: tea }
    made.spool.add({ kind: 'kick', pin: 0 }, print)
    const devices = await made.start({ printer: { transport: 'serial', at: { path: cable.path }, settings, profile: 'epson-80' } })
    await made.spool.reached(2, 'printed')
    expect(made.spool.effects[0]?.state).toBe('kicked')
    expect(devices.view().devices[0]?.name).toBe(`serial:${cable.path}`)
    await cable.unplug()
    made.spool.add(print)
    devices.wake()
    await made.spool.reached(3, 'waiting', 'unreachable')
    await cable.plug()
    await made.spool.reached(3, 'printed')
    expect(made.printer.jobs).toHaveLength(2)
    expect(made.spool.effects[2]?.attempts).toBe(1)
    expect(made.drivers.lives).toHaveLength(1)
  })
})

describe.runIf(socat)('a serial line that is pulled while it speaks', () => {
  test('[SER-6] is told to be lost, in whatever instruction of a read it happened', async () => {
    const gun = await serialGun()
    undo.push(() => gun.remove())
    // One pull in two falls into the read that never ends.
    for (let pull = 0; pull < 8; pull += 1) {
      await gun.cable.plug()
      const transport = serialTransport({ at: { path: gun.cable.path }, settings }, systemTimer)
      const lost = new Promise<string>((resolve) => void transport.onLost(({ code }) => resolve(code)))
      const spoke = new Promise<void>((resolve) => void transport.onBytes(() => resolve(gun.cable.unplug())))
      await transport.open(never)
      gun.say('69079925')
      await spoke
      expect(await lost).toBe('connection-lost')
      await transport.close()
    }
  })
})

describe('a serial port', () => {
  test('[SER-4] is found again by vendor, product and serial number under whatever name it has now', async () => {
    const opened: string[] = []
    let ports = [{ path: '/dev/ttyUSB0', vendorId: '04B8', productId: '0202', serialNumber: 'S1' }, { path: '/dev/ttyUSB1', vendorId: '04b8', productId: '0202', serialNumber: 'S2' }]
    const port = { write: () => Promise.resolve(), drain: () => Promise.resolve(), flush: () => Promise.resolve(), close: () => Promise.resolve(), onBytes: () => undefined, onEnd: () => undefined }
    const open = (path: string) => {
      opened.push(path)
      return Promise.resolve(port)
    }
    const transport = serialTransport({ at: { usb: { vendorId: 0x04b8, productId: 0x0202, serial: 'S2' } }, settings }, manualTimer(), { list: () => Promise.resolve(ports), open })
    await transport.open(never)
    await transport.close()
    ports = ports.map((one) => ({ ...one, path: `${one.path}9` }))
    await transport.open(never)
    await transport.close()
    expect(opened).toEqual(['/dev/ttyUSB1', '/dev/ttyUSB19'])
    expect(transport.address).toBe('serial:04b8:0202:S2')
    const any = serialTransport({ at: { usb: { vendorId: 0x04b8, productId: 0x0202 } }, settings }, manualTimer(), { list: () => Promise.resolve(ports), open })
    await expect(any.open(never)).rejects.toMatchObject({ code: 'unreachable' })
  })

  test.each([
    ['Error: Permission denied, cannot open /dev/ttyS0', undefined, 'permission'],
    ['Opening COM3: Access denied', undefined, 'permission'],
    ['Error: No such file or directory, cannot open /dev/ttyS9', undefined, 'unreachable'],
    ['No native build was found for platform=linux arch=x64', undefined, 'driver-missing'],
    ["Cannot find package 'serialport'", 'ERR_MODULE_NOT_FOUND', 'driver-missing'],
  ])('[SER-5] "%s" is said in our words', async (sentence, code, fault) => {
    const error = Object.assign(new Error(sentence), code === undefined ? {} : { code })
    const transport = serialTransport({ at: { path: '/dev/ttyS0' }, settings }, manualTimer(), { list: () => Promise.resolve([]), open: () => Promise.reject(error) })
    await expect(transport.open(never)).rejects.toMatchObject({ code: fault })
  })
})
