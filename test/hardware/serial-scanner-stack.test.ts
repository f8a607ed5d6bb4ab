import { afterEach, describe, expect, test } from 'vitest'
import { composeRegister, type Register } from '../../src/main/composition.ts'
import { type CounterView, type ScanRefusedView } from '../../src/contracts/ipc/index.ts'
import { ask, demoCatalogue, heard, milk, newFolder, signOn } from '../integration/register.fixture.ts'
import { startTestCore } from '../integration/data-folder.fixture.ts'
import { killableDrivers } from './drivers-process.fixture.ts'
import { serialGun } from './serial-gun.fixture.ts'
import { socat } from './serial-cable.fixture.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

async function till(options = '') {
  const gun = await serialGun()
  undo.push(() => gun.remove())
  await gun.cable.plug()
  const folder = newFolder()
  undo.push(() => folder.remove())
  const drivers = killableDrivers()
  const register = await composeRegister({
    options: { data: folder.data, port: 0, reset: false, json: false, browser: false, demoStore: 'gb', printer: 'none', scanner: `serial:${gun.cable.path}${options}` },
    startCore: startTestCore,
    catalogue: demoCatalogue,
    launchDrivers: drivers.launch,
  })
  undo.push(() => register.close())
  await is(register, 'ready')
  return { gun, register, drivers }
}
const scannerOf = ({ devices }: Register) => devices.view().devices.find(({ kind }) => kind === 'scanner')
const is = (register: Register, health: string, ...faults: string[]) =>
  heard(register, () => {
    const scanner = scannerOf(register)
    return scanner?.health === health && scanner.faults.join() === faults.join() ? true : undefined
  })
const linesOf = ({ basket }: CounterView) => basket?.lines.map((line) => (line.kind === 'item' ? line.quantity : line.kind === 'unresolved' ? line.barcode : line.names)) ?? []
/** Resolves when the basket holds those: whole quantities of what is known, the barcode of what is not. */
const rung = (register: Register, ...lines: readonly unknown[]) => heard(register, async () => (JSON.stringify(linesOf(await ask(register, 'counter', {}))) === JSON.stringify(lines) ? true : undefined))

describe.runIf(socat)('a scanner on a serial line, through the whole stack', () => {
  test('[DEV-18] what it sends is a line in the basket, however the wire cuts it, and it hears what became of it', async () => {
    const { gun, register } = await till('?good=07&bad=0e')
    expect(scannerOf(register)).toMatchObject({ id: 'scanner:1', name: `serial:${gun.cable.path}`, simulated: false })
    await signOn(register)
    gun.say(milk.slice(0, 6))
    gun.say(`${milk.slice(6)}\r\n`)
    await rung(register, 1000)
    await gun.hears('\x07')
    gun.say('4006381333931\r')
    await rung(register, 1000, '4006381333931')
    await gun.hears('\x07\x0e')
    expect(await register.devices.selfTest('scanner:1')).toEqual({ steps: [{ step: 'open', result: 'passed' }] })
  })

  test('[DEV-18] what nobody rang up is told to the page and at the gun', async () => {
    const { gun, register } = await till('?good=07&bad=0e')
    const refused = heard<ScanRefusedView>(register, (event) => (event?.topic === 'scan-refused' ? (event.payload as ScanRefusedView) : undefined))
    gun.say(`${milk}\r`)
    expect(await refused).toEqual({ barcode: milk, refusal: { code: 'operator.notSignedOn' } })
    await gun.hears('\x0e')
    await signOn(register)
    const tooLong = heard<ScanRefusedView>(register, (event) => (event?.topic === 'scan-refused' ? (event.payload as ScanRefusedView) : undefined))
    gun.say(`${'7'.repeat(3_000)}\r`)
    expect(await tooLong).toEqual({ barcode: '7'.repeat(256), refusal: { code: 'barcode.malformed' } })
    expect(gun.heard()).not.toContain('\x07')
  })

  test('[RETQ-6] the code of a receipt comes whole however the wire cuts it, is told to the page, and sounds right at the gun', async () => {
    const { gun, register } = await till('?good=07&bad=0e')
    await signOn(register)
    const digest = 'TW2:'.padEnd(970, '0A+Z')
    for (const sent of [digest, `]Q1${digest}`]) {
      const told = heard<ScanRefusedView>(register, (event) => (event?.topic === 'scan-refused' ? (event.payload as ScanRefusedView) : undefined))
      for (let from = 0; from < sent.length; from += 61) gun.say(sent.slice(from, from + 61))
      gun.say('\r\n')
      expect(await told).toEqual({ barcode: digest, refusal: { code: 'receipt.scanned', params: { code: digest } } })
    }
    await gun.hears('\x07\x07')
    expect([gun.heard().includes('\x0e'), linesOf(await ask(register, 'counter', {}))]).toEqual([false, []])
  })

  test('[DEV-18] unplugged it says so, and half a scan is none; plugged in again it goes on', async () => {
    const { gun, register, drivers } = await till()
    await signOn(register)
    gun.say('69079925')
    await gun.cable.unplug()
    await is(register, 'disconnected', 'unreachable')
    await gun.cable.plug()
    await is(register, 'ready')
    gun.say(`${milk}\r`)
    await rung(register, 1000)
    expect(drivers.lives).toHaveLength(1)
  })

  test('[DEV-18] killed and started again the drivers find it again; a scan is rung up once or not at all', async () => {
    const { gun, register, drivers } = await till()
    await signOn(register)
    gun.say(`${milk}\r`)
    drivers.kill()
    await is(register, 'disconnected', 'driver-stopped')
    await is(register, 'ready')
    const before = linesOf(await ask(register, 'counter', {}))
    expect([[], [1000]]).toContainEqual(before)
    gun.say('4006381333931\r')
    await rung(register, ...before, '4006381333931')
    expect(drivers.lives).toHaveLength(2)
  })
})
