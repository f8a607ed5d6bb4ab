import { describe, expect, test, vi } from 'vitest'
import { type RegisterView } from '../../contracts/ipc/index.ts'
import { basketOf, counterOf, screen } from './screen.fixture.ts'
import { lockAfterChoices } from './people-acts.ts'
import { createStay } from './stay.ts'

const manager = { id: 'o4', name: 'Dmitri', role: 'manager' } as const
const signedOff = { currency: 'CNY', suspended: 0, basket: basketOf(1) } as const

describe('badges', () => {
  test('[BDG-1] at the door a badge chooses its owner, and nobody\'s badge rings nothing up', async () => {
    const shown = screen(signedOff)
    shown.acts.scan('TW-0042')
    ;(await shown.requestOf('badge')).answer({ operatorId: 'o4' })
    await vi.waitFor(() => expect(shown.store.getState().operatorId).toBe('o4'), { timeout: 15_000 })
    shown.acts.scan('6901028075831')
    ;(await shown.requestOf('badge', 1)).refuse('badge.unknown')
    await vi.waitFor(() => expect(shown.store.getState().notice?.words).toBe('notice.scanWhileLocked'), { timeout: 15_000 })
    expect(shown.asked.map(({ name }) => name)).toEqual(['badge', 'badge'])
  })

  test('[BDG-2] among the goods it signs off, and the PIN of its owner is all that is left; the sale stays', async () => {
    const shown = screen()
    shown.acts.scan('TW-0042')
    ;(await shown.requestOf('scan')).refuse('badge.scanned', { operatorId: 'o4' })
    ;(await shown.requestOf('sign-off')).answer(signedOff)
    await vi.waitFor(() => expect(shown.store.getState()).toMatchObject({ operatorId: 'o4', notice: undefined }), { timeout: 15_000 })
    expect(shown.store.getState().counter?.basket?.id).toBe('b1')
  })

  test('[BDG-3] one\'s own badge signs nobody off', async () => {
    const shown = screen()
    shown.acts.scanRefused({ barcode: 'TW-1', refusal: { code: 'badge.scanned', params: { operatorId: 'o1' } } })
    expect(shown.store.getState().notice).toMatchObject({ words: 'badge.yours', calm: true })
    expect(shown.asked).toEqual([])
  })
})

describe('a new PIN', () => {
  test('[PIN-20] is typed twice, sent once, and is in no part of the state while the second is typed', async () => {
    const shown = screen(counterOf({ operator: manager }))
    shown.acts.openOwnPin()
    for (const pin of ['2759', '8305']) {
      shown.type(pin)
      shown.acts.enterPin()
    }
    expect(JSON.stringify(shown.store.getState())).not.toMatch(/2759|8305/)
    shown.type('8306')
    shown.acts.enterPin()
    expect(shown.store.getState()).toMatchObject({ notice: { words: 'people.pinsDiffer' }, work: { stage: 'new' } })
    for (const pin of ['8305', '8305']) {
      shown.type(pin)
      shown.acts.enterPin()
    }
    const asked = await shown.requestOf('change-pin')
    expect(asked.input).toEqual({ pin: '2759', newPin: '8305' })
    asked.refuse('pin.weak', { reason: 'last' })
    await vi.waitFor(() => expect(shown.store.getState()).toMatchObject({ notice: { words: 'pin.weak.last' }, work: { stage: 'old' } }), { timeout: 15_000 })
  })
})

test('[PIN-23] whom head office keeps is told so before anything is typed, and stays where they are', () => {
  const shown = screen(counterOf({ operator: manager }))
  const register: RegisterView = { mode: 'live', registerId: 'r', registerNumber: 1, storeName: 'Quay Street', chainName: 'Harbour', currency: 'GBP', timeZone: 'Europe/London', language: 'en', layout: 'tiles', operators: [{ ...manager, ofHeadOffice: true }] }
  shown.store.setState({ register, work: { kind: 'settings', chosen: 'ownPin' } })
  shown.acts.openOwnPin()
  expect(shown.store.getState()).toMatchObject({ notice: { words: 'refusal.operator.ofHeadOffice' }, work: { kind: 'settings', chosen: 'ownPin' } })
  shown.store.setState({ register: { ...register, operators: [manager] } })
  shown.acts.openOwnPin()
  expect(shown.store.getState().work.kind).toBe('pin')
})

describe('somebody at the page', () => {
  test('[STAY-1] is told of at most every 20 s, and only while somebody is signed on', () => {
    let now = 0
    let on = true
    let told = 0
    const stay = createStay(() => void (told += 1), () => on, () => now)
    for (now of [0, 5000, 19_999, 20_000, 39_999]) stay()
    expect(told).toBe(2)
    on = false
    now = 90_000
    stay()
    expect(told).toBe(2)
  })
})

describe('the time after which it locks by itself', () => {
  test('[LOCK-6] the present one is among the choices, and an arrow goes on from there', async () => {
    expect(lockAfterChoices(180)).toEqual([0, 60, 120, 180, 300, 600, 900])
    expect(lockAfterChoices(300)).toEqual([0, 60, 120, 300, 600, 900])
    for (const [present, by, next] of [[180, 1, 300], [180, -1, 120], [3600, -1, 900]] as const) {
      const shown = screen(counterOf({ operator: manager }))
      shown.store.setState({ people: { people: [], lockAfterSeconds: present } })
      shown.acts.moveLockAfter(by)
      expect((await shown.requestOf('set-lock-after')).input).toEqual({ seconds: next })
    }
    const last = screen(counterOf({ operator: manager }))
    last.store.setState({ people: { people: [], lockAfterSeconds: 900 } })
    last.acts.moveLockAfter(1)
    expect(last.asked).toEqual([])
  })
})
