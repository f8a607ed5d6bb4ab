import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultGrant, isGrant, judge, mayApprove, permissionKinds, permissions, roles, type Grant } from './index.ts'

const grants = fc.oneof(fc.constantFrom<Grant>('no', 'ask', 'yes'), fc.nat())

test('[AUT-1] what nobody named is denied, to every role, and no role is denied less for its name', () => {
  for (const permission of permissions) expect(defaultGrant('stockKeeper', permission)).toBe('no')
  expect(judge({ grant: 'no', amount: 0 })).toBe('refused')
  fc.assert(fc.property(fc.nat(), fc.option(fc.nat(), { nil: undefined }), (amount, secondPersonAbove) => judge({ grant: 'no', amount, ...(secondPersonAbove === undefined ? {} : { secondPersonAbove }) }) === 'refused'))
})

test('[AUT-1] every default is one its cell may hold, and an admin may always give rights back', () => {
  for (const role of roles) for (const permission of permissions) expect([role, permission, isGrant(permission, defaultGrant(role, permission))]).toEqual([role, permission, true])
  expect(defaultGrant('admin', 'managePeople')).toBe('yes')
})

test('[AUT-2] up to a limit alone, above it with an approval', () => {
  expect([0, 99, 100, 101].map((amount) => judge({ grant: 100, amount }))).toEqual(['allowed', 'allowed', 'allowed', 'needsApproval'])
  expect(judge({ grant: 'ask', amount: 0 })).toBe('needsApproval')
  expect(judge({ grant: 'yes', amount: Number.MAX_SAFE_INTEGER })).toBe('allowed')
})

test('[AUT-2] what is no whole amount of at least nothing is refused', () => {
  expect([-1, 0.5, Number.NaN, 2 ** 53].map((amount) => judge({ grant: 'yes', amount }))).toEqual(['refused', 'refused', 'refused', 'refused'])
})

test('[AUT-3] above the second person\'s limit nobody acts alone', () => {
  expect([500, 501].map((amount) => judge({ grant: 'yes', amount, secondPersonAbove: 500 }))).toEqual(['allowed', 'needsApproval'])
})

test('[AUT-4] an approver has the right alone in that amount, and is never the one who asks', () => {
  fc.assert(fc.property(grants, fc.nat(), (grant, amount) => !mayApprove(grant, amount, true)))
  fc.assert(fc.property(grants, fc.nat(), (grant, amount) => mayApprove(grant, amount, false) === (judge({ grant, amount }) === 'allowed')))
})

test('[AUT-5] a cell holds only what its permission knows', () => {
  for (const permission of permissions) {
    const { unit, approvable } = permissionKinds[permission]
    expect([permission, isGrant(permission, 'ask'), isGrant(permission, 100)]).toEqual([permission, approvable, unit !== 'none'])
  }
  expect([1_000_000, 1_000_001, -1, 0.5].map((grant) => isGrant('discount', grant))).toEqual([true, false, false, false])
  expect(isGrant('cancelBasket', 1_000_001)).toBe(true)
})
