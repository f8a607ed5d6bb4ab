import { expect, test } from 'vitest'
import { canonicalJson } from '../../domain/journal/index.ts'
import { ownRowsIn, stillHeld } from './take-in.ts'

const entry = (type: string, basketId: string): string => canonicalJson({ register: 'r', epoch: 1, seq: 1, id: `${type} ${basketId}`, type, schemaVersion: 1, at: 1, tzOffset: 0, bootId: 'b', monoMs: 1, businessDate: '2026-11-23', operator: 'o', catalogueVersion: 1, body: { basketId } })

test('[BAK-6] a sale that is held, and goods that are laid aside, are missing only where they stood at the end', () => {
  const all = [
    entry('basket.suspended', 'paid'), entry('basket.suspended', 'twice'), entry('basket.suspended', 'stands'), entry('layAway.made', 'kept'), entry('layAway.made', 'given up'), entry('layAway.made', 'collected'),
    entry('basket.resumed', 'paid'), entry('sale.completed', 'paid'), entry('basket.resumed', 'twice'), entry('basket.suspended', 'twice'), entry('layAway.cancelled', 'given up'), entry('sale.completed', 'collected'),
  ]
  expect(Object.fromEntries(stillHeld(all))).toEqual({ 'basket.suspended': 2, 'layAway.made': 1 })
})

test('[BAK-6] what head office set since comes again by itself, and is not asked for by hand', () => {
  const said = (type: string, operator: string, body: Readonly<Record<string, string>> = {}): string => canonicalJson({ register: 'r', epoch: 1, seq: 1, id: `${type} ${operator}`, type, schemaVersion: 1, at: 1, tzOffset: 0, bootId: 'b', monoMs: 1, businessDate: '2026-11-23', operator, catalogueVersion: 1, body })
  const all = [
    said('setting.changed', 'system', { setting: 'store.returnDays' }), said('settings.fed', 'system'), said('items.fed', 'system'), said('operator.fed', 'system'), said('operators.released', 'system'), said('tax.rateAdded', 'system'), said('permission.changed', 'system'),
    said('setting.changed', 'system', { setting: 'logo' }), said('setting.changed', 'op-1', { setting: 'store.returnDays' }), said('tax.rateAdded', 'op-1'), said('permission.changed', 'op-1'), said('items.imported', 'system'), said('operator.pinSet', 'op-1'), said('operator.signedOn', 'op-1'),
  ]
  expect(Object.fromEntries(ownRowsIn(all))).toEqual({ 'setting.changed': 2, 'tax.rateAdded': 1, 'permission.changed': 1, 'items.imported': 1, 'operator.pinSet': 1 })
})
