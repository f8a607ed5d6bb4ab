import { afterEach, describe, expect, test } from 'vitest'
import { DeviceError, manualTimer } from '../device/index.ts'
import { escPosPrinter, type PrinterKnobs, printerLine, type PrinterProfile, profiles, startSimulatedPrinter } from '../printer/index.ts'
import { kick } from '../printer/commands.ts'
import { statusMs } from '../printer/printer-line.ts'
import { tcpTransport } from '../transports/index.ts'
import { escPosDrawer, kickConfirmMs } from './escpos-drawer.ts'
import { simulatedDrawer } from './simulator.ts'

const never = new AbortController().signal
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0)) await one()
})
const buffered: PrinterProfile = profiles['generic-80']
const realtime: PrinterProfile = profiles['epson-80']

async function station(profile: PrinterProfile, knobs: Partial<PrinterKnobs> = {}) {
  const wired = simulatedDrawer()
  const simulator = await startSimulatedPrinter({ columns: profile.columns, drawer: wired })
  undo.push(() => simulator.close())
  simulator.set(knobs)
  const timer = manualTimer()
  const line = printerLine(tcpTransport(simulator, timer), timer)
  const printer = escPosPrinter({ id: 'printer:test', line, profile })
  return { wired, simulator, timer, printer, drawer: escPosDrawer({ id: 'cashDrawer:test', line, profile, printer }) }
}
const troubleOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no trouble', (error: unknown) => error)

describe('the pulse', () => {
  test('[DRW-1] is exactly 1B 70, the pin, and its two times in steps of 2 ms', () => {
    expect(kick(0, 50, 240)).toEqual([0x1b, 0x70, 0x00, 0x19, 0x78])
    expect(kick(1, 100, 500)).toEqual([0x1b, 0x70, 0x01, 0x32, 0xfa])
    // 250 (FAh) is one byte, and more than a byte holds is the most it holds.
    expect(kick(0, 0, 10_000)).toEqual([0x1b, 0x70, 0x00, 0x01, 0xff])
  })

  test.each([
    ['through the buffer', buffered, { pin: 0, onMs: 50, offMs: 240 }],
    // In real time the shortest pulse is 100 ms.
    ['in real time', realtime, { pin: 0, onMs: 100, offMs: 0 }],
  ])('[DRW-3] %s it opens the drawer, and the printer’s answer makes it kicked', async (_how, profile, pulse) => {
    const { wired, drawer, simulator } = await station(profile)
    expect(await drawer.kick({ signal: never })).toBe('kicked')
    expect(wired.kicks).toEqual([pulse])
    expect(wired.isOpen()).toBe(true)
    expect(simulator.jobs).toEqual([])
    expect(simulator.errors).toEqual([])
  })

  test('[DRW-5] goes to the pin that is asked for', async () => {
    const { wired, drawer } = await station(buffered)
    expect(await drawer.kick({ pin: 1, signal: never })).toBe('kicked')
    expect(wired.kicks.map(({ pin }) => pin)).toEqual([1])
    expect(wired.isOpen()).toBe(false)
  })

  test.each([buffered, realtime])('[DRW-3] without an answer it is unconfirmed, and is given once', async (profile) => {
    const { wired, drawer, timer } = await station(profile, { silent: true })
    const work = drawer.kick({ signal: never })
    if (!profile.kick.realtime) {
      await timer.waiting(statusMs)
      timer.fire(statusMs)
    }
    await timer.waiting(kickConfirmMs)
    timer.fire(kickConfirmMs)
    expect(await work).toBe('unconfirmed')
    expect(wired.kicks).toHaveLength(1)
  })

  test('[DRW-4] a pulse that would wait in an offline printer’s buffer is not sent', async () => {
    const { wired, drawer, simulator } = await station(buffered, { paperOut: true })
    let begun = false
    const trouble = await troubleOf(drawer.kick({ signal: never, beforeFirstByte: () => Promise.resolve(void (begun = true)) }))
    expect(trouble).toBeInstanceOf(DeviceError)
    expect(trouble).toMatchObject({ code: 'paper-out', phase: 'connect', retry: 'no', bytesSent: 0 })
    expect(begun).toBe(false)
    simulator.set({ paperOut: false })
    expect(await drawer.kick({ signal: never })).toBe('kicked')
    expect(wired.kicks).toHaveLength(1)
  })

  test('[DRW-4] in real time it opens while paper is out', async () => {
    const { wired, drawer, printer } = await station(realtime, { paperOut: true })
    await printer.poll(never)
    expect(printer.state().health).toBe('offline')
    expect(drawer.state()).toEqual({ health: 'ready', faults: [] })
    expect(await drawer.kick({ signal: never })).toBe('kicked')
    expect(wired.isOpen()).toBe(true)
  })

  test('[DRW-2] trouble never advises trying again unasked', async () => {
    const { drawer, simulator } = await station(realtime)
    await simulator.close()
    expect(await troubleOf(drawer.kick({ signal: never }))).toMatchObject({ code: 'unreachable', phase: 'connect', retry: 'no' })
  })

  test('[DRW-6] the drawer is as well as the printer it hangs on', async () => {
    const { drawer, printer, simulator } = await station(buffered)
    expect(drawer.state().health).toBe('disconnected')
    await printer.poll(never)
    expect(drawer.state()).toEqual({ health: 'ready', faults: [] })
    simulator.set({ coverOpen: true })
    await printer.poll(never)
    expect(drawer.state()).toEqual({ health: 'offline', faults: ['cover-open'] })
  })
})
