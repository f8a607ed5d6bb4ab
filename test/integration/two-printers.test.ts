import { afterEach, describe, expect, test } from 'vitest'
import { type SimulatedPrinter, startSimulatedPrinter } from '../../src/drivers/printer/index.ts'
import { type Register } from '../../src/main/composition.ts'
import { ask, heard, newFolder, sellMilk, signOn, startRegister, tryAsk } from './register.fixture.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

async function printer(): Promise<SimulatedPrinter> {
  const simulator = await startSimulatedPrinter({ columns: 48 })
  undo.push(() => simulator.close())
  return simulator
}
async function till(front: SimulatedPrinter, back: SimulatedPrinter): Promise<Register> {
  const folder = newFolder()
  undo.push(() => folder.remove())
  const address = ({ host, port }: SimulatedPrinter): string => `tcp://${host}:${port}?profile=epson-80`
  const { register } = await startRegister(folder.data, { demoStore: 'gb', printer: address(front), secondPrinter: address(back) })
  undo.push(() => register.close())
  await heard(register, () => register.devices.view().devices.every(({ kind, health }) => kind !== 'printer' || health !== 'disconnected') || undefined)
  await signOn(register)
  return register
}
/** What became of the last sale's papers, the newest last, when the newest has come to its end. */
const papers = (register: Register, count: number) =>
  heard(register, async () => {
    const { lastSale } = await ask(register, 'counter', {})
    const prints = lastSale?.effects.filter(({ kind }) => kind === 'print') ?? []
    return prints.length === count && prints.every(({ state }) => state !== 'waiting' && state !== 'working') ? prints : undefined
  })

describe('two printers at one register', () => {
  test('[PRN-14] what is shown of a paper says that the second one printed it, and of the next that the first did', async () => {
    const [front, back] = [await printer(), await printer()]
    front.set({ paperOut: true })
    const register = await till(front, back)
    const sale = await sellMilk(register)
    expect(await papers(register, 1)).toEqual([{ kind: 'print', state: 'printed', standIn: 'printer:second' }])
    front.set({ paperOut: false })
    await heard(register, () => register.devices.view().devices[0]?.health === 'ready' || undefined)
    await ask(register, 'reprint', { saleId: sale.id })
    expect(await papers(register, 2)).toEqual([
      { kind: 'print', state: 'printed', standIn: 'printer:second' },
      { kind: 'print', state: 'printed' },
    ])
    expect([front.jobs.length, back.jobs.length]).toEqual([1, 1])
    expect((await ask(register, 'receipt', { saleId: sale.id })).sale.effects.filter(({ standIn }) => standIn !== undefined)).toHaveLength(1)
  })

  test('[PRN-14] half a receipt is said to lie in the second one', async () => {
    const [front, back] = [await printer(), await printer()]
    front.set({ paperOut: true })
    back.set({ dropAfterBytes: 40 })
    const register = await till(front, back)
    await sellMilk(register)
    expect(await papers(register, 1)).toMatchObject([{ state: 'failed', standIn: 'printer:second' }])
  })
})

describe('a device is tested through the contract', () => {
  test('[DEV-28] the steps and what it is, without a trace; a drawer stays shut', async () => {
    const [front, back] = [await printer(), await printer()]
    const register = await till(front, back)
    expect(await ask(register, 'test-device', { id: 'printer:second' })).toEqual({
      steps: [{ step: 'open', result: 'passed' }, { step: 'status', result: 'passed' }, { step: 'identity', result: 'passed' }],
      identity: { make: 'TILLWRIGHT', model: 'SIMULATOR', serial: 'SIM-1', firmware: '1.00' },
    })
    expect((await ask(register, 'test-device', { id: 'cashDrawer:1' })).steps.map(({ step }) => step)).toEqual(['open', 'position'])
    expect(await tryAsk(register, 'test-device', { id: 'printer:third' })).toMatchObject({ ok: false, refusal: { code: 'device.unknown' } })
    expect([front.jobs, back.jobs, front.errors, back.errors]).toEqual([[], [], [], []])
  })

  test('[DEV-28] not by who may not sell', async () => {
    const [front, back] = [await printer(), await printer()]
    const register = await till(front, back)
    await ask(register, 'sign-off', {})
    expect(await tryAsk(register, 'test-device', { id: 'printer:receipt' })).toMatchObject({ ok: false, refusal: { code: 'operator.notSignedOn' } })
  })

  test('[DEV-28] not while a job of its own is under way', async () => {
    const [front, back] = [await printer(), await printer()]
    const register = await till(front, back)
    // It takes the job, and its word on it never comes.
    front.set({ slow: { bytes: 1, everyMs: 60_000 } })
    await sellMilk(register)
    await heard(register, async () => (await ask(register, 'counter', {})).lastSale?.effects.some(({ kind, state }) => kind === 'print' && state === 'working') || undefined)
    // The till says that it works on it a moment before the process of its devices has begun.
    for (const id of ['printer:receipt', 'cashDrawer:1']) await expect.poll(() => tryAsk(register, 'test-device', { id })).toMatchObject({ ok: false, refusal: { code: 'device.busy' } })
    expect((await ask(register, 'test-device', { id: 'printer:second' })).steps).toHaveLength(3)
    front.set({ slow: { bytes: 0, everyMs: 0 } })
    front.hangUp()
  })
})
