import { afterEach, beforeEach, expect, test } from 'vitest'
import { setWedge as contract } from '../../contracts/ipc/index.ts'
import { commands } from './index.ts'
import { staffedRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
})
afterEach(() => register.remove())

const set = (wedge?: { readonly pause: number; readonly burst: number }) => commands['set-wedge'](register.context(), wedge ? { wedge: { ...wedge } } : {})
const changes = () => register.database.entriesAfter(1, 0, 99).filter(({ type }) => type === 'setting.changed').map(({ text }) => JSON.parse(text) as { operator: string; body: unknown })

test('[WEDGE-20] the counter keeps its gun’s pace over a restart, the journal says who set it, and twice the same is once', () => {
  for (const _time of [1, 2]) value(set({ pause: 150, burst: 100 }))
  register.reopen()
  expect(register.database.facts().wedge).toEqual({ pause: 150, burst: 100 })
  for (const _time of [1, 2]) value(set())
  register.reopen()
  expect(register.database.facts()).not.toHaveProperty('wedge')
  expect(changes()).toMatchObject([
    { operator: 'op-1', body: { setting: 'wedge', from: '', to: '150/100' } },
    { operator: 'op-1', body: { setting: 'wedge', from: '150/100', to: '' } },
  ])
  expect(register.database.verifyChain()).toBeUndefined()
})

test('[WEDGE-20] another setting changed leaves it as it is, and nobody signed on changes nothing', () => {
  value(set({ pause: 150, burst: 100 }))
  value(commands['set-layout'](register.context(), { layout: 'scanFirst' }))
  expect(register.database.facts().wedge).toEqual({ pause: 150, burst: 100 })
  value(commands['sign-off'](register.context()))
  expect(set()).toMatchObject({ ok: false, refusal: { code: 'operator.notSignedOn' } })
  expect(register.database.facts().wedge).toEqual({ pause: 150, burst: 100 })
})

test('[WEDGE-20] no counter is set to a hand’s pace', () => {
  expect(contract.input.safeParse({ wedge: { pause: 150, burst: 110 } }).success).toBe(true)
  expect(contract.input.safeParse({ wedge: { pause: 150, burst: 130 } }).success).toBe(false)
})
