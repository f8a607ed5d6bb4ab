import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type WeightView } from '../../src/contracts/ipc/index.ts'
import { composeRegister } from '../../src/main/composition.ts'
import { type ServedScale } from '../../src/main/devices/simulated-scale.ts'
import { killableDrivers } from '../hardware/drivers-process.fixture.ts'
import { startTestCore } from './data-folder.fixture.ts'
import { ask, demoCatalogue, heard, newFolder, request, signOn, tryAsk } from './register.fixture.ts'

let folder: ReturnType<typeof newFolder>
let register: Awaited<ReturnType<typeof composeRegister>>
let drivers: ReturnType<typeof killableDrivers>
let scale: ServedScale
let bananas: string
beforeEach(async () => {
  folder = newFolder()
  drivers = killableDrivers()
  register = await composeRegister({
    options: { data: folder.data, port: 0, reset: false, json: false, browser: false, demoStore: 'gb', printer: 'none' },
    startCore: startTestCore,
    catalogue: demoCatalogue,
    launchDrivers: drivers.launch,
  })
  const simulated = register.devices.simulators.scale
  if (simulated === undefined) throw new Error('no simulated scale')
  scale = simulated
  const { pages } = await ask(register, 'tiles', {})
  bananas = pages.flatMap(({ tiles }) => tiles).find(({ sku }) => sku === '1002')?.itemId ?? ''
  await heard(register, () => (scaleView()?.health === 'ready' ? true : undefined))
})
afterEach(async () => {
  await register.close()
  folder.remove()
})
const scaleView = () => register.devices.view().devices.find(({ kind }) => kind === 'scale')
const refusalOf = async (name: string, input: unknown) => {
  const answer = await tryAsk(register, name, input)
  return answer.ok ? 'accepted' : answer.refusal.code
}
const lines = async () => (await ask(register, 'counter', {})).basket?.lines.map((line) => (line.kind === 'item' ? [line.quantity, line.unit, line.total] : [])) ?? []

describe('the scale of a register', () => {
  test('[DEV-20] a settled weight is read when it is asked for, and is the line', async () => {
    expect(scaleView()).toMatchObject({ id: 'scale:1', simulated: true, faults: [] })
    await signOn(register)
    scale.set({ load: 1285, moving: false })
    const { basket } = await ask(register, 'weigh', { itemId: bananas })
    // 1.285 kg at 1.10.
    expect(basket?.lines).toMatchObject([{ quantity: 1285, unit: 'kg', total: 141 }])
    expect(basket?.total).toBe(141)
  })

  test('[DEV-20] the same request again is the same weighing, though the load is gone', async () => {
    await signOn(register)
    scale.set({ load: 500, moving: false })
    const once = request('weigh', { itemId: bananas })
    expect((await register.gate(once, register.seat)).ok).toBe(true)
    scale.set({ load: 0, moving: false })
    expect((await register.gate(once, register.seat)).ok).toBe(true)
    expect(await lines()).toEqual([[500, 'kg', 55]])
  })

  test('[SCL-4] what is no settled weight of the goods adds nothing, each with its own reason', async () => {
    await signOn(register)
    const why = async (knobs: Parameters<ServedScale['set']>[0]) => {
      scale.set({ load: 0, moving: false, needsZero: false, silent: false, ...knobs })
      return refusalOf('weigh', { itemId: bananas })
    }
    expect(await why({ load: 500, moving: true })).toBe('scale.inMotion')
    expect(await why({ load: 0 })).toBe('scale.empty')
    expect(await why({ load: -50 })).toBe('scale.underZero')
    expect(await why({ load: 20_000 })).toBe('scale.overCapacity')
    expect(await why({ load: 50 })).toBe('scale.belowMinimum')
    expect(await why({ load: 500, silent: true })).toBe('scale.noAnswer')
    expect(await lines()).toEqual([])
  })

  test('[SCL-15] a preset tare comes off what lies there now, and the line says so; typed by hand it says that', async () => {
    await signOn(register)
    const { tares } = await ask(register, 'tares', {})
    expect(tares.map(({ id, weight }) => [id, weight])).toEqual([['paper-bag', 5], ['tray', 12], ['cup', 20], ['tub', 35]])
    scale.set({ load: 500, moving: false })
    // The simulated scale shows steps of 5 g: the tray's 12 go up to 15. 0.485 kg at 1.10.
    const { basket } = await ask(register, 'weigh', { itemId: bananas, tareId: 'tray' })
    expect(basket?.lines).toMatchObject([{ quantity: 485, weighed: 'scale', tare: { weight: 15, by: 'preset' }, total: 53 }])
    expect((await ask(register, 'add-item', { itemId: bananas, quantity: 485 })).basket?.lines[1]).toMatchObject({ weighed: 'typed', total: 53 })
    expect(await refusalOf('add-item', { itemId: bananas, quantity: 485, weighed: 'scale' })).toBe('request.malformed')
  })

  test('[SCL-15] a tare that leaves too little, that nobody keeps, or on top of the scale\'s own adds nothing', async () => {
    await signOn(register)
    const why = async (load: number, tareId: string): Promise<string> => {
      scale.set({ load, moving: false })
      return refusalOf('weigh', { itemId: bananas, tareId })
    }
    expect([await why(130, 'tub'), await why(500, 'gone')]).toEqual(['scale.belowMinimum', 'scale.unknownTare'])
    scale.set({ load: 200, moving: false })
    await ask(register, 'tare-scale', {})
    expect(await why(700, 'tub')).toBe('scale.taredTwice')
    expect(await lines()).toEqual([])
    // How much the scale took off is on the line where the scale says it, and this one does not.
    expect((await ask(register, 'weigh', { itemId: bananas })).basket?.lines).toMatchObject([{ quantity: 500, weighed: 'scale' }])
    await ask(register, 'tare-scale', { clear: true })
    expect(await why(700, 'tub')).toBe('accepted')
    expect(await lines()).toEqual([[500, 'kg', 55], [665, 'kg', 73]])
  })

  test('[SCL-15] the live weight shows what main would sell with the tare in hand, or why it would not', async () => {
    await signOn(register)
    scale.set({ load: 500, moving: false })
    const seen = (tareId: string | undefined, look: (view: WeightView) => boolean) =>
      heard<true>(register, async () => (look(await ask(register, 'weight', tareId === undefined ? {} : { tareId })) ? true : undefined))
    await seen('tray', ({ preset }) => preset?.id === 'tray' && preset.tare === 15 && preset.net?.quantity === 485 && preset.net.text === '0.485')
    await seen('tub', ({ preset }) => preset?.id === 'tub' && preset.net?.quantity === 465)
    await seen(undefined, ({ kind, preset }) => kind === 'stable' && preset === undefined)
    scale.set({ load: 130, moving: false })
    await seen('tub', ({ quantity, preset }) => quantity === 130 && preset?.refusal === 'scale.belowMinimum' && preset.net === undefined)
    expect(await refusalOf('weight', { tareId: 'gone' })).toBe('scale.unknownTare')
  })

  test('[DEV-20] what is not sold by the kilogram is not weighed, and nobody weighs who is not signed on', async () => {
    // A whole kilogram: as a number it would be one carton of milk.
    scale.set({ load: 1000, moving: false })
    for (const [name, input] of [['weigh', { itemId: bananas }], ['zero-scale', {}], ['tare-scale', {}], ['load-scale', { grams: 1 }], ['weight', {}]] as const) expect(await refusalOf(name, input), name).toBe('operator.notSignedOn')
    await signOn(register)
    const { pages } = await ask(register, 'tiles', {})
    const milk = pages.flatMap(({ tiles }) => tiles).find(({ sku }) => sku === '2001')?.itemId
    expect(await refusalOf('weigh', { itemId: milk })).toBe('quantity.invalid')
    expect(await lines()).toEqual([])
  })

  test('[DEV-21] the weight is told while somebody looks: it swings, settles, is tared and zeroed', async () => {
    await signOn(register)
    const shown: string[] = []
    // A slow machine must not let the watch run out between two looks.
    const until = (look: (view: WeightView) => boolean) =>
      heard<true>(register, async (event) => {
        await ask(register, 'weight', {})
        if (event?.topic !== 'weight') return undefined
        const view = event.payload as WeightView
        shown.push(view.kind)
        return look(view) ? true : undefined
      })
    expect(await ask(register, 'weight', {})).toEqual({ kind: 'waiting', text: '' })
    await until(({ kind }) => kind === 'empty')
    const settled = until(({ kind, quantity }) => kind === 'stable' && quantity === 500)
    await ask(register, 'load-scale', { grams: 500 })
    await settled
    expect(shown).toContain('in-motion')
    const tared = until(({ kind }) => kind === 'empty')
    await ask(register, 'tare-scale', {})
    await tared
    const net = until(({ quantity }) => quantity === 300)
    await ask(register, 'load-scale', { grams: 800 })
    await net
    expect((await ask(register, 'weigh', { itemId: bananas })).basket?.lines).toMatchObject([{ quantity: 300 }])
    await ask(register, 'tare-scale', { clear: true })
    scale.set({ load: 20, moving: false })
    await ask(register, 'zero-scale', {})
    await ask(register, 'weight', {})
    expect(await refusalOf('weigh', { itemId: bananas })).toBe('scale.empty')
  })

  test('[DEV-20] while its drivers are dead nothing is weighed; started again it weighs', async () => {
    await signOn(register)
    scale.set({ load: 500, moving: true })
    const asked = refusalOf('weigh', { itemId: bananas })
    const stopped = heard(register, () => (scaleView()?.faults.includes('driver-stopped') === true ? true : undefined))
    await heard(register, () => (scaleView()?.faults.includes('in-motion') === true ? true : undefined))
    drivers.kill()
    expect(await asked).toBe('scale.unreachable')
    await stopped
    scale.set({ load: 500, moving: false })
    await heard(register, () => (scaleView()?.health === 'ready' ? true : undefined))
    await ask(register, 'weigh', { itemId: bananas })
    expect(await lines()).toEqual([[500, 'kg', 55]])
  })
})
