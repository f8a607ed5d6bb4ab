import { afterEach, describe, expect, test } from 'vitest'
import { DeviceError, systemTimer, type Timer } from '../device/index.ts'
import { fileTransport, tcpTransport, type Transport } from '../transports/index.ts'
import { labelPrinter, tspl, zpl, type LabelPrinter } from './index.ts'
import { label } from './label.fixture.ts'
import { askMs, beginMs, confirmMs, restMs } from './label-printer.ts'
import { startSimulatedLabelPrinter, type SimulatedLabelPrinter } from './simulator.ts'
import { statusMs } from './label-line.ts'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

type Language = 'zpl' | 'tspl'
const both = ['zpl', 'tspl'] as const
const document = label({ currency: 'KWD' })
const never = new AbortController().signal

/** Long waits pass at a twentieth of their length; the order in which they end stays. */
const quick: Timer = { after: (ms, run) => systemTimer.after(Math.ceil(ms / 20), run) }

/** Cuts that are tried at once, of fifty. */
const abreast = 5

const running: SimulatedLabelPrinter[] = []
afterEach(async () => {
  for (const one of running.splice(0)) await one.close()
})

async function bench(language: Language, over: (way: Transport) => Transport = (way) => way): Promise<{ readonly sim: SimulatedLabelPrinter; readonly printer: LabelPrinter }> {
  const sim = await startSimulatedLabelPrinter({ language })
  running.push(sim)
  sim.set({ printMs: 30 })
  return { sim, printer: driver(language, over(tcpTransport(sim, systemTimer))) }
}
const driver = (language: Language, transport: Transport): LabelPrinter =>
  labelPrinter({ id: 'labelPrinter:1', transport, language: language === 'zpl' ? zpl : tspl(2), dpi: 203, timer: quick })

async function trouble(work: Promise<unknown>): Promise<DeviceError> {
  try {
    await work
  } catch (error) {
    if (error instanceof DeviceError) return error
  }
  throw new Error('no trouble')
}

describe.each(both)('a %s printer', (language) => {
  test('[LAB-6] that was seen at work and then at rest has printed, every copy of it', async () => {
    const { sim, printer } = await bench(language)
    let begun = 0
    const { outcome, replaced } = await printer.print({ document, copies: 3 }, { signal: never, beforeFirstByte: async () => void (begun += 1) })
    expect({ outcome, replaced, begun, labels: sim.labels.length, errors: sim.errors }).toEqual({ outcome: 'printed', replaced: [], begun: 1, labels: 3, errors: [] })
    expect(printer.state()).toEqual({ health: 'ready', faults: [] })
  })

  test('[LAB-6] that nobody saw at work is not said to have printed, though it did', async () => {
    const { sim, printer } = await bench(language)
    sim.set({ printMs: 0 })
    // A label that is out before the first question.
    const { outcome } = await printer.print({ document, copies: 1 }, { signal: never })
    expect(sim.labels).toHaveLength(1)
    expect(['sentOnly', 'printed']).toContain(outcome)
  })

  test('[LAB-6] that says nothing got the bytes, and no more is claimed', async () => {
    const { sim, printer } = await bench(language)
    sim.set({ silent: true })
    expect(await printer.print({ document, copies: 1 }, { signal: never })).toMatchObject({ outcome: 'sentOnly' })
    expect(printer.state()).toEqual({ health: 'degraded', faults: ['no-response'] })
  })

  test.each([
    ['paperOut', 'paper-out'],
    ['headOpen', 'cover-open'],
    ['ribbonOut', 'ribbon-out'],
    ['paused', 'paused'],
  ] as const)('[LAB-7] with %s before the first byte: nothing is sent, and it is safe to try again', async (knob, fault) => {
    const { sim, printer } = await bench(language)
    sim.set({ [knob]: true })
    let begun = 0
    const error = await trouble(printer.print({ document, copies: 1 }, { signal: never, beforeFirstByte: async () => void (begun += 1) }))
    expect({ code: error.code, phase: error.phase, retry: error.retry, bytesSent: error.bytesSent, begun }).toEqual({ code: fault, phase: 'connect', retry: 'safe', bytesSent: 0, begun: 0 })
    expect(printer.state()).toEqual({ health: 'offline', faults: [fault] })
    sim.set({ [knob]: false })
    expect(await printer.print({ document, copies: 2 }, { signal: never })).toMatchObject({ outcome: 'printed' })
    expect(sim.labels).toHaveLength(2)
  })

  test('[LAB-7] that runs out in the middle of a batch is told so, and a person decides', async () => {
    const { sim, printer } = await bench(language)
    sim.onLabel(() => {
      if (sim.labels.length === 2) sim.set({ paperOut: true })
    })
    const error = await trouble(printer.print({ document, copies: 5 }, { signal: never }))
    expect({ code: error.code, phase: error.phase, retry: error.retry }).toEqual({ code: 'paper-out', phase: 'confirm', retry: 'ask' })
    expect(sim.labels).toHaveLength(2)
  })

  test('[LAB-8] that still has somebody else’s labels to print is waited for, and its work is not taken for ours', async () => {
    const { sim, printer } = await bench(language)
    sim.set({ printMs: 60 })
    // Another computer's job of four: ours begins when the last of them is out.
    let before = -1
    const other = driver(language, tcpTransport(sim, systemTimer)).print({ document, copies: 4 }, { signal: never })
    await new Promise<void>((resolve) => sim.onLabel(() => resolve()))
    const { outcome } = await printer.print({ document, copies: 2 }, { signal: never, beforeFirstByte: async () => void (before = sim.labels.length) })
    await other
    expect({ before, outcome, labels: sim.labels.length, errors: sim.errors }).toEqual({ before: 4, outcome: 'printed', labels: 6, errors: [] })
  })

  test('[LAB-9] slow, it loses no byte', async () => {
    const { sim, printer } = await bench(language)
    sim.set({ slow: { bytes: 40, everyMs: 1 } })
    // On a machine that is starved it says less, which is true: its word may come after the waits of these tests.
    expect(['printed', 'sentOnly']).toContain((await printer.print({ document, copies: 2 }, { signal: never })).outcome)
    await expect.poll(() => [sim.labels.length, sim.errors]).toEqual([2, []])
  })

  test('[LAB-10] is asked how it is without a trace, and says what is wrong in its self-test', async () => {
    const { sim, printer } = await bench(language)
    expect(await printer.poll(never)).toEqual({ health: 'ready', faults: [] })
    expect(await printer.selfTest(never)).toEqual({ steps: [{ step: 'open', result: 'passed' }, { step: 'status', result: 'passed' }] })
    sim.set({ headOpen: true })
    expect(await printer.selfTest(never)).toEqual({ steps: [{ step: 'open', result: 'passed' }, { step: 'status', result: 'failed', fault: 'cover-open' }] })
    sim.set({ silent: true })
    expect(await printer.selfTest(never)).toMatchObject({ steps: [{ step: 'open' }, { step: 'status', result: 'unknown' }] })
    await sim.close()
    expect(await printer.selfTest(never)).toEqual({ steps: [{ step: 'open', result: 'failed', fault: 'unreachable' }] })
    expect(printer.state()).toEqual({ health: 'disconnected', faults: ['unreachable'] })
    expect(sim.labels).toEqual([])
  })

  test('[LAB-11] called off before it began, nothing leaves', async () => {
    const { sim, printer } = await bench(language)
    const calledOff = new AbortController()
    calledOff.abort()
    expect((await trouble(printer.print({ document, copies: 1 }, { signal: calledOff.signal }))).code).toBe('cancelled')
    expect(sim.labels).toEqual([])
  })

  test('[LAB-12] of a hundred cuts of the line, none is called printed that was not, and none is tried again unasked', async () => {
    const length = await lengthOf(language)
    const wrong: string[] = []
    const cutAfter = async (knob: 'dropAfterBytes' | 'loseAfterBytes', after: number): Promise<void> => {
      const { sim, printer } = await bench(language)
      sim.set({ printMs: 10, [knob]: after })
      const end = await printer.print({ document, copies: 2 }, { signal: never }).then(({ outcome }) => outcome, (error: unknown) => (error instanceof DeviceError ? `${error.code} ${error.retry}` : String(error)))
      // All that is printed is printed whole, and then it may be called so.
      if (end === 'printed' && sim.labels.length < 2) wrong.push(`${knob} ${after}: ${end} with ${sim.labels.length}`)
      if (!['printed', 'processed', 'sentOnly'].includes(end) && !end.endsWith(' ask')) wrong.push(`${knob} ${after}: ${end}`)
      await sim.close()
    }
    // Each at a printer of its own, several at once: almost all of it is waiting for an answer that does not come.
    for (let cut = 0; cut < 50; cut += abreast) {
      const places = Array.from({ length: abreast }, (_, beside) => 1 + Math.floor(((cut + beside) * (length - 1)) / 50))
      await Promise.all(places.flatMap((after) => [cutAfter('dropAfterBytes', after), cutAfter('loseAfterBytes', after)]))
    }
    expect(wrong).toEqual([])
  }, 120_000)
})

test('[LAB-12] half a label that a cut left in the printer is dropped, and the next one is whole', async () => {
  const { sim, printer } = await bench('zpl')
  sim.set({ dropAfterBytes: 150 })
  expect((await trouble(printer.print({ document, copies: 1 }, { signal: never }))).retry).toBe('ask')
  sim.set({ dropAfterBytes: 0 })
  await printer.print({ document, copies: 2 }, { signal: never })
  expect(sim.labels).toHaveLength(2)
  expect(sim.labels[0]?.items).toHaveLength(sim.labels[1]?.items.length ?? -1)
})

test('[LAB-12] a printer that says itself that a label came in half has not taken it', async () => {
  const { sim, printer } = await bench('zpl')
  sim.set({ loseAfterBytes: 150 })
  const error = await trouble(printer.print({ document, copies: 1 }, { signal: never }))
  expect({ code: error.code, retry: error.retry }).toEqual({ code: 'interrupted', retry: 'ask' })
})

test('[LAB-6] over a one-way line it is sent, and nothing more is known', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-label-'))
  try {
    const file = path.join(folder, 'labels.prn')
    const printer = driver('zpl', fileTransport(file))
    expect(await printer.print({ document, copies: 1 }, { signal: never })).toMatchObject({ outcome: 'sentOnly' })
    expect(readFileSync(file, 'latin1')).toMatch(/^\^XA.*\^XZ$/s)
    expect(await printer.poll(never)).toEqual({ health: 'ready', faults: [] })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('[LAB-6] the times leave a printer room: a batch may take longer than any wait, as long as it moves', () => {
  expect(askMs).toBeLessThan(200)
  expect(beginMs).toBeGreaterThan(2 * statusMs)
  expect(restMs).toBeGreaterThan(confirmMs)
})

async function lengthOf(language: Language): Promise<number> {
  let bytes = 0
  const counting = (way: Transport): Transport => ({ ...way, write: (part, signal, taken) => {
    if (part.length > 8) bytes += part.length
    return way.write(part, signal, taken)
  } })
  const { printer } = await bench(language, counting)
  await printer.print({ document, copies: 1 }, { signal: never })
  return bytes
}
