import { afterEach, describe, expect, test } from 'vitest'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { DeviceError, type ManualTimer, manualTimer } from '../device/index.ts'
import { confirmMs, encode, escPosPrinter, type PrinterKnobs, printerLine, type PrinterProfile, profiles, startSimulatedPrinter } from '../printer/index.ts'
import { kick, kickNow } from '../printer/commands.ts'
import { statusMs } from '../printer/printer-talk.ts'
import { tcpTransport } from '../transports/index.ts'
import { escPosDrawer, kickConfirmMs, kickWaitMs, leftOpenMs } from './escpos-drawer.ts'
import { simulatedDrawer } from './simulator.ts'

const never = new AbortController().signal
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0)) await one()
})
const buffered: PrinterProfile = profiles['generic-80']
const realtime: PrinterProfile = profiles['epson-80']

async function station(profile: PrinterProfile, knobs: Partial<PrinterKnobs> = {}, openLevel: 'high' | 'low' | 'none' = 'high') {
  const wired = simulatedDrawer()
  const simulator = await startSimulatedPrinter({ columns: profile.columns, drawer: wired })
  undo.push(() => simulator.close())
  simulator.set(knobs)
  const timer = manualTimer()
  const transport = tcpTransport(simulator, timer)
  const line = printerLine(transport, timer)
  const printer = escPosPrinter({ id: 'printer:test', line, profile })
  return { wired, simulator, timer, transport, printer, drawer: escPosDrawer({ id: 'cashDrawer:test', line, profile, printer, timer, ...(openLevel !== 'none' && { openLevel }) }) }
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
    expect(drawer.state()).toMatchObject({ health: 'ready', faults: [] })
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
    expect(drawer.state()).toMatchObject({ health: 'ready', faults: [] })
    simulator.set({ coverOpen: true })
    await printer.poll(never)
    expect(drawer.state()).toMatchObject({ health: 'offline', faults: ['cover-open'] })
  })
})

const receipt: ReceiptDocument = { version: 1, language: 'en', blocks: [{ kind: 'text', text: 'Tea' }, { kind: 'cut' }] }
/** Lets pass whatever is waited for, as often as it takes, until `end` is there. */
async function passTime<T>(timer: ManualTimer, ms: number, end: Promise<T>): Promise<T> {
  let over = false
  void end.finally(() => (over = true)).catch(() => undefined)
  while (!over) {
    timer.fire(ms)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return end
}

describe('on a line that somebody else holds', () => {
  test.each([
    ['in real time', realtime],
    ['through the buffer', buffered],
    ['through the buffer of a printer with ids', { ...realtime, kick: buffered.kick }],
  ] as const)('[DRW-7] %s it opens while the printer keeps silent about the last paper', async (_how, profile) => {
    const { wired, timer, printer, drawer, simulator } = await station(profile, { silent: true })
    const paper = printer.print({ id: '1', document: receipt }, { signal: never })
    const printed = new Promise((resolve) => simulator.onJob(resolve))
    await timer.waiting(statusMs)
    timer.fire(statusMs)
    await printed
    await timer.waiting(confirmMs)
    const opened = new Promise((resolve) => wired.onChange(resolve))
    const kicking = drawer.kick({ signal: never })
    // Not one of the ten seconds has passed.
    await opened
    expect(await passTime(timer, kickConfirmMs, kicking)).toBe('unconfirmed')
    expect(wired.kicks).toHaveLength(1)
    timer.fire(confirmMs)
    expect((await passTime(timer, statusMs, paper)).outcome).toBe('sentOnly')
    expect(simulator.errors).toEqual([])
    expect(simulator.mostAtOnce()).toBe(1)
  })

  test('[DRW-7] an answer that comes late is the paper’s, and confirms no kick', async () => {
    const { timer, printer, drawer, simulator, transport } = await station(buffered, { silent: true })
    const paper = printer.print({ id: '1', document: receipt }, { signal: never })
    await timer.waiting(statusMs)
    timer.fire(statusMs)
    await timer.waiting(confirmMs)
    const kicking = drawer.kick({ signal: never })
    await timer.waiting(kickConfirmMs)
    // One answer to the two questions that stand in its buffer: it stands for the first.
    const heard = new Promise((resolve) => transport.onBytes(resolve))
    simulator.say([0x00])
    await heard
    timer.fire(kickConfirmMs)
    expect(await kicking).toBe('unconfirmed')
    expect((await paper).outcome).toBe('processed')
  })

  test('[DRW-7] nor does one to a question that was given up', async () => {
    const { timer, printer, drawer, simulator, transport } = await station(buffered, { silent: true })
    const paper = printer.print({ id: '1', document: receipt }, { signal: never })
    await timer.waiting(statusMs)
    timer.fire(statusMs)
    await timer.waiting(confirmMs)
    timer.fire(confirmMs)
    // It has given up on its answer, and asks why there is none.
    await timer.waiting(statusMs)
    const kicking = drawer.kick({ signal: never })
    await timer.waiting(kickConfirmMs)
    const heard = new Promise((resolve) => transport.onBytes(resolve))
    simulator.say([0x00])
    await heard
    timer.fire(kickConfirmMs)
    expect(await kicking).toBe('unconfirmed')
    timer.fire(statusMs)
    expect((await paper).outcome).toBe('sentOnly')
  })

  /** A receipt of a thousand lines on its way to a slow reader, and whatever else the work in hand is to hear. */
  async function longJob(profile: PrinterProfile) {
    const parts = await station(profile, { slow: { bytes: 512, everyMs: 1 } })
    const long: ReceiptDocument = { ...receipt, blocks: Array.from({ length: 1_000 }, (_, at) => ({ kind: 'text', text: `Line ${at}` })) }
    let begun: () => void = () => undefined
    const begins = new Promise<void>((resolve) => (begun = resolve))
    const paper = parts.printer.print({ id: '1', document: long }, { signal: never, beforeFirstByte: () => Promise.resolve(begun()) })
    await begins
    return { ...parts, paper, ...encode(long, profile) }
  }

  test('[DRW-10] in real time it goes between two commands of a job that is leaving, and the paper is the same', async () => {
    const { paper, wired, drawer, simulator, bytes, ends } = await longJob(realtime)
    expect(await drawer.kick({ signal: never })).toBe('kicked')
    expect(simulator.jobs).toEqual([])
    expect((await paper).outcome).toBe('printed')
    expect(wired.kicks).toHaveLength(1)
    expect(simulator.jobs.map(({ items, complete }) => [items.filter(({ kind }) => kind === 'line').length, complete])).toEqual([[1_000, true]])
    const received = Buffer.from(simulator.jobs[0]?.bytes ?? [])
    const at = received.indexOf(Buffer.from(kickNow(0, 100)))
    expect(ends).toContain(at)
    expect(at).toBeLessThan(bytes.length)
    expect(Buffer.concat([received.subarray(0, at), received.subarray(at + 5)]).subarray(0, bytes.length).equals(bytes)).toBe(true)
    expect(simulator.errors).toEqual([])
  })

  test('[DRW-10] through the buffer it waits for the job’s end', async () => {
    const { paper, wired, drawer, simulator, bytes } = await longJob(buffered)
    expect(await drawer.kick({ signal: never })).toBe('kicked')
    expect((await paper).outcome).toBe('processed')
    expect(wired.kicks).toHaveLength(1)
    expect(Buffer.from(simulator.jobs[0]?.bytes ?? []).subarray(0, bytes.length).equals(bytes)).toBe(true)
    expect(simulator.errors).toEqual([])
  })

  test.each([buffered, realtime])('[DRW-10] whose turn does not come in four seconds stays shut, and opens later for nobody', async (profile) => {
    const { drawer, wired, printer, simulator, timer } = await station(profile)
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    let begun: () => void = () => undefined
    const begins = new Promise<void>((resolve) => (begun = resolve))
    const paper = printer.print({ id: '1', document: receipt }, { signal: never, beforeFirstByte: () => (begun(), held) })
    await begins
    const kicking = troubleOf(drawer.kick({ signal: never }))
    await timer.waiting(kickWaitMs)
    timer.fire(kickWaitMs)
    expect(await kicking).toMatchObject({ code: 'timeout', phase: 'connect', retry: 'no', bytesSent: 0 })
    release()
    expect((await paper).outcome).not.toBe('sentOnly')
    expect(wired.kicks).toEqual([])
    // The next one is another kick.
    expect(await drawer.kick({ signal: never })).toBe('kicked')
    expect(simulator.errors).toEqual([])
  })
})

describe('open or closed', () => {
  test('[DRW-8] is what its switch says when the printer is asked', async () => {
    const { wired, drawer, printer } = await station(buffered)
    expect(drawer.state().position).toBe('unknown')
    await printer.poll(never)
    expect(drawer.state().position).toBe('closed')
    await drawer.kick({ signal: never })
    await printer.poll(never)
    expect(drawer.state().position).toBe('open')
    wired.shut()
    await printer.poll(never)
    expect(drawer.state().position).toBe('closed')
  })

  test('[DRW-8] a switch wired the other way says the opposite, and without one it stays unknown', async () => {
    const other = await station(buffered, {}, 'low')
    await other.printer.poll(never)
    expect(other.drawer.state().position).toBe('open')
    const none = await station(buffered, {}, 'none')
    await none.printer.poll(never)
    expect(none.drawer.state()).toEqual({ health: 'ready', faults: [], position: 'unknown' })
    expect(none.drawer.capabilities.senses).toBe(false)
  })

  test('[DRW-9] left open for a minute it says so, until it is shut', async () => {
    const { wired, drawer, printer, timer } = await station(buffered)
    const told: string[] = []
    drawer.onState(({ health, position, faults }) => told.push([health, position, ...faults].join(' ')))
    await drawer.kick({ signal: never })
    await printer.poll(never)
    await timer.waiting(leftOpenMs)
    timer.fire(leftOpenMs)
    expect(drawer.state()).toEqual({ health: 'degraded', faults: ['drawer-left-open'], position: 'open' })
    wired.shut()
    await printer.poll(never)
    expect(drawer.state()).toEqual({ health: 'ready', faults: [], position: 'closed' })
    expect(told.slice(-3)).toEqual(['ready open', 'degraded open drawer-left-open', 'ready closed'])
    // Shut in time nothing is left to fire.
    await drawer.kick({ signal: never })
    await printer.poll(never)
    wired.shut()
    await printer.poll(never)
    expect(timer.fire(leftOpenMs)).toBe(0)
    expect(drawer.state().health).toBe('ready')
  })

  test('[DRW-9] of a printer that is gone nobody knows', async () => {
    const { drawer, printer, simulator } = await station(buffered)
    await printer.poll(never)
    await simulator.close()
    await printer.poll(never)
    expect(drawer.state()).toMatchObject({ health: 'disconnected', position: 'unknown' })
  })

  test('[DRW-6] its self-test moves nothing', async () => {
    const { wired, drawer, printer, simulator } = await station(realtime)
    expect(await drawer.selfTest(never)).toEqual({ steps: [{ step: 'open', result: 'passed' }, { step: 'position', result: 'passed' }] })
    expect(await printer.selfTest(never)).toEqual({
      steps: [{ step: 'open', result: 'passed' }, { step: 'status', result: 'passed' }, { step: 'identity', result: 'passed' }],
      identity: { make: 'TILLWRIGHT', model: 'SIMULATOR', serial: 'SIM-1', firmware: '1.00' },
    })
    simulator.set({ coverOpen: true })
    expect(await printer.selfTest(never)).toEqual({ steps: [{ step: 'open', result: 'passed' }, { step: 'status', result: 'failed', fault: 'cover-open' }] })
    expect([wired.kicks, simulator.jobs, simulator.errors]).toEqual([[], [], []])
    await simulator.close()
    expect(await printer.selfTest(never)).toEqual({ steps: [{ step: 'open', result: 'failed', fault: 'unreachable' }] })
    expect(await drawer.selfTest(never)).toEqual({ steps: [{ step: 'open', result: 'failed', fault: 'unreachable' }] })
  })
})
