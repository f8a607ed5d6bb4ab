import { expect, test } from 'vitest'
import { saidOf } from './health.ts'

test('[CLK-2] the minute of a clock is told again and again only while somebody has to look whether it is right', () => {
  const at = (clock: string, clockSuspect: boolean): string => saidOf({ disk: 'ok', clock, clockSuspect })
  expect(at('2026-11-23 09:05', false)).toBe(at('2026-11-23 09:06', false))
  expect(at('2026-11-23 09:05', true)).not.toBe(at('2026-11-23 09:06', true))
  expect(at('2026-11-23 09:05', true)).not.toBe(at('2026-11-23 09:05', false))
  expect([saidOf({ disk: 'full', clockSuspect: false }).startsWith('full'), saidOf({ disk: 'low', clockSuspect: false }) === saidOf({ disk: 'ok', clockSuspect: false })]).toEqual([true, false])
})
