import { afterEach, expect, test } from 'vitest'
import { type ScanTakenView } from '../../src/contracts/ipc/index.ts'
import { ask, heard, milk, newFolder, signOn, startRegister } from './register.fixture.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

test('[SCN-9] a scan that a page has taken is told to it and is in no basket; given back, it is rung up', async () => {
  const folder = newFolder()
  undo.push(() => folder.remove())
  const { register } = await startRegister(folder.data, { demoStore: 'gb', printer: 'none' })
  undo.push(() => register.close())
  await signOn(register)
  const scanner = register.devices.simulators.scanner
  if (scanner === undefined) throw new Error('no simulated scanner')
  const page = 'page-of-a-test'
  await ask(register, 'take-scans', { page, on: true })
  const told = heard<ScanTakenView>(register, (event) => (event?.topic === 'scan-taken' ? (event.payload as ScanTakenView) : undefined))
  scanner.emit({ barcode: milk })
  expect(await told).toMatchObject({ page, barcode: milk })
  expect((await ask(register, 'counter', {})).basket).toBeUndefined()
  await ask(register, 'take-scans', { page, on: false })
  scanner.emit({ barcode: milk })
  await heard(register, async () => (await ask(register, 'counter', {})).basket?.lines.length === 1 || undefined)
})
