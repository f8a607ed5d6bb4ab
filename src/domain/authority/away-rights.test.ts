import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contactState, defaultGrant, type Grant, goesOnAway, permissions, stricter } from './index.ts'

const grants: fc.Arbitrary<Grant> = fc.oneof(fc.constantFrom<Grant>('no', 'ask', 'yes'), fc.nat({ max: 1_000_000 }))
/** What of an amount somebody may do alone: less is stricter. */
const alone = (grant: Grant): number => (grant === 'yes' ? Number.POSITIVE_INFINITY : grant === 'ask' ? -1 : grant === 'no' ? -2 : grant)

test('[AUT-6] of two grants the stricter is one of them, allows no more than either, and is the same whichever is named first', () => {
  fc.assert(
    fc.property(grants, grants, (one, other) => {
      const less = stricter(one, other)
      expect([one, other]).toContain(less)
      expect(alone(less)).toBe(Math.min(alone(one), alone(other)))
      expect(stricter(other, one)).toBe(less)
    }),
  )
})

test('[AUT-6] three quarters of the time are worth a warning, and all of it is too long', () => {
  expect([0, 53, 54, 71.999, 72, 9_000].map((hours) => contactState(hours * 3_600_000, 72))).toEqual(['near', 'near', 'soon', 'soon', 'over', 'over'])
  expect(contactState(3_600_000, 1)).toBe('over')
})

test('[AUT-6] what goes on while head office is away is selling, closing a day, and what frees a payment: no money out, no goods back, no right given', () => {
  for (const permission of ['refund', 'refundWithoutReceipt', 'voidSale', 'discount', 'overridePrice', 'payOut', 'moveSafe', 'bankCash', 'managePeople', 'setStore', 'openDrawer', 'cancelLayAway', 'setAccountLimit'] as const) expect(goesOnAway.has(permission), permission).toBe(false)
  // Nothing of it is lost to a shift: whoever may do so by the presets may do so still.
  for (const permission of permissions.filter((one) => goesOnAway.has(one))) expect(defaultGrant('manager', permission), permission).not.toBe('no')
})
