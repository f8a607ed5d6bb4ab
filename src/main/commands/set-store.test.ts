import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Input } from '../../contracts/ipc/index.ts'
import { answeringCommands } from './index.ts'
import { testRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
  value(register.database.unitOfWork(() => {
    register.database.saveOperator({ id: 'op-m', name: 'Ma', role: 'manager' }, '$argon2id$op-m')
    register.database.setSeat({ seat: 'counter', operatorId: 'op-m' })
    return { ok: true, value: undefined }
  }))
})
afterEach(() => {
  register.remove()
})

const paper = { chainName: 'Corner', storeName: 'Corner', storeLines: [], receiptFooter: [] }
const save = (returnDays?: Input<'set-store'>['returnDays']) => value(answeringCommands['set-store'](register.context(), { ...paper, ...(returnDays === undefined ? {} : { returnDays }) })).returnDays
const written = (): readonly unknown[] =>
  register.database.entriesAfter(1, 0, 50).map(({ text }) => (JSON.parse(text) as { readonly body: { readonly setting?: string } }).body).filter(({ setting }) => setting === 'store.returnDays')

test('[STORE-8] the days in which goods come back are set, kept by who does not speak of them, taken off again, and each is in the journal', () => {
  expect([save(30), save(), save(30), register.database.facts().returnDays, save(0), save(null), register.database.facts().returnDays]).toEqual([30, 30, 30, 30, 0, undefined, undefined])
  expect(written()).toEqual([
    { setting: 'store.returnDays', from: '', to: '30' },
    { setting: 'store.returnDays', from: '30', to: '0' },
    { setting: 'store.returnDays', from: '0', to: '' },
  ])
})
