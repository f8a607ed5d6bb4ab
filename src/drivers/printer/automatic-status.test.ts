import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { escPosDrawer, simulatedDrawer } from '../cash-drawer/index.ts'
import { type DeviceState, manualTimer } from '../device/index.ts'
import { tcpTransport } from '../transports/index.ts'
import { escPosPrinter } from './escpos-printer.ts'
import { printerLine } from './printer-line.ts'
import { statusMs } from './printer-talk.ts'
import { profiles } from './profiles.ts'
import { type PrinterKnobs, startSimulatedPrinter } from './simulator.ts'
import { type Answer, stateOf, stateOfAutomatic, statusReader } from './status.ts'

const never = new AbortController().signal
const profile = profiles['epson-80']
const document = { version: 1, language: 'en', blocks: [{ kind: 'columns', left: 'Tea', right: '3.50' }, { kind: 'cut' }] } as const
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

/** A printer at rest, polled once: its line stands open, and nobody asks it anything any more. */
async function station(knobs: Partial<PrinterKnobs> = {}, standing = true) {
  const wired = simulatedDrawer()
  const simulator = await startSimulatedPrinter({ columns: profile.columns, drawer: wired })
  undo.push(() => simulator.close())
  simulator.set(knobs)
  const timer = manualTimer()
  const line = printerLine(tcpTransport(simulator, timer), timer, { standing })
  undo.push(() => line.close())
  const printer = escPosPrinter({ id: 'printer:test', line, profile })
  const drawer = escPosDrawer({ id: 'cashDrawer:test', line, profile, printer, timer, openLevel: 'high' })
  await printer.poll(never)
  if (standing && !simulator.knobs().keepsToItself) await simulator.watched()
  return { wired, simulator, timer, line, printer, drawer, print: () => printer.print({ id: '1', document }, { signal: never }) }
}
/** Resolves with the first state that is as it is wanted, now or later; a test that never sees it does not end well. */
function becomes(device: { state(): DeviceState; onState(listener: (state: DeviceState) => void): () => void }, wanted: (state: DeviceState) => boolean): Promise<DeviceState> {
  if (wanted(device.state())) return Promise.resolve(device.state())
  return new Promise((resolve) => {
    const off = device.onState((state) => {
      if (!wanted(state)) return
      off()
      resolve(state)
    })
  })
}

describe('what a printer says unasked', () => {
  test.each([
    ['paper that is nearly out', { paperNearEnd: true }, { health: 'degraded', faults: ['paper-near-end'] }],
    ['paper that is out', { paperOut: true }, { health: 'offline', faults: ['paper-out'] }],
    ['an open cover', { coverOpen: true }, { health: 'offline', faults: ['cover-open'] }],
  ] as const)('[PRN-15] %s is known before anybody asks, and so is its end', async (_what, knobs, state) => {
    const { simulator, printer } = await station()
    expect(printer.state()).toEqual({ health: 'ready', faults: [] })
    simulator.set(knobs)
    expect(await becomes(printer, ({ health }) => health !== 'ready')).toEqual(state)
    simulator.set({ paperNearEnd: false, paperOut: false, coverOpen: false })
    expect(await becomes(printer, ({ health }) => health === 'ready')).toEqual({ health: 'ready', faults: [] })
    expect(simulator.errors).toEqual([])
  })

  test('[PRN-15] a drawer that a hand shuts is shut at once', async () => {
    const { wired, drawer } = await station()
    expect(await drawer.kick({ signal: never })).toBe('kicked')
    await becomes(drawer, ({ position }) => position === 'open')
    wired.shut()
    expect(await becomes(drawer, ({ position }) => position === 'closed')).toMatchObject({ health: 'ready' })
  })

  test('[PRN-15] a job sets the printer back, so it is told again after each', async () => {
    const { simulator, printer, print } = await station()
    for (const time of [1, 2]) {
      expect((await print()).outcome).toBe('printed')
      simulator.set({ paperNearEnd: true })
      expect((await becomes(printer, ({ health }) => health === 'degraded')).faults).toEqual(['paper-near-end'])
      simulator.set({ paperNearEnd: false })
      await becomes(printer, ({ health }) => health === 'ready')
      expect(simulator.jobs).toHaveLength(time)
    }
    expect(simulator.jobs.every(({ complete, errors }) => complete && errors.length === 0)).toBe(true)
    expect(simulator.mostAtOnce()).toBe(1)
  })

  test('[PRN-16] a printer that hangs up is found again, and told again', async () => {
    const { simulator, printer } = await station()
    simulator.hangUp()
    await simulator.watched()
    simulator.set({ coverOpen: true })
    expect((await becomes(printer, ({ health }) => health === 'offline')).faults).toEqual(['cover-open'])
  })

  test('[PRN-16] one that is switched off is gone at once', async () => {
    const { simulator, printer } = await station()
    await simulator.close()
    expect(await becomes(printer, ({ health }) => health === 'disconnected')).toEqual({ health: 'disconnected', faults: ['unreachable'] })
  })

  test('[PRN-16] nothing is sent down a line whose printer no longer answers: another is opened', async () => {
    const { simulator, timer, wired, drawer } = await station()
    const before = simulator.connections()
    simulator.set({ silent: true })
    const work = drawer.kick({ signal: never })
    await timer.waiting(statusMs)
    expect(wired.kicks).toEqual([])
    simulator.set({ silent: false })
    timer.fire(statusMs)
    expect(await work).toBe('kicked')
    expect(wired.kicks).toHaveLength(1)
    expect(simulator.connections()).toBe(before + 1)
  })

  test('[PRN-15] one that says nothing unasked is asked as before', async () => {
    const { simulator, printer, print } = await station({ keepsToItself: true })
    simulator.set({ paperNearEnd: true })
    expect(await printer.poll(never)).toEqual({ health: 'degraded', faults: ['paper-near-end'] })
    expect((await print()).outcome).toBe('printed')
  })

  test('[PRN-16] a printer that is others’ too is let go after each piece of work', async () => {
    const { simulator, print } = await station({}, false)
    await print()
    expect(simulator.connections()).toBe(2)
    expect(simulator.open()).toBe(0)
  })
})

const printerByte = fc.constantFrom(0x10, 0x14, 0x18, 0x1c, 0x38, 0x3c, 0x50, 0x54, 0x78)
const rest = fc.constantFrom(0x00, 0x03, 0x08, 0x0c, 0x0f, 0x20, 0x40, 0x60, 0x6f)
const frame = fc.tuple(printerByte, rest, rest, rest).map((bytes): Answer => ({ kind: 'automatic', bytes }))
const realtime = fc.constantFrom(0x12, 0x16, 0x1a, 0x1e, 0x32, 0x72, 0x7e).map((byte): Answer => ({ kind: 'realtime', byte }))
const paper = rest.map((byte): Answer => ({ kind: 'paper', byte }))
const id = fc.string({ minLength: 4, maxLength: 4, unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) })
const answers = fc.oneof(frame, realtime, paper, id.map((text): Answer => ({ kind: 'processId', id: text })), id.map((text): Answer => ({ kind: 'identity', text })))
const ascii = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0))
function bytesOf(answer: Answer): readonly number[] {
  switch (answer.kind) {
    case 'automatic':
      return answer.bytes
    case 'processId':
      return [0x37, 0x22, ...ascii(answer.id), 0]
    case 'identity':
      return [0x5f, ...ascii(answer.text), 0]
    case 'realtime':
    case 'paper':
      return [answer.byte]
  }
}
function read(bytes: readonly number[], cuts: readonly number[]): Answer[] {
  const heard: Answer[] = []
  const take = statusReader((answer) => heard.push(answer))
  const places = [0, ...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length]
  for (const [at, end] of places.slice(1).entries()) take(Uint8Array.from(bytes.slice(places[at], end)))
  return heard
}

describe('told apart from what was asked', () => {
  test('[ESC-11] whatever comes one behind the other, each is heard as itself, and once', () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 12 }), fc.array(fc.nat(60), { maxLength: 8 }), (said, cuts) => {
        expect(read(said.flatMap((answer) => [...bytesOf(answer)]), cuts)).toEqual(said)
      }),
    )
  })

  test('[ESC-11] a real-time answer or flow control between the four bytes changes none of them', () => {
    fc.assert(
      fc.property(fc.tuple(printerByte, rest, rest, rest), fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(0x11, 0x13, 0x12, 0x1e, 0x72)), { maxLength: 4 }), (bytes, between) => {
        const mixed = bytes.flatMap((byte, at) => [...between.filter(([place]) => place === at).map(([, other]) => other), byte])
        const heard = read(mixed, [])
        expect(heard.filter(({ kind }) => kind === 'automatic')).toEqual([{ kind: 'automatic', bytes }])
        expect(heard.filter(({ kind }) => kind === 'realtime')).toHaveLength(between.filter(([, other]) => (other & 0x93) === 0x12).length)
        expect(heard.some(({ kind }) => kind === 'paper' || kind === 'processId')).toBe(false)
      }),
    )
  })

  test('[ESC-11] one that stands inside a block takes nothing from it', () => {
    // "K01z" with a closed, then an opened drawer said in its middle.
    expect(read([0x37, 0x22, 0x4b, 0x30, 0x10, 0, 0, 0, 0x14, 0, 0x03, 0, 0x31, 0x7a, 0x00], [])).toEqual([
      { kind: 'automatic', bytes: [0x10, 0, 0, 0] },
      { kind: 'automatic', bytes: [0x14, 0, 3, 0] },
      { kind: 'processId', id: 'K01z' },
    ])
  })

  test('[PRN-15] says the same as the answers to questions would', () => {
    expect(stateOfAutomatic([0x10, 0, 0, 0])).toEqual(stateOf({ printer: 0x12, offlineCause: 0x12, paper: 0x12 }))
    expect(stateOfAutomatic([0x38, 0, 0, 0]).faults).toEqual(['cover-open'])
    expect(stateOfAutomatic([0x18, 0x08, 0, 0]).faults).toEqual(['cutter'])
    expect(stateOfAutomatic([0x18, 0x40, 0, 0]).faults).toEqual(['overheat'])
    expect(stateOfAutomatic([0x18, 0x20, 0, 0]).faults).toEqual(['printer-error'])
    expect(stateOfAutomatic([0x18, 0, 0x0c, 0]).faults).toEqual(['paper-out'])
    expect(stateOfAutomatic([0x10, 0, 0x03, 0])).toEqual({ health: 'degraded', faults: ['paper-near-end'] })
    expect(stateOfAutomatic([0x18, 0, 0, 0]).faults).toEqual(['offline'])
  })
})
