import { afterEach, beforeEach, expect, test } from 'vitest'
import { contract, type OwnRightsView, type Permission } from '../../contracts/ipc/index.ts'
import { type Grant } from '../../domain/authority/index.ts'
import { testRegister, value, type TestRegister } from './register.fixture.ts'
import { signOn } from './index.ts'
import { queries } from '../queries/index.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
})
afterEach(() => register.remove())

const asked = () => queries['own-rights']({ reader: register.database, seat: 'counter' })
const grantOf = ({ rights }: OwnRightsView, permission: Permission): Grant | undefined => rights.find((one) => one.permission === permission)?.grant
const set = (change: () => void): void => {
  value(register.database.unitOfWork(() => ({ ok: true, value: change() })))
}

test('[GATE-2] it is one\'s own role, with a second person\'s limit taken in, and nobody\'s at a locked screen', () => {
  expect(asked()).toMatchObject({ ok: false, refusal: { code: 'operator.notSignedOn' } })
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  const first = value(asked())
  expect(contract['own-rights'].output.parse(first)).toEqual(first)
  expect((['openDrawer', 'overridePrice', 'discount', 'closeTerminalDay', 'cancelBasket'] as const).map((permission) => grantOf(first, permission))).toEqual(['yes', 'ask', 100_000, 'no', 'yes'])
  set(() => {
    register.database.saveSecondPersonAbove('cancelBasket', 2000)
    register.database.saveSecondPersonAbove('discount', 50_000)
    register.database.saveSecondPersonAbove('overridePrice', 50_000)
    register.database.saveGrant('manager', 'openDrawer', 'no')
  })
  expect((['cancelBasket', 'discount', 'overridePrice', 'openDrawer'] as const).map((permission) => grantOf(value(asked()), permission))).toEqual([2000, 50_000, 'ask', 'yes'])
})

test('[GATE-5] what one never may comes with the roles that may by themselves, and nothing else of theirs', () => {
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  const rolesOf = (permission: Permission) => value(asked()).rights.find((one) => one.permission === permission)?.roles
  expect((['closeTerminalDay', 'managePeople', 'sell', 'overridePrice'] as const).map(rolesOf)).toEqual([['supervisor', 'manager', 'admin'], ['manager', 'admin'], undefined, undefined])
  set(() => {
    register.database.saveGrant('manager', 'closeTerminalDay', 'no')
    register.database.saveGrant('cashier', 'sell', 'no')
    register.database.saveGrant('stockKeeper', 'sell', 'yes')
  })
  expect((['closeTerminalDay', 'sell'] as const).map(rolesOf)).toEqual([['supervisor', 'admin'], ['supervisor', 'stockKeeper', 'manager', 'admin']])
  expect(contract['own-rights'].output.parse(value(asked()))).toEqual(value(asked()))
})
