import { afterEach, describe, expect, test } from 'vitest'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { DeviceError } from '../device/port.ts'
import { manualTimer } from '../device/manual-timer.ts'
import { tcpTransport } from '../transports/index.ts'
import { escPosPrinter } from './escpos-printer.ts'
import { failoverPrinter } from './failover-printer.ts'
import { printerLine } from './printer-line.ts'
import { profiles } from './profiles.ts'
import { startSimulatedPrinter } from './simulator.ts'

const receipt: ReceiptDocument = { version: 1, language: 'en', blocks: [{ kind: 'text', text: 'a sale' }, { kind: 'cut' }] }
const never = new AbortController().signal
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

async function one(id: string) {
  const simulator = await startSimulatedPrinter({ columns: 48 })
  undo.push(() => simulator.close())
  const timer = manualTimer()
  const printer = escPosPrinter({ id, line: printerLine(tcpTransport(simulator, timer), timer), profile: profiles['epson-80'] })
  return { simulator, printer }
}
async function pair() {
  const [front, back] = [await one('printer:front'), await one('printer:back')]
  const printer = failoverPrinter({ first: front.printer, second: back.printer })
  let begun = 0
  const print = () => printer.print({ id: '1', document: receipt }, { signal: never, beforeFirstByte: () => Promise.resolve(void (begun += 1)) })
  const papers = () => [front.simulator.jobs.length, back.simulator.jobs.length]
  return { front, back, printer, print, papers, begun: () => begun }
}

describe('a second printer', () => {
  test('[PRN-14] is left alone while the first can print', async () => {
    const { print, papers } = await pair()
    expect(await print()).not.toHaveProperty('standIn')
    expect(papers()).toEqual([1, 0])
  })

  test('[PRN-14] prints what the first has no paper for, and the first’s trouble is still said', async () => {
    const { front, print, papers, printer, begun } = await pair()
    front.simulator.set({ paperOut: true })
    expect(await print()).toMatchObject({ outcome: 'printed', standIn: 'printer:back' })
    expect(papers()).toEqual([0, 1])
    expect(begun()).toBe(1)
    expect(printer.state()).toEqual({ health: 'degraded', faults: ['paper-out'] })
  })

  test('[PRN-14] prints when the first is not there, and the next receipt does not wait for it again', async () => {
    const { front, print, papers } = await pair()
    await front.simulator.close()
    await print()
    await print()
    expect(papers()).toEqual([0, 2])
  })

  test('[PRN-14] gives way again as soon as the first is seen well', async () => {
    const { front, print, papers, printer } = await pair()
    front.simulator.set({ paperOut: true })
    await print()
    front.simulator.set({ paperOut: false })
    expect((await printer.poll(never)).health).toBe('ready')
    await print()
    expect(papers()).toEqual([1, 1])
  })

  test('[PRN-14] never gets a job of which the first may have printed some', async () => {
    const { front, print, papers } = await pair()
    front.simulator.set({ dropAfterBytes: 10 })
    const error: unknown = await print().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DeviceError)
    expect(error).toMatchObject({ retry: 'ask' })
    expect(papers()[1]).toBe(0)
  })

  test('[PRN-14] with trouble of its own leaves the first’s to be told, and nothing has begun', async () => {
    const { front, back, print, papers, printer, begun } = await pair()
    front.simulator.set({ paperOut: true })
    back.simulator.set({ coverOpen: true })
    await expect(print()).rejects.toMatchObject({ code: 'paper-out', retry: 'safe' })
    // Once more, with both known to be ill.
    await expect(print()).rejects.toMatchObject({ code: 'paper-out', retry: 'safe' })
    expect([papers(), begun()]).toEqual([[0, 0], 0])
    expect(printer.state()).toEqual({ health: 'offline', faults: ['paper-out'] })
  })
})
