import { expect, test } from 'vitest'
import { type DevicesView, type WeightView } from '../../contracts/ipc/index.ts'
import { accept, refuse } from '../../domain/errors/index.ts'
import { manualTimer } from '../../drivers/device/index.ts'
import { createScaleDesk, type ScaleDesk } from './scale-desk.ts'
import { type ScaleReading } from './scale-messages.ts'

interface Bench {
  readonly desk: ScaleDesk
  readonly told: WeightView[]
  says(reading: ScaleReading): void
  is(health: 'ready' | 'disconnected'): void
  weight(): Promise<WeightView>
}

const from = { seat: 'counter', request: 'r1' }

function bench(): Bench {
  const told: WeightView[] = []
  const hear: { weight?: (reading: ScaleReading) => void; change?: (view: DevicesView) => void } = {}
  const desk = createScaleDesk({
    devices: {
      scale: () => Promise.resolve({ outcome: 'done' }),
      watchScale: () => undefined,
      on: (event, listener) => {
        Object.assign(hear, { [event]: listener })
        return () => undefined
      },
      simulators: {},
    },
    mayWeigh: () => Promise.resolve(accept({})),
    isNew: () => Promise.resolve(false),
    facts: () => Promise.resolve({}),
    addWeighed: () => Promise.resolve(refuse('scale.missing')),
    tell: (view) => void told.push(view),
    timer: manualTimer(),
  })
  return {
    desk,
    told,
    says: (reading) => hear.weight?.(reading),
    is: (health) => hear.change?.({ devices: [{ id: 'scale:1', kind: 'scale', name: '', simulated: false, health, faults: [] }] }),
    async weight() {
      const answer = await desk.weight({}, from)
      return answer.ok ? answer.value : { kind: 'scale-error', text: answer.refusal.code }
    },
  }
}

const settled = (quantity: number): ScaleReading => ({ kind: 'stable', weight: { quantity, unit: 'kg', division: 5, net: 'unsaid', minimum: 100, raw: '' } })
const waiting: WeightView = { kind: 'waiting', text: '' }

test('[DEV-21] the weight of a scale that gave way to another is gone at once, from the screen and from the next question', async () => {
  const at = bench()
  await at.weight()
  at.says(settled(1400))
  at.says({ kind: 'waiting' })
  expect(at.told.map(({ kind }) => kind)).toEqual(['stable', 'waiting'])
  expect(await at.weight()).toEqual(waiting)
})

test('[DEV-21] the weight of a scale that was lost is not the first thing told when it is back', async () => {
  const at = bench()
  await at.weight()
  at.says(settled(1400))
  at.is('disconnected')
  at.is('ready')
  expect(at.told.at(-1)).toEqual(waiting)
  expect(await at.weight()).toEqual(waiting)
})

test.each<readonly [string, (at: Bench) => void]>([
  ['that gave way to another', (at) => at.says({ kind: 'waiting' })],
  ['that was lost', (at) => at.is('disconnected')],
])('[DEV-21] a tare that was ordered of a scale %s makes no net of what the next one shows', async (_, gone) => {
  const at = bench()
  await at.weight()
  await at.desk.tare({}, from)
  at.says(settled(1400))
  expect(await at.weight()).toMatchObject({ kind: 'stable', net: 'net' })
  gone(at)
  at.says(settled(900))
  expect(await at.weight()).toMatchObject({ kind: 'stable', text: '0.900', net: 'unsaid' })
})

test('[DEV-21] a scale that is there and well keeps its weight when another device changes', async () => {
  const at = bench()
  await at.weight()
  at.says(settled(1400))
  at.is('ready')
  expect(await at.weight()).toMatchObject({ kind: 'stable', text: '1.400' })
})
