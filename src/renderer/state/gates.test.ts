import { expect, test } from 'vitest'
import { gateOf, whoMay } from './gates.ts'

const rights = [
  { permission: 'openDrawer', grant: 'no' },
  { permission: 'overridePrice', grant: 'ask' },
  { permission: 'cancelBasket', grant: 2000 },
  { permission: 'reprint', grant: 'yes' },
] as const

test('[GATE-1] a key is free, asks for an approval, or is never for this role; a limit counts from above it', () => {
  const gates = (['openDrawer', 'overridePrice', 'cancelBasket', 'reprint'] as const).map((permission) => gateOf([...rights], permission))
  expect(gates).toEqual(['never', 'ask', 'free', 'free'])
  expect([2000, 2001].map((amount) => gateOf([...rights], 'cancelBasket', amount))).toEqual(['free', 'ask'])
  expect([whoMay(undefined, 'openDrawer'), whoMay([...rights], 'reprint'), whoMay([{ permission: 'openDrawer', grant: 'no', roles: ['manager'] }], 'openDrawer')]).toEqual([[], [], ['manager']])
  expect([gateOf(undefined, 'openDrawer'), gateOf([...rights], 'discount')]).toEqual(['free', 'free'])
})
