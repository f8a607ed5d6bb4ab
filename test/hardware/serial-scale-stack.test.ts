import { afterEach, describe, expect, test } from 'vitest'
import { systemTimer } from '../../src/drivers/device/index.ts'
import { type ScaleProtocolName } from '../../src/drivers/scale/index.ts'
import { composeRegister } from '../../src/main/composition.ts'
import { serveSimulatedScale } from '../../src/main/devices/simulated-scale.ts'
import { startTestCore } from '../integration/data-folder.fixture.ts'
import { ask, demoCatalogue, heard, newFolder, signOn, tryAsk } from '../integration/register.fixture.ts'
import { killableDrivers } from './drivers-process.fixture.ts'
import { serialCable, socat } from './serial-cable.fixture.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

/** A till whose scale is at the far end of a serial cable. */
async function till(protocol: ScaleProtocolName) {
  const scale = await serveSimulatedScale(systemTimer, protocol)
  undo.push(() => scale.close())
  const cable = serialCable(scale.port)
  undo.push(() => cable.remove())
  await cable.plug()
  const folder = newFolder()
  undo.push(() => folder.remove())
  const drivers = killableDrivers()
  const register = await composeRegister({
    options: { data: folder.data, port: 0, reset: false, json: false, browser: false, demoStore: 'gb', printer: 'none', scale: `serial:${cable.path}?protocol=${protocol}&division=5` },
    startCore: startTestCore,
    catalogue: demoCatalogue,
    launchDrivers: drivers.launch,
  })
  undo.push(() => register.close())
  const is = (...wanted: readonly string[]) =>
    heard(register, () => wanted.includes(register.devices.view().devices.find(({ kind }) => kind === 'scale')?.health ?? '') || undefined)
  await is('ready')
  await signOn(register)
  const { pages } = await ask(register, 'tiles', {})
  const bananas = pages.flatMap(({ tiles }) => tiles).find(({ sku }) => sku === '1002')?.itemId ?? ''
  return { register, scale, cable, is, bananas, weigh: () => tryAsk(register, 'weigh', { itemId: bananas }) }
}

describe.runIf(socat)('a scale on a serial line, through the whole stack', () => {
  test.each(['mt-sics', 'toledo-8217', 'cas', 'dialog-06', 'toledo-continuous'] as const)('[DEV-20] %s: what lies on it, settled, is a line in the basket', async (protocol) => {
    const { register, scale, bananas } = await till(protocol)
    scale.set({ load: 1285, moving: false })
    const { basket } = await ask(register, 'weigh', { itemId: bananas })
    // 1.285 kg at 1.10.
    expect(basket?.lines).toMatchObject([{ quantity: 1285, unit: 'kg', total: 141 }])
  })

  test('[SCL-16] Dialog 06 is asked with the goods’ price and tare, so that it shows what is sold', async () => {
    const { register, scale, bananas } = await till('dialog-06')
    scale.set({ load: 1285, moving: false })
    const { basket } = await ask(register, 'weigh', { itemId: bananas, tareId: 'tray' })
    // 12 g go up to a division of 5 g.
    expect(String.fromCharCode(...scale.received)).toContain('03\u001b000110\u001b0015')
    expect(basket?.lines).toMatchObject([{ quantity: 1270, weighed: 'scale', tare: { weight: 15, by: 'preset' }, total: 140 }])
    scale.set({ load: 800, moving: false })
    expect((await ask(register, 'weigh', { itemId: bananas })).basket?.lines[1]).toMatchObject({ quantity: 800, total: 88 })
    expect(String.fromCharCode(...scale.received)).toContain('01\u001b000110\u001b')
  })

  test('[DEV-20] a load that moves is no line, nor is one on a cable that was pulled; plugged in again it weighs', async () => {
    const { register, scale, cable, is, weigh } = await till('mt-sics')
    scale.set({ load: 500, moving: true })
    expect(await weigh()).toMatchObject({ ok: false, refusal: { code: 'scale.inMotion' } })
    await cable.unplug()
    scale.set({ load: 500, moving: false })
    expect(await weigh()).toMatchObject({ ok: false })
    expect((await ask(register, 'counter', {})).basket?.lines ?? []).toEqual([])
    await is('disconnected')
    await cable.plug()
    await is('ready')
    expect(await weigh()).toMatchObject({ ok: true })
    expect((await ask(register, 'counter', {})).basket?.lines).toMatchObject([{ quantity: 500 }])
  })
})
