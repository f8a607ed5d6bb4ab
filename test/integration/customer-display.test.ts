import { afterEach, describe, expect, test } from 'vitest'
import { composeRegister, type Register } from '../../src/main/composition.ts'
import { serveSimulatedDisplay } from '../../src/main/devices/simulated-display.ts'
import { killableDrivers } from '../hardware/drivers-process.fixture.ts'
import { serialCable, socat } from '../hardware/serial-cable.fixture.ts'
import { startTestCore } from './data-folder.fixture.ts'
import { ask, demoCatalogue, heard, milk, newFolder, signOn } from './register.fixture.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

async function till(display?: string) {
  const folder = newFolder()
  undo.push(() => folder.remove())
  const drivers = killableDrivers()
  const register = await composeRegister({
    options: { data: folder.data, port: 0, reset: false, json: false, browser: false, demoStore: 'gb', printer: 'none', ...(display !== undefined && { display }) },
    startCore: startTestCore,
    catalogue: demoCatalogue,
    launchDrivers: drivers.launch,
  })
  undo.push(() => register.close())
  return { register, drivers }
}

const displayOf = ({ devices }: Register) => devices.view().devices.find(({ kind }) => kind === 'customerDisplay')
const is = (register: Register, health: string, ...faults: string[]) => heard(register, () => (displayOf(register)?.health === health && displayOf(register)?.faults.join() === faults.join() ? true : undefined))
/** Resolves when the display's first row, or another, begins so. */
function reads({ screen, onChange }: Pick<Awaited<ReturnType<typeof serveSimulatedDisplay>>, 'screen' | 'onChange'>, text: string, row: 0 | 1 = 0): Promise<void> {
  if (screen.rows()[row]?.startsWith(text) === true) return Promise.resolve()
  return new Promise((resolve) => {
    const off = onChange(() => {
      if (screen.rows()[row]?.startsWith(text) !== true) return
      off()
      resolve()
    })
  })
}

describe('the customer display of a register', () => {
  test('[DEV-32] what was rung up stands on it, and again when its drivers have died and come back', async () => {
    const { register, drivers } = await till()
    const display = register.devices.simulators.display
    if (display === undefined) throw new Error('no simulated display')
    await is(register, 'ready')
    expect(displayOf(register)).toMatchObject({ id: 'customerDisplay:1', simulated: true })
    await reads(display, 'Quay Street')
    await signOn(register)
    await ask(register, 'scan', { barcode: milk })
    await reads(display, 'Pure milk')
    expect(display.screen.rows()[1]).toBe('Total           1.45')

    const stopped = is(register, 'disconnected', 'driver-stopped')
    drivers.kill()
    await stopped
    display.screen.reset()
    await is(register, 'ready')
    // On a busy machine the drivers take longer than the line stands there; its total stays.
    await reads(display, 'Total           1.45', 1)
    expect(display.screen.errors).toEqual([])
  })

  test('[DEV-32] a dead one is a fault among the devices, and no sale waits for it', async () => {
    // Nobody listens there, and nobody ever will.
    const gone = await serveSimulatedDisplay('ascii')
    await gone.close()
    const { register } = await till(`tcp://127.0.0.1:${gone.port}?protocol=cd5220`)
    await is(register, 'disconnected', 'unreachable')
    await signOn(register)
    const { basket } = await ask(register, 'scan', { barcode: milk })
    if (basket === undefined) throw new Error('nothing was rung up')
    const { lastSale } = await ask(register, 'complete-sale', { basketId: basket.id, revision: basket.revision, tenders: [{ type: 'cash', received: 500 }] })
    expect(lastSale?.change).toBe(355)
    // Told after it was answered: what is shown waits for the sale, and never the other way round.
    await heard(register, async () => ((await ask(register, 'customer-view', {})).phase === 'finished' ? true : undefined))
    expect(await register.devices.selfTest('customerDisplay:1')).toEqual({ steps: [{ step: 'open', result: 'failed', fault: 'unreachable' }] })
  })

  test('[DEV-32] without one there is none to show, and the window’s view goes on', async () => {
    const { register } = await till('none')
    expect(displayOf(register)).toBeUndefined()
    await signOn(register)
    const told = heard<{ readonly phase: string }>(register, (event) => (event?.topic === 'customer-view' ? (event.payload as { readonly phase: string }) : undefined))
    await ask(register, 'scan', { barcode: milk })
    expect((await told).phase).toBe('basket')
  })

  test.runIf(socat)('[DEV-32] on a serial line: pulled it says so, plugged in again it shows what is rung up by then', async () => {
    const display = await serveSimulatedDisplay('cp437')
    undo.push(() => display.close())
    const cable = serialCable(display.port)
    undo.push(() => cable.remove())
    await cable.plug()
    const { register } = await till(`serial:${cable.path}?protocol=dm-d`)
    await is(register, 'ready')
    await reads(display, 'Quay Street')
    await cable.unplug()
    await is(register, 'disconnected', 'connection-lost')
    display.screen.reset()
    await signOn(register)
    await ask(register, 'scan', { barcode: milk })
    await cable.plug()
    await reads(display, 'Pure milk')
    expect(display.screen.errors).toEqual([])
  })
})
