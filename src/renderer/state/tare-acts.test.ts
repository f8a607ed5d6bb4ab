import { describe, expect, test, vi } from 'vitest'
import { type WeightView } from '../../contracts/ipc/index.ts'
import { actOf, perform } from './actions.ts'
import { screenOf } from './screen-state.ts'
import { screen, tile } from './screen.fixture.ts'
import { presetOf, tareOf } from './weigh-acts.ts'

const tares = [{ id: 'bag', names: { en: 'Bag' }, weight: 5 }, { id: 'tray', names: { en: 'Tray' }, weight: 12 }]
const scale = { id: 'scale:1', kind: 'scale', name: '', simulated: false, health: 'ready', faults: [] } as const
const plain = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false }

function atTheScale(health: 'ready' | 'offline' = 'ready') {
  const shown = screen()
  shown.store.setState({ devices: [{ ...scale, health, faults: [] }], tares, pages: [{ id: 'p', names: {}, tiles: [tile] }] })
  shown.acts.tapTile(tile)
  const press = (key: string): void => {
    const act = actOf({ key, ...plain }, screenOf(shown.store.getState()), shown.store.getState().entry)
    if (act === undefined) throw new Error(`no act on ${key}`)
    perform(act, { acts: shown.acts, store: shown.store, focusField: () => undefined })
  }
  return { ...shown, press, chosen: () => tareOf(shown.store.getState())?.id }
}

describe('a tare in the weigh view', () => {
  test('[ACT-40] left and right choose it, none among them, and Delete takes it off', () => {
    const { press, chosen } = atTheScale()
    const seen = ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft', 'Delete'].map((key) => {
      press(key)
      return chosen()
    })
    expect(seen).toEqual(['bag', 'tray', undefined, 'tray', 'bag', undefined])
  })

  test('[ACT-40] the weight is asked for with it at once, by its id alone, and so is the line', async () => {
    const shown = atTheScale()
    shown.acts.chooseTare('tray')
    expect((await shown.requestOf('weight')).input).toEqual({ tareId: 'tray' })
    shown.acts.addWeighed()
    expect((await shown.requestOf('weigh')).input).toEqual({ itemId: 'apples', tareId: 'tray' })
  })

  test('[ACT-40] taken off it is asked for without; one that is not kept any more is none', async () => {
    const shown = atTheScale()
    shown.acts.chooseTare('tray')
    shown.acts.chooseTare(undefined)
    expect((await shown.requestOf('weight', 1)).input).toEqual({})
    shown.acts.chooseTare('gone')
    shown.acts.addWeighed()
    expect((await shown.requestOf('weigh')).input).toEqual({ itemId: 'apples' })
  })

  test('[ACT-40] the next goods lie in nothing: it goes with the panel', () => {
    const shown = atTheScale()
    shown.acts.chooseTare('tray')
    shown.acts.leaveWork()
    shown.acts.tapTile(tile)
    expect(shown.chosen()).toBeUndefined()
  })

  test('[ACT-40] what a refusal says is told, and the tare stays in hand', async () => {
    const shown = atTheScale()
    shown.acts.chooseTare('tray')
    shown.acts.addWeighed()
    ;(await shown.requestOf('weigh')).refuse('scale.tareTooHeavy')
    await vi.waitFor(() => expect(shown.store.getState().notice?.code).toBe('scale.tareTooHeavy'), { timeout: 15_000 })
    expect(shown.chosen()).toBe('tray')
  })

  test('[ACT-40] without a scale that answers there is nothing to take it off', () => {
    const shown = atTheScale('offline')
    shown.press('ArrowRight')
    expect([shown.chosen(), shown.asked]).toEqual([undefined, []])
  })

  test('[ACT-40] a net that main worked out for another tare is not shown for this one', () => {
    const weight: WeightView = { kind: 'stable', text: '0.500', quantity: 500, preset: { id: 'bag', tare: 5, net: { quantity: 495, text: '0.495' } } }
    expect([presetOf(weight, tares[0])?.net?.text, presetOf(weight, tares[1]), presetOf({ kind: 'stable', text: '0.500' }, undefined)]).toEqual(['0.495', undefined, undefined])
  })
})
