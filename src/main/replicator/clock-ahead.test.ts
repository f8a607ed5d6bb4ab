import { expect, test } from 'vitest'
import { clockAhead } from './clock-ahead.ts'

test('[REP-9] a clock that is more than two minutes from head office’s is told of, with how far and which way', () => {
  const there = Date.parse('2026-11-23T10:00:00Z')
  expect([0, 119_000, -120_000].map((off) => clockAhead(there + off, there))).toEqual([undefined, undefined, undefined])
  expect([121_000, -7 * 86_400_000, 400 * 86_400_000].map((off) => clockAhead(there + off, there))).toEqual([121, -604_800, 34_560_000])
  expect(clockAhead(there, undefined)).toBeUndefined()
})
