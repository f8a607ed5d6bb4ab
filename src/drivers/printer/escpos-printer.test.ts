import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { DeviceError } from '../device/port.ts'
import { manualTimer } from '../device/manual-timer.ts'
import { createListeners } from '../device/listeners.ts'
import { farewellMs, fileTransport, tcpTransport, type Transport, TransportError } from '../transports/index.ts'
import { encode } from './esc-pos.ts'
import { confirmMs, escPosPrinter, quietConfirmMs } from './escpos-printer.ts'
import { printerLine } from './printer-line.ts'
import { statusMs } from './printer-talk.ts'
import { type ProfileName, profiles } from './profiles.ts'
import { toText } from './simulator-image.ts'
import { type PrinterKnobs, startSimulatedPrinter } from './simulator.ts'
import { watchMs } from './trouble-watch.ts'

const receipt: ReceiptDocument = { version: 1, language: 'en', blocks: [{ kind: 'columns', left: 'Café 咖啡', right: '£3.50' }, { kind: 'cut' }] }
/** About 3 KB for each hundred lines. */
const receiptOf = (lines: number): ReceiptDocument => ({ version: 1, language: 'en', blocks: Array.from({ length: lines }, (_, at) => ({ kind: 'columns', left: `Line ${at} 商品`, right: `${at}.00` })) })
const never = new AbortController().signal

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

async function station(profile: ProfileName = 'epson-80', knobs: Partial<PrinterKnobs> = {}) {
  const simulator = await startSimulatedPrinter({ columns: profiles[profile].columns })
  undo.push(() => simulator.close())
  simulator.set(knobs)
  const timer = manualTimer()
  const line = printerLine(tcpTransport(simulator, timer), timer)
  const printer = escPosPrinter({ id: 'printer:test', line, profile: profiles[profile] })
  return { simulator, timer, line, printer, print: (document = receipt, more = {}) => printer.print({ id: '1', document }, { signal: never, ...more }) }
}

const troubleOf = async (work: Promise<unknown>): Promise<DeviceError> => {
  const error: unknown = await work.then(() => undefined, (reason: unknown) => reason)
  if (error instanceof DeviceError) return error
  throw new Error('expected a DeviceError', { cause: error })
}

describe('outcomes over a real socket', () => {
  test('[PRN-1] printed: the printer gave the job’s own id back', async () => {
    const { simulator, print } = await station('epson-80')
    expect(await print()).toEqual({ outcome: 'printed', replaced: [] })
    expect(simulator.jobs).toHaveLength(1)
    expect(simulator.jobs[0] && toText(simulator.jobs[0]).split('\n')[0]).toBe(`Café 咖啡${' '.repeat(34)}£3.50`)
    expect(simulator.errors).toEqual([])
  })

  test('[PRN-2] processed: a printer without ids answered the question behind the job', async () => {
    const { simulator, print } = await station('generic-80')
    expect(await print()).toEqual({ outcome: 'processed', replaced: [] })
    expect(simulator.jobs).toHaveLength(1)
  })

  test.each(['epson-80', 'generic-80'] as const)('[PRN-3] sentOnly: %s said nothing for ten seconds', async (profile) => {
    const { simulator, timer, print, printer } = await station(profile, { silent: true })
    const work = print()
    for (const ms of [statusMs, confirmMs, statusMs]) {
      await timer.waiting(ms)
      timer.fire(ms)
    }
    expect((await work).outcome).toBe('sentOnly')
    expect(simulator.jobs[0]?.complete).toBe(true)
    expect(printer.state()).toEqual({ health: 'degraded', faults: ['no-response'] })
  })

  test.each(['epson-80', 'generic-80'] as const)('[PRN-13] %s, once silent for all of that time, is waited for a second; when it speaks again, for all of it', async (profile) => {
    const { simulator, timer, print } = await station(profile, { silent: true })
    const after = async (...waits: readonly number[]): Promise<string> => {
      const work = print()
      for (const ms of waits) {
        await timer.waiting(ms)
        timer.fire(ms)
      }
      return (await work).outcome
    }
    expect(await after(statusMs, confirmMs, statusMs)).toBe('sentOnly')
    expect(await after(statusMs, quietConfirmMs)).toBe('sentOnly')
    expect(await after(statusMs, quietConfirmMs)).toBe('sentOnly')
    simulator.set({ silent: false })
    expect(await after()).toBe(profile === 'epson-80' ? 'printed' : 'processed')
    simulator.set({ silent: true })
    expect(await after(statusMs, confirmMs, statusMs)).toBe('sentOnly')
    expect(simulator.jobs).toHaveLength(5)
  })

  test('[PRN-13] one that says how it is, and not whether it printed, is waited for in full, silent though it was before', async () => {
    const timer = manualTimer()
    let speaks = false
    const printer = escPosPrinter({ id: 'printer:fake', line: printerLine(answering((bytes) => (speaks && bytes[0] === 0x10 ? [0x12] : [])).transport, timer), profile: profiles['generic-80'] })
    const after = async (...waits: readonly number[]): Promise<string> => {
      const work = printer.print({ id: '1', document: receipt }, { signal: never })
      for (const ms of waits) {
        await timer.waiting(ms)
        timer.fire(ms)
      }
      return (await work).outcome
    }
    expect(await after(statusMs, confirmMs, statusMs)).toBe('sentOnly')
    speaks = true
    expect(await after(confirmMs)).toBe('sentOnly')
    // It has spoken since: its silence now is news, and gets the whole wait once more.
    speaks = false
    expect(await after(statusMs, confirmMs, statusMs)).toBe('sentOnly')
    expect(await after(statusMs, quietConfirmMs)).toBe('sentOnly')
  })

  test('[PRN-3] sentOnly at once through a file, which holds each job’s bytes', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'printer-'))
    undo.push(() => rm(folder, { recursive: true }))
    const file = path.join(folder, 'lp0')
    const printer = escPosPrinter({ id: 'printer:file', line: printerLine(fileTransport(file), manualTimer()), profile: profiles['generic-80'] })
    for (const id of ['1', '2']) expect((await printer.print({ id, document: receipt }, { signal: never })).outcome).toBe('sentOnly')
    const { bytes } = encode(receipt, profiles['generic-80'])
    expect(await readFile(file)).toEqual(Buffer.concat([bytes, bytes]))
    expect(printer.state().health).toBe('ready')
  })

  test.each([
    ['paper-out', { paperOut: true }],
    ['cover-open', { coverOpen: true }],
  ] as const)('[PRN-4] %s before the first byte: nothing is sent, and trying again is safe', async (code, knobs) => {
    const { simulator, print, printer } = await station('epson-80', knobs)
    let begun = false
    const trouble = await troubleOf(print(receipt, { beforeFirstByte: () => Promise.resolve(void (begun = true)) }))
    expect(trouble).toMatchObject({ code, phase: 'connect', retry: 'safe', bytesSent: 0 })
    expect(begun).toBe(false)
    expect(printer.state()).toEqual({ health: 'offline', faults: [code] })
    simulator.set({ paperOut: false, coverOpen: false })
    // Had anything been buffered, it would print now, and twice with the next job.
    expect((await print()).outcome).toBe('printed')
    expect(simulator.jobs).toHaveLength(1)
    expect(printer.state()).toEqual({ health: 'ready', faults: [] })
  })

  test('[PRN-5] dropped midway: a person is asked, and is told how much may have arrived', async () => {
    const { simulator, print, printer } = await station('epson-80', { dropAfterBytes: 2_000 })
    const trouble = await troubleOf(print(receiptOf(100)))
    expect(trouble).toMatchObject({ code: 'connection-lost', retry: 'ask' })
    expect(trouble.bytesSent).toBeGreaterThanOrEqual(2_000)
    expect(['send', 'confirm']).toContain(trouble.phase)
    expect(printer.state()).toEqual({ health: 'disconnected', faults: ['connection-lost'] })
    await new Promise<void>((resolve) => (simulator.jobs.length > 0 ? resolve() : simulator.onJob(() => resolve())))
    expect(simulator.jobs[0]?.complete).toBe(false)
  })

  test.each([
    ['paper that runs out', 'epson-80', { paperOut: true }, 'paper-out'],
    ['paper that runs out', 'generic-80', { paperOut: true }, 'paper-out'],
    ['a cover that is opened', 'epson-80', { coverOpen: true }, 'cover-open'],
  ] as const)('[PRN-6] %s half way is told as that as soon as %s says so: not after ten seconds, nor after the goodbye', async (_what, profile, knobs, code) => {
    const { simulator, timer, line, print, printer } = await station(profile)
    const work = troubleOf(print(receipt, { beforeFirstByte: () => Promise.resolve(simulator.set(knobs)) }))
    await timer.waiting(watchMs)
    timer.fire(watchMs)
    expect(await work).toMatchObject({ code, phase: 'confirm', retry: 'ask', bytesSent: encode(receipt, profiles[profile]).bytes.length })
    expect(printer.state()).toEqual({ health: 'offline', faults: [code] })
    // It keeps the line for as long as our bytes wait in it: the next job does, and whoever closes the line.
    const closing = line.close()
    await timer.waiting(farewellMs)
    expect(line.busy()).toBe(true)
    timer.fire(farewellMs)
    await closing
  })

  test('[PRN-6] a receipt that goes on printing is looked at again and again, and is printed', async () => {
    const timer = manualTimer()
    let looks = 0
    // Its word on the job comes behind the fourth answer to how it is: the first one was before the job.
    const fake = answering((bytes) => (bytes[0] !== 0x10 ? [] : bytes[2] !== 1 ? [0x12] : (looks += 1) < 4 ? [0x12] : [0x12, 0x00]))
    const printer = escPosPrinter({ id: 'printer:fake', line: printerLine(fake.transport, timer), profile: profiles['generic-80'] })
    const work = printer.print({ id: '1', document: receipt }, { signal: never })
    for (const _look of [1, 2, 3]) {
      await timer.waiting(watchMs)
      timer.fire(watchMs)
    }
    expect((await work).outcome).toBe('processed')
    expect([looks, timer.fire(watchMs)]).toEqual([4, 0])
  })

  test('[PRN-6] one that stops answering is asked no second time while its word is awaited: a late answer is nobody’s', async () => {
    const timer = manualTimer()
    let speaks = true
    const fake = answering((bytes) => (speaks && bytes[0] === 0x10 ? [0x12] : []))
    const printer = escPosPrinter({ id: 'printer:fake', line: printerLine(fake.transport, timer), profile: profiles['generic-80'] })
    const work = printer.print({ id: '1', document: receipt }, { signal: never })
    await timer.waiting(watchMs)
    speaks = false
    timer.fire(watchMs)
    await new Promise<void>((resolve) => setImmediate(resolve))
    expect(timer.fire(watchMs)).toBe(0)
    timer.fire(confirmMs)
    await timer.waiting(statusMs)
    timer.fire(statusMs)
    expect((await work).outcome).toBe('sentOnly')
  })

  test('[PRN-6] what it says unasked ends the wait as well', async () => {
    const timer = manualTimer()
    const fake = answering((bytes) => (bytes[0] === 0x10 ? [0x12] : []))
    const line = printerLine(fake.transport, timer)
    const printer = escPosPrinter({ id: 'printer:fake', line, profile: profiles['epson-80'] })
    const work = troubleOf(printer.print({ id: '1', document: receipt }, { signal: never }))
    await timer.waiting(watchMs)
    // Offline, and the paper sensor at its end.
    fake.say([0x18, 0x00, 0x0c, 0x00])
    expect(await work).toMatchObject({ code: 'paper-out', phase: 'confirm', retry: 'ask' })
    expect(timer.fire(watchMs)).toBe(0)
  })

  test('[PRN-6] “offline” without a reason is no word that the paper will not come out', async () => {
    const timer = manualTimer()
    let offline = false
    const fake = answering((bytes) => (bytes[0] !== 0x10 ? [] : bytes[2] === 1 && offline ? [0x1a] : [0x12]))
    const printer = escPosPrinter({ id: 'printer:fake', line: printerLine(fake.transport, timer), profile: profiles['generic-80'] })
    const work = printer.print({ id: '1', document: receipt }, { signal: never })
    for (const now of [true, false]) {
      await timer.waiting(watchMs)
      offline = now
      timer.fire(watchMs)
    }
    await timer.waiting(watchMs)
    timer.fire(confirmMs)
    expect((await work).outcome).toBe('sentOnly')
  })

  test('[PRN-9] nobody listens: unreachable, and safe', async () => {
    const { simulator, print, printer } = await station()
    await simulator.close()
    expect(await troubleOf(print())).toMatchObject({ code: 'unreachable', phase: 'connect', retry: 'safe', bytesSent: 0 })
    expect(printer.state()).toEqual({ health: 'disconnected', faults: ['unreachable'] })
  })

  test('[PRN-7] a job of more than 64 KiB to a slow reader arrives whole', async () => {
    const { simulator, print } = await station('epson-80', { slow: { bytes: 3_000, everyMs: 1 } })
    const long = receiptOf(3_000)
    expect((await print(long)).outcome).toBe('printed')
    const { bytes } = encode(long, profiles['epson-80'])
    expect(bytes.length).toBeGreaterThan(64 * 1024)
    const fence = 11
    expect(Buffer.from(simulator.jobs[0]?.bytes.subarray(0, -fence) ?? []).equals(bytes)).toBe(true)
  })
})

describe('the line', () => {
  test('[PRN-8] jobs and polls wait for one another on a single connection', async () => {
    const { simulator, print, printer } = await station()
    const outcomes = await Promise.all([print(receiptOf(1)), printer.poll(never), print(receiptOf(2)), print(receiptOf(3))])
    expect(outcomes.map((one) => 'outcome' in one && one.outcome)).toEqual(['printed', false, 'printed', 'printed'])
    expect(simulator.jobs.map(({ items }) => items.length)).toEqual([1, 2, 3])
    expect(simulator.mostAtOnce()).toBe(1)
  })

  test('[PRN-8] a job that fails does not keep the next from its turn', async () => {
    const { simulator, print } = await station('epson-80', { paperOut: true })
    const first = troubleOf(print())
    const second = first.then(() => simulator.set({ paperOut: false })).then(() => print())
    expect((await first).code).toBe('paper-out')
    expect((await second).outcome).toBe('printed')
  })

  test('[PRN-1] another job’s late answer is not this one’s', async () => {
    const timer = manualTimer()
    const printer = escPosPrinter({ id: 'printer:fake', line: printerLine(answering((bytes) => (bytes[1] === 0x28 ? [0x37, 0x22, 0x4f, 0x4c, 0x44, 0x21, 0] : [0x12])).transport, timer), profile: profiles['epson-80'] })
    const work = printer.print({ id: '1', document: receipt }, { signal: never })
    await timer.waiting(confirmMs)
    timer.fire(confirmMs)
    expect((await work).outcome).toBe('sentOnly')
  })

  test('[PRN-10] a copy that may be the second one says so at its top and above its cut', async () => {
    const { simulator, printer } = await station()
    await printer.print({ id: '1', document: receipt, duplicateWords: { marks: { demo: 'DEMO', training: 'TRAINING', duplicate: 'DUPLICATE' } } }, { signal: never })
    const lines = simulator.jobs[0]?.items.filter((item) => item.kind === 'line').map((line) => line.text.trim())
    expect(lines).toEqual(['DUPLICATE', expect.stringContaining('Café'), 'DUPLICATE'])
  })

  test('[PRN-11] called off before it began it stays undone; afterwards nobody waits for the answer', async () => {
    const { simulator, timer, print } = await station('epson-80', { silent: true })
    const early = AbortSignal.abort()
    expect(await troubleOf(print(receipt, { signal: early }))).toMatchObject({ code: 'cancelled', retry: 'safe', bytesSent: 0 })
    const stop = new AbortController()
    const work = print(receipt, { signal: stop.signal })
    await timer.waiting(statusMs)
    timer.fire(statusMs)
    await timer.waiting(confirmMs)
    stop.abort()
    expect((await work).outcome).toBe('sentOnly')
    expect(simulator.jobs).toHaveLength(1)
  })

  test('[PRN-4] when the beginning cannot be noted, nothing is sent', async () => {
    const { simulator, print } = await station()
    const reason = new Error('the core has stopped')
    await expect(print(receipt, { beforeFirstByte: () => Promise.reject(reason) })).rejects.toBe(reason)
    expect(simulator.jobs).toEqual([])
    expect((await print()).outcome).toBe('printed')
    expect(simulator.jobs).toHaveLength(1)
  })

  test('[PRN-4] a document no printer can print is refused for good, without a connection', async () => {
    const { simulator, print } = await station()
    const broken: ReceiptDocument = { version: 1, language: 'en', blocks: [{ kind: 'ean13', digits: '1' }] }
    expect(await troubleOf(print(broken))).toMatchObject({ code: 'unprintable', retry: 'no', bytesSent: 0 })
    expect(simulator.mostAtOnce()).toBe(0)
  })

  test('[PRN-12] a poll tells of changes once, and of a printer that went away', async () => {
    const { simulator, printer } = await station()
    const told: string[] = []
    printer.onState(({ health, faults }) => told.push([health, ...faults].join(' ')))
    for (const knobs of [{}, {}, { paperNearEnd: true }, { coverOpen: true }]) {
      simulator.set(knobs)
      await printer.poll(never)
    }
    await simulator.close()
    await printer.poll(never)
    expect(told).toEqual(['ready', 'degraded paper-near-end', 'offline cover-open paper-near-end', 'disconnected unreachable'])
  })

  test('[PRN-12] a poll does not wait for a job, and asks nothing while it lasts', async () => {
    const { simulator, print, printer } = await station()
    let begin: () => void = () => undefined
    const held = new Promise<void>((resolve) => (begin = resolve))
    let reached: () => void = () => undefined
    const underWay = new Promise<void>((resolve) => (reached = resolve))
    const work = print(receipt, { beforeFirstByte: () => (reached(), held) })
    await underWay
    simulator.set({ paperNearEnd: true })
    expect(await printer.poll(never)).toEqual({ health: 'ready', faults: [] })
    begin()
    expect((await work).outcome).toBe('printed')
    expect((await printer.poll(never)).faults).toEqual(['paper-near-end'])
  })

  test('[PRN-4] a line lost while the beginning is noted has carried nothing of the job', async () => {
    const fake = answering(() => [0x12])
    const printer = escPosPrinter({ id: 'printer:fake', line: printerLine(fake.transport, manualTimer()), profile: profiles['epson-80'] })
    const trouble = await troubleOf(printer.print({ id: '1', document: receipt }, { signal: never, beforeFirstByte: () => Promise.resolve(fake.lose()) }))
    expect(trouble).toMatchObject({ code: 'connection-lost', phase: 'connect', retry: 'safe', bytesSent: 0 })
    expect(fake.written.every((bytes) => bytes[0] === 0x10)).toBe(true)
  })

  test('[PRN-11] called off after it began, a receipt is still sent whole', async () => {
    const { simulator, print } = await station()
    const stop = new AbortController()
    const { outcome } = await print(receipt, { signal: stop.signal, beforeFirstByte: () => Promise.resolve(stop.abort()) })
    expect(outcome).toBe('sentOnly')
    if (simulator.jobs.length === 0) await new Promise((resolve) => simulator.onJob(resolve))
    const { bytes } = encode(receipt, profiles['epson-80'])
    expect(Buffer.from(simulator.jobs[0]?.bytes.subarray(0, bytes.length) ?? []).equals(bytes)).toBe(true)
  })

  test('[PRN-5] a printer that hangs up while it is asked is lost, not silent', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.end()))
    const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)))
    undo.push(() => new Promise((resolve) => server.close(resolve)))
    const timer = manualTimer()
    const printer = escPosPrinter({ id: 'printer:rude', line: printerLine(tcpTransport({ host: '127.0.0.1', port }, timer), timer), profile: profiles['epson-80'] })
    expect(await troubleOf(printer.print({ id: '1', document: receipt }, { signal: never }))).toMatchObject({ code: 'connection-lost', phase: 'connect', retry: 'safe' })
  })
})

/** A line whose other end answers each write by a rule. */
function answering(rule: (bytes: Uint8Array) => readonly number[]) {
  const bytesListeners = createListeners<Uint8Array>()
  const lostListeners = createListeners<TransportError>()
  const written: Uint8Array[] = []
  const transport: Transport = {
    address: 'fake:',
    canRead: true,
    open: () => Promise.resolve(),
    write(bytes, _signal, taken) {
      written.push(bytes)
      taken(bytes.length)
      bytesListeners.tell(Uint8Array.from(rule(bytes)))
      return Promise.resolve()
    },
    onBytes: (listener) => bytesListeners.add(listener),
    onLost: (listener) => lostListeners.add(listener),
    close: () => Promise.resolve(),
  }
  return { transport, written, say: (bytes: readonly number[]) => bytesListeners.tell(Uint8Array.from(bytes)), lose: () => lostListeners.tell(new TransportError('connection-lost')) }
}
