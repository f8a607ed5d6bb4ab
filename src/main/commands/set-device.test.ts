import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isSecondPage } from '../../contracts/ipc/index.ts'
import { type Operator } from '../../db/index.ts'
import { answeringCommands, setDevice, signOn } from './index.ts'
import { testRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
})
afterEach(() => register.remove())

const entries = (): unknown[] => register.database.entriesAfter(1, 0, 99).filter(({ type }) => type === 'setting.changed').map(({ text }) => { const { operator, body } = JSON.parse(text) as { operator: string; body: unknown }; return [operator, body] })
function signOnAs(role: Operator['role']): void {
  value(register.database.unitOfWork(() => {
    register.database.saveOperator({ id: 'op-9', name: 'Ye', role }, '$argon2id$9')
    return { ok: true, value: undefined }
  }))
  value(signOn(register.context(), { operatorId: 'op-9', provenHash: '$argon2id$9' }))
}

describe('choosing a device', () => {
  test('[DEV-22] by a manager is kept with one entry of who, what it was and what it is; the same again writes nothing', () => {
    signOnAs('manager')
    expect(value(setDevice(register.context(), { slot: 'printer', address: 'none' }))).toEqual({ changed: true })
    expect(value(setDevice(register.context(), { slot: 'printer', address: 'none' }))).toEqual({ changed: false })
    expect(value(setDevice(register.context(), { slot: 'printer', address: 'simulated' }))).toEqual({ changed: true })
    expect(value(setDevice(register.context(), { slot: 'printer' }))).toEqual({ changed: true })
    expect(register.database.deviceSettings()).toEqual({})
    expect(entries()).toEqual([
      ['op-9', { setting: 'device.printer', from: '', to: 'none' }],
      ['op-9', { setting: 'device.printer', from: 'none', to: 'simulated' }],
      ['op-9', { setting: 'device.printer', from: 'simulated', to: '' }],
    ])
  })

  test('[DEV-22] the same request again is the same choice, whatever was chosen since', () => {
    signOnAs('admin')
    const context = register.context()
    value(setDevice(context, { slot: 'scale', address: 'simulated' }))
    value(setDevice(register.context(), { slot: 'scale', address: 'none' }))
    expect(value(setDevice(context, { slot: 'scale', address: 'simulated' }))).toEqual({ changed: false })
    expect(register.database.deviceSettings()).toEqual({ scale: 'none' })
  })

  test.each(['cashier', 'supervisor', 'stockKeeper'] as const)('[DEV-22] is denied to a %s, and writes nothing', (role) => {
    signOnAs(role)
    expect(setDevice(register.context(), { slot: 'printer', address: 'none' })).toEqual({ ok: false, refusal: { code: 'request.notAllowed' } })
    expect([register.database.deviceSettings(), entries()]).toEqual([{}, []])
  })

  test('[DEV-22] is denied before anybody signed on', () => {
    expect(setDevice(register.context(), { slot: 'printer', address: 'none' })).toEqual({ ok: false, refusal: { code: 'operator.notSignedOn' } })
  })
})

test('[DEV-25] a test page is one paper for one request, and no entry', () => {
  signOnAs('cashier')
  const before = register.database.journalHead().seq
  const context = register.context()
  expect(value(answeringCommands['test-page'](context, {}))).toEqual({ print: { kind: 'print', state: 'waiting' } })
  expect(value(answeringCommands['test-page'](context, {}))).toEqual({ print: { kind: 'print', state: 'waiting' } })
  expect(register.database.effectsToDo(9).map(({ work }) => work.kind)).toEqual(['print'])
  expect(register.database.journalHead().seq).toBe(before)
})

test('[DEV-25] a page for the second printer is named so, and is another paper than the receipt printer’s', () => {
  signOnAs('cashier')
  value(answeringCommands['test-page'](register.context(), {}))
  const context = register.context()
  value(answeringCommands['test-page'](context, { printer: 'second' }))
  expect(value(answeringCommands['test-page'](context, { printer: 'second' }))).toEqual({ print: { kind: 'print', state: 'waiting' } })
  expect(register.database.effectsToDo(9).map(({ saleId }) => isSecondPage(saleId))).toEqual([false, true])
})
