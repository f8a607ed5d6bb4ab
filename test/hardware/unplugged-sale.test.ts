import { afterEach, describe, expect, test } from 'vitest'
import { composeRegister } from '../../src/main/composition.ts'
import { startTestCore } from '../integration/data-folder.fixture.ts'
import { ask, demoCatalogue, heard, milk, newFolder, signOn, tryAsk } from '../integration/register.fixture.ts'
import { killableDrivers } from './drivers-process.fixture.ts'
import { simulator } from './simulated-process.fixture.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})
async function device(...words: readonly string[]) {
  const process = await simulator(...words)
  undo.push(() => process.stop())
  return process
}

/** A register and its three devices, each in a process of its own, and a hand on each cable. */
async function shop() {
  const [printer, scale, scanner] = await Promise.all([device('printer', '--profile', 'epson-80'), device('scale', '--protocol', 'mt-sics', '--division', '5'), device('scanner')])
  const folder = newFolder()
  undo.push(() => folder.remove())
  const drivers = killableDrivers()
  const register = await composeRegister({
    options: {
      data: folder.data, port: 0, reset: false, json: false, browser: false, demoStore: 'gb',
      printer: `tcp://127.0.0.1:${printer.port}?profile=epson-80&drawer=high`, scale: `tcp://127.0.0.1:${scale.port}?protocol=mt-sics&division=5`, scanner: `tcp://127.0.0.1:${scanner.port}`,
    },
    startCore: startTestCore,
    catalogue: demoCatalogue,
    launchDrivers: drivers.launch,
  })
  undo.push(() => register.close())
  const is = (kind: string, ...health: readonly string[]) => heard(register, () => (health.includes(register.devices.view().devices.find((one) => one.kind === kind)?.health ?? '') ? true : undefined))
  for (const kind of ['printer', 'scale', 'scanner']) await is(kind, 'ready')
  await signOn(register)
  const { pages } = await ask(register, 'tiles', {})
  const bananas = pages.flatMap(({ tiles }) => tiles).find(({ sku }) => sku === '1002')?.itemId ?? ''
  const lines = async () => (await ask(register, 'counter', {})).basket?.lines.map((line) => (line.kind === 'item' ? line.quantity : 0)) ?? []
  const rung = (...wanted: readonly number[]) => heard(register, async () => ((await lines()).join() === wanted.join() ? true : undefined))
  const effectsOf = async (id: string) => (await register.core.internal.saleView(id))?.effects ?? []
  return {
    register, printer, scale, scanner, drivers, is, lines, rung,
    async scan(...wanted: readonly number[]) {
      // The till's end of the line may be a moment behind the state it shows.
      while ((await scanner.type(`scan ${milk}`)).startsWith('no: nobody')) await new Promise((resolve) => setImmediate(resolve))
      await rung(...wanted)
    },
    weigh: () => tryAsk(register, 'weigh', { itemId: bananas }),
    async tender(): Promise<string> {
      const { basket } = await ask(register, 'counter', {})
      if (basket === undefined) throw new Error('no basket')
      const { lastSale } = await ask(register, 'complete-sale', { basketId: basket.id, revision: basket.revision, tenders: [{ type: 'cash' }] })
      return lastSale?.id ?? ''
    },
    stateOf: async (id: string, kind: string) => (await effectsOf(id)).find((effect) => effect.kind === kind)?.state ?? '',
    reached: (id: string, kind: string, ...states: readonly string[]) => heard(register, async () => (await effectsOf(id)).find((effect) => effect.kind === kind && states.includes(effect.state))?.state),
    papers: () => ({ whole: [...printer.said().matchAll(/^paper \d+: \d+ bytes$/gm)].length, torn: [...printer.said().matchAll(/and then the line broke/g)].length, marked: [...printer.said().matchAll(/^\|\s+DUPLICATE\s*$/gm)].length / 2 }),
    pulses: () => [...printer.said().matchAll(/drawer: a pulse/g)].length,
  }
}

describe('a cable that is pulled, and put back, in the middle of a sale', () => {
  test('[DEV-18] [DEV-20] [SCL-11] before the scan and before the weighing: nothing is rung that was not, nothing is lost that was, and the sale goes on', async () => {
    const at = await shop()
    await at.scan(1000)
    await at.scanner.type('unplug')
    await at.is('scanner', 'disconnected')
    expect(await at.scanner.type(`scan ${milk}`)).toContain('nobody')
    expect(await at.lines()).toEqual([1000])
    await at.scanner.type('plug')
    await at.is('scanner', 'ready')
    await at.scan(2000)

    await at.scale.type('weigh 0.500')
    await at.scale.type('unplug')
    const refused = await at.weigh()
    expect(refused.ok ? 'weighed' : refused.refusal.code).toMatch(/^scale\./)
    expect(await at.lines()).toEqual([2000])
    await at.scale.type('plug')
    // In motion when the cable comes back is still in motion.
    await at.scale.type('in motion')
    await at.is('scale', 'ready')
    const moving = await at.weigh()
    expect(moving.ok ? 'weighed' : moving.refusal.code).toBe('scale.inMotion')
    await at.scale.type('settle')
    expect((await at.weigh()).ok).toBe(true)
    expect(await at.lines()).toEqual([2000, 500])

    const sale = await at.tender()
    expect([await at.reached(sale, 'kick', 'kicked'), await at.reached(sale, 'print', 'printed')]).toEqual(['kicked', 'printed'])
    expect([at.papers(), at.pulses()]).toEqual([{ whole: 1, torn: 0, marked: 0 }, 1])
    expect(at.drivers.lives).toHaveLength(1)
    expect(await at.register.core.internal.verifyChain()).toBeUndefined()
  })

  test('[DEV-4] [DEV-5] before the tender: the sale is on disk, its drawer stays shut and says so, its receipt comes when the cable does, once and unmarked', async () => {
    const at = await shop()
    await at.scan(1000)
    await at.printer.type('unplug')
    const sale = await at.tender()
    expect(await at.reached(sale, 'kick', 'failed', 'kicked', 'unconfirmed')).toBe('failed')
    expect(await at.stateOf(sale, 'print')).toMatch(/^(?:waiting|working)$/)
    // The next customer is served meanwhile.
    await at.scan(1000)
    const next = await at.tender()
    expect(await at.reached(next, 'kick', 'failed', 'kicked', 'unconfirmed')).toBe('failed')
    await at.printer.type('plug')
    expect([await at.reached(sale, 'print', 'printed', 'failed'), await at.reached(next, 'print', 'printed', 'failed')]).toEqual(['printed', 'printed'])
    expect(at.papers()).toEqual({ whole: 2, torn: 0, marked: 0 })
    // A drawer that had to wait is not opened for whoever stands there now.
    expect(at.pulses()).toBe(0)
  })

  test('[DRW-3] [DEV-2] [DEV-4] as the drawer opens: it opened once, and is never opened again for that sale', async () => {
    const at = await shop()
    await at.scan(1000)
    const opened = at.printer.says('drawer: a pulse')
    const sale = await at.tender()
    await opened
    await at.printer.type('unplug')
    expect(['kicked', 'unconfirmed']).toContain(await at.reached(sale, 'kick', 'kicked', 'unconfirmed', 'failed'))
    await at.printer.type('plug')
    const print = await at.reached(sale, 'print', 'printed', 'failed', 'sentOnly')
    // Whatever became of its paper, the next sale is whole.
    await at.is('printer', 'ready')
    await at.scan(1000)
    const next = await at.tender()
    expect([await at.reached(next, 'kick', 'kicked', 'unconfirmed', 'failed'), await at.reached(next, 'print', 'printed', 'failed')]).toEqual(['kicked', 'printed'])
    expect(at.pulses()).toBe(2)
    const { whole, marked } = at.papers()
    expect(whole - marked).toBeLessThanOrEqual(2)
    if (print === 'printed') expect(whole).toBeGreaterThanOrEqual(2)
  })

  test('[DEV-6] [PRN-5] in the middle of its receipt: that paper is for a person to decide about, and the next one is whole', async () => {
    const at = await shop()
    await at.scan(1000)
    await at.printer.type('slow 8')
    const sale = await at.tender()
    await at.reached(sale, 'print', 'working')
    await at.printer.says('drawer: open')
    await at.printer.type('unplug')
    const end = await at.reached(sale, 'print', 'printed', 'failed', 'waiting')
    await at.printer.type('fast')
    await at.printer.type('plug')
    // What was in its buffer a printer prints without a cable, to the end if that is there: so nobody says that it did not.
    expect(['failed', 'printed']).toContain(end)
    await at.is('printer', 'ready')
    await at.scan(1000)
    const next = await at.tender()
    expect(await at.reached(next, 'print', 'printed', 'failed')).toBe('printed')
    const { whole, marked } = at.papers()
    // Never twice unmarked, and what is called printed is on paper.
    expect(whole - marked).toBeLessThanOrEqual(2)
    expect(whole).toBeGreaterThanOrEqual((await at.stateOf(sale, 'print')) === 'printed' ? 2 : 1)
    expect(at.pulses()).toBe(2)
  })
})
