import { afterEach, beforeEach, expect, test } from 'vitest'
import { contract, mainNames } from '../../contracts/ipc/index.ts'
import { answeringCommands, commands, secondFactorCommands, enrol, openRegister } from './index.ts'
import { testRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveFacts({ registerNumber: 0, storeId: '' }) })))
})
afterEach(() => register.remove())

const entries = (): unknown[] => register.database.entriesAfter(1, 0, 10).map(({ text }) => JSON.parse(text) as unknown)

test('[REG-1] each start is in the journal, with the versions it started with', () => {
  value(openRegister(register.context(), { appVersion: '0.1.0', schemaVersion: 80 }))
  expect(entries()).toMatchObject([{ type: 'register.opened', operator: 'system', body: { app: '0.1.0', schemaVersion: 80 } }])
})

test('[REG-2] enrolment binds the register once, and a repeated answer does nothing', () => {
  const enrolment = { storeId: 'store-9', registerNumber: 7, storeName: 'Nine', language: 'zh-CN' }
  expect(value(enrol(register.context(), enrolment))).toMatchObject(enrolment)
  expect(value(enrol(register.context(), { ...enrolment, storeName: 'Other' })).storeName).toBe('Nine')
  expect(entries()).toMatchObject([{ type: 'register.enrolled', body: { storeId: 'store-9', registerNumber: 7 } }])
})

test('[REG-3] another store, another number, or no number is refused', () => {
  expect(enrol(register.context(), { storeId: 'store-9', registerNumber: 0 })).toMatchObject({ refusal: { code: 'enrolment.refused' } })
  value(enrol(register.context(), { storeId: 'store-9', registerNumber: 7 }))
  expect(enrol(register.context(), { storeId: 'store-8', registerNumber: 7 })).toMatchObject({ refusal: { code: 'enrolment.refused' } })
  expect(enrol(register.context(), { storeId: 'store-9', registerNumber: 8 })).toMatchObject({ refusal: { code: 'enrolment.refused' } })
  expect(register.database.facts()).toMatchObject({ storeId: 'store-9', registerNumber: 7 })
  expect(entries()).toHaveLength(1)
})

test('[REG-4] every command of the contract has its function; what takes a PIN stands apart, and main has its own', () => {
  const mains: ReadonlySet<string> = new Set(mainNames)
  const named = Object.values(contract).filter(({ kind, name }) => kind === 'command' && !mains.has(name)).map(({ name }) => name)
  expect([...Object.keys(commands), ...Object.keys(answeringCommands), ...Object.keys(secondFactorCommands), 'sign-on', 'approve', 'restore-backup', 'set-head-office', 'set-pin', 'change-pin', 'begin-second-factor'].toSorted()).toEqual(named.toSorted())
})
