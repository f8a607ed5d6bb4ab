import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Output } from '../../src/contracts/ipc/index.ts'
import { ask, heard, milk, newFolder, sellMilk, signOn, startRegister, tryAsk } from './register.fixture.ts'

const managerPin = '2759'

async function signOnManager(register: Parameters<typeof ask>[0]): Promise<void> {
  const { operators } = await ask(register, 'register', {})
  const manager = operators.find(({ demoPin }) => demoPin === managerPin)
  await ask(register, 'sign-on', { operatorId: manager?.id ?? '', pin: managerPin })
}
const printerOf = ({ slots }: Output<'device-settings'>) => slots.find(({ slot }) => slot === 'printer')

test('[DEV-22] [DEV-24] what was chosen outlives a restart, the command line beats it for a run, and the log tells of it', async () => {
  const folder = newFolder()
  let started = await startRegister(folder.data, { demoStore: 'gb' })
  try {
    await signOn(started.register)
    expect(await tryAsk(started.register, 'set-device', { slot: 'printer', address: 'none' })).toMatchObject({ ok: false, refusal: { code: 'request.notAllowed' } })
    for (const name of ['find-devices', 'probe-device'] as const) expect(await tryAsk(started.register, name, name === 'probe-device' ? { target: '127.0.0.1:9' } : {})).toMatchObject({ ok: false, refusal: { code: 'request.notAllowed' } })
    expect((await ask(started.register, 'device-settings', {})).mayChange).toBe(false)

    await signOnManager(started.register)
    // In the middle of a sale, which does not mind.
    await ask(started.register, 'scan', { barcode: milk })
    expect(await tryAsk(started.register, 'set-device', { slot: 'printer', address: 'tcp://127.0.0.1:0' })).toMatchObject({ ok: false, refusal: { code: 'device.badAddress', params: { reason: 'port' } } })
    const set = await ask(started.register, 'set-device', { slot: 'printer', address: 'none' })
    expect(printerOf(set)).toMatchObject({ chosen: 'none', inUse: 'none', from: 'chosen' })
    const counter = await ask(started.register, 'counter', {})
    expect(counter.basket?.lines).toHaveLength(1)
    const { basket } = counter
    const paid = await ask(started.register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
    await heard(started.register, async () => ((await started.register.core.internal.saleView(paid.lastSale?.id ?? ''))?.effects.every(({ state }) => state === 'failed') === true ? true : undefined))
    const { events } = await ask(started.register, 'device-log', { limit: 50, device: 'printer:receipt' })
    expect(events.slice(0, 2).map(({ kind, code }) => `${kind} ${code}`)).toEqual(expect.arrayContaining(['set none', 'state unconfigured']))
    expect(await started.register.core.internal.verifyChain()).toBeUndefined()

    await started.register.close()
    started = await startRegister(folder.data, { demoStore: 'gb' })
    await signOnManager(started.register)
    expect(printerOf(await ask(started.register, 'device-settings', {}))).toMatchObject({ inUse: 'none', from: 'chosen' })
    const kept = await ask(started.register, 'device-log', { limit: 50, device: 'printer:receipt' })
    expect(kept.events.map(({ kind, code }) => `${kind} ${code}`)).toContain('set none')

    await started.register.close()
    started = await startRegister(folder.data, { demoStore: 'gb', printer: 'tcp://127.0.0.1:9' })
    await signOnManager(started.register)
    expect(printerOf(await ask(started.register, 'device-settings', {}))).toMatchObject({ chosen: 'none', inUse: 'tcp://127.0.0.1:9', from: 'commandLine' })
    // Chosen under a command line it waits for the next start, and is kept.
    expect(printerOf(await ask(started.register, 'set-device', { slot: 'printer', address: 'simulated' }))).toMatchObject({ chosen: 'simulated', inUse: 'tcp://127.0.0.1:9', from: 'commandLine' })

    await started.register.close()
    started = await startRegister(folder.data, { demoStore: 'gb' })
    await signOnManager(started.register)
    const sale = await sellMilk(started.register)
    await heard(started.register, async () => ((await started.register.core.internal.saleView(sale.id))?.effects.some(({ kind, state }) => kind === 'print' && state === 'printed') === true ? true : undefined))
    expect(started.register.lastReceiptText()).toContain('Receipt')
  } finally {
    await started.register.close()
    folder.remove()
  }
})

test('[DEV-25] a scan for a try is rung up nowhere; the next one is the customer’s', async () => {
  const folder = newFolder()
  const { register } = await startRegister(folder.data, { demoStore: 'gb' })
  try {
    await signOn(register)
    const { scanner } = register.devices.simulators
    const tried = ask(register, 'test-scan', { listen: true })
    // The question is on its way through the core, which says who is signed on.
    await ask(register, 'counter', {})
    scanner?.emit({ barcode: milk })
    expect(await tried).toEqual({ scan: { barcode: milk } })
    expect((await ask(register, 'counter', {})).basket).toBeUndefined()
    const given = ask(register, 'test-scan', { listen: true })
    await ask(register, 'test-scan', { listen: false })
    expect(await given).toEqual({})
    const rung = heard(register, (event) => (event?.topic === 'counter' ? true : undefined))
    scanner?.emit({ barcode: milk })
    await rung
    expect((await ask(register, 'counter', {})).basket?.lines).toHaveLength(1)
    expect(await tryAsk(register, 'test-device', { id: 'hologram:1' })).toMatchObject({ ok: false, refusal: { code: 'device.unknown' } })
    expect((await ask(register, 'test-device', { id: 'printer:receipt' })).steps.map(({ step, result }) => `${step} ${result}`)).toContain('open passed')
  } finally {
    await register.close()
    folder.remove()
  }
})

test('[PAY-16] [DEV-22] a terminal chosen on the screen is there at once, and a password of its own is refused and kept nowhere', async () => {
  const folder = newFolder()
  const { register } = await startRegister(folder.data, { demoStore: 'gb' })
  try {
    await signOnManager(register)
    const refused = await tryAsk(register, 'set-device', { slot: 'paymentTerminal', address: 'zvt://127.0.0.1:9?password=135790&currency=GBP' })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'device.badAddress', params: { reason: 'password' } } })
    await ask(register, 'set-device', { slot: 'paymentTerminal', address: 'simulated' })
    expect((await ask(register, 'status', {})).devices.devices.some(({ kind, simulated }) => kind === 'paymentTerminal' && simulated)).toBe(true)
    await ask(register, 'set-device', { slot: 'customerDisplay', address: 'none' })
    const kinds = (await ask(register, 'status', {})).devices.devices.map(({ kind }) => kind)
    expect([kinds.includes('customerDisplay'), kinds.includes('labelPrinter')]).toEqual([false, true])
  } finally {
    await register.close()
  }
  const kept = ['register.db', 'register.db-wal'].map((name) => path.join(folder.data, name)).filter((file) => existsSync(file))
  for (const file of kept) expect(readFileSync(file).includes('135790'), file).toBe(false)
  expect(kept.length).toBeGreaterThan(0)
  folder.remove()
})
