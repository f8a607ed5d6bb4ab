import { expect, test } from 'vitest'
import { canonicalJson } from '../../domain/journal/index.ts'
import { stillHeld } from './take-in.ts'

const entry = (type: string, basketId: string): string => canonicalJson({ register: 'r', epoch: 1, seq: 1, id: `${type} ${basketId}`, type, schemaVersion: 1, at: 1, tzOffset: 0, bootId: 'b', monoMs: 1, businessDate: '2026-11-23', operator: 'o', catalogueVersion: 1, body: { basketId } })

test('[BAK-6] a sale that is held, and goods that are laid aside, are missing only where they stood at the end', () => {
  const all = [
    entry('basket.suspended', 'paid'), entry('basket.suspended', 'twice'), entry('basket.suspended', 'stands'), entry('layAway.made', 'kept'), entry('layAway.made', 'given up'), entry('layAway.made', 'collected'),
    entry('basket.resumed', 'paid'), entry('sale.completed', 'paid'), entry('basket.resumed', 'twice'), entry('basket.suspended', 'twice'), entry('layAway.cancelled', 'given up'), entry('sale.completed', 'collected'),
  ]
  expect(Object.fromEntries(stillHeld(all))).toEqual({ 'basket.suspended': 2, 'layAway.made': 1 })
})
