import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterEach, expect, test } from 'vitest'
import { type LabelDocument, labelOf } from '../../src/domain/label/index.ts'
import { minor } from '../../src/domain/money/index.ts'
import { thousandths } from '../../src/domain/quantity/index.ts'
import { displayProtocols, lineDisplay } from '../../src/drivers/customer-display/index.ts'
import { DeviceError, systemTimer } from '../../src/drivers/device/index.ts'
import { labelPrinter, zpl } from '../../src/drivers/label-printer/index.ts'
import { zvtTerminal } from '../../src/drivers/payment-terminal/index.ts'
import { tcpTransport, type Transport } from '../../src/drivers/transports/index.ts'
import { labelWords } from '../../src/main/words/index.ts'
import { simulator } from './simulated-process.fixture.ts'

const never = new AbortController().signal
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})
async function started(...words: readonly string[]) {
  const process = await simulator(...words)
  undo.push(() => process.stop())
  const transport: Transport = tcpTransport({ host: '127.0.0.1', port: process.port }, systemTimer)
  return { process, transport }
}

test('[SIM-1] [SIM-2] a display in a process of its own says what the customer reads, and again when its cable is back', async () => {
  const { process, transport } = await started('display', '--protocol', 'cd5220')
  const display = lineDisplay({ id: 'display:1', transport, protocol: displayProtocols.cd5220, encoding: 'cp437', timer: systemTimer })
  undo.push(() => display.close())
  display.show({ rows: [{ left: 'Tea', right: '3.50' }, { left: 'Total', right: '12.90' }] })
  await process.says(/Total +12\.90/)
  await process.type('unplug')
  display.show({ rows: [{ left: 'Milk', right: '1.20' }, { left: 'Total', right: '14.10' }] })
  await process.type('plug')
  await process.says(/Total +14\.10/)
  expect(await process.type('status')).toContain(', 0 not understood:')
})

test('[SIM-1] [SIM-2] a terminal in a process of its own approves, declines, and loses its power after it approved', async () => {
  const { process, transport } = await started('terminal', '--currency', 'GBP', '--step', '0')
  const terminal = zvtTerminal({ id: 'terminal:1', transport, timer: systemTimer, password: '000000', currency: 'GBP' })
  undo.push(() => terminal.close())
  let mark = ''
  const pay = (attemptId: string, amount: number) =>
    terminal.begin({ attemptId, kind: 'sale', amount, currency: 'GBP' }, { signal: never, beforeMoney: (said) => ((mark = said), Promise.resolve()), onProgress: () => undefined })
  expect(await pay('1', 1250)).toMatchObject({ status: 'approved' })
  await process.type('decline')
  expect(await pay('2', 300)).toMatchObject({ status: 'declined' })
  await process.type('power cut')
  expect(await pay('3', 400)).toMatchObject({ status: 'unknown' })
  await process.type('approve')
  expect(await terminal.recover({ attemptId: '3', kind: 'sale', amount: 400, currency: 'GBP', mark }, never)).toMatchObject({ status: 'approved' })
  expect(await process.type('payments')).toContain('1650 charged')
})

function label(): LabelDocument {
  const made = labelOf({
    item: { sku: '1001', names: { en: 'Baked beans' }, unit: 'each', price: { minor: minor(120), per: thousandths(1000) } },
    barcodes: ['05000157024671'], currency: 'GBP', language: 'en', words: labelWords('en'), kind: 'shelf', size: '50x30', today: '2026-11-22',
  })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}

test('[SIM-1] [SIM-2] a label printer in a process of its own prints what is laid out, and says why it does not', async () => {
  const { process, transport } = await started('label', '--language', 'zpl')
  const printer = labelPrinter({ id: 'labels:1', transport, language: zpl, dpi: 203, timer: systemTimer })
  const print = () => printer.print({ document: label(), copies: 1 }, { signal: never })
  expect(await print()).toMatchObject({ outcome: 'printed' })
  await process.says('5000157024671')
  await process.type('paper out')
  expect(await print().then(() => 'no trouble', (error: unknown) => (error instanceof DeviceError ? error.code : error))).toBe('paper-out')
  await process.type('paper in')
  expect(await print()).toMatchObject({ outcome: 'printed' })
  expect(await process.type('status')).toContain('2 labels, 0 wrong')
})

test('[SIM-1] and its last label lies in a file as a picture, whose bars stand where they were sent', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'simulate-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'label.png')
  const { process, transport } = await started('label', '--language', 'zpl', '--picture', file)
  const printer = labelPrinter({ id: 'labels:1', transport, language: zpl, dpi: 203, timer: systemTimer })
  await printer.print({ document: label(), copies: 1 }, { signal: never })
  await process.says(`picture of label 1: ${file}`)
  const image = await loadImage(readFileSync(file))
  // 50 x 30 mm at 203 dots an inch.
  expect([image.width, image.height]).toEqual([399, 239])
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const dark = (x: number, y: number): boolean => (data[(y * image.width + x) * 4] ?? 255) < 128
  const changes = Array.from({ length: image.height }, (_row, y) => Array.from({ length: image.width - 1 }, (_dot, x) => dark(x, y) !== dark(x + 1, y)).filter(Boolean).length)
  // An EAN-13 has thirty bars, and so sixty edges in each row of dots that crosses it; letters alone have no such run of rows.
  expect(changes.filter((edges) => edges === 60).length).toBeGreaterThan(20)
})
