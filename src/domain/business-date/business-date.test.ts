import fc from 'fast-check'
import { expect, test } from 'vitest'
import { businessDateOf, civilTime, dateText, timeText } from './index.ts'

const at = (text: string): number => Date.parse(text)

test('[SAL-5] before the cut-off hour it is still yesterday', () => {
  const shanghai = 480
  expect(businessDateOf(at('2026-11-21T03:59:59.999+08:00'), shanghai, 4)).toBe('2026-11-20')
  expect(businessDateOf(at('2026-11-21T04:00:00.000+08:00'), shanghai, 4)).toBe('2026-11-21')
  expect(businessDateOf(at('2026-11-21T23:59:00+08:00'), shanghai, 4)).toBe('2026-11-21')
})

test('[SAL-5] a cut-off of 0 is midnight of the store, not of UTC', () => {
  expect(businessDateOf(at('2026-11-20T16:00:00Z'), 480, 0)).toBe('2026-11-21')
  expect(businessDateOf(at('2026-11-20T15:59:59Z'), 480, 0)).toBe('2026-11-20')
  expect(businessDateOf(at('2026-11-21T02:00:00Z'), -300, 0)).toBe('2026-11-20')
})

test('[SAL-6] dates and times are those of the calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('1600-01-01T00:00:00Z'), max: at('2400-12-31T00:00:00Z') }), fc.integer({ min: -720, max: 840 }), (moment, offset) => {
      const time = civilTime(moment, offset)
      const iso = new Date(moment + offset * 60_000).toISOString()
      expect(`${dateText(time)}T${timeText(time)}`).toBe(iso.slice(0, 16))
    }),
    { numRuns: 1000 },
  )
})

test('[SAL-6] leap days, and the years that have none', () => {
  expect(['2024-02-29', '2000-02-29', '1969-12-31', '2100-03-01', '2026-12-31'].map((day) => businessDateOf(at(`${day}T12:00:00Z`), 0, 0))).toEqual(['2024-02-29', '2000-02-29', '1969-12-31', '2100-03-01', '2026-12-31'])
  expect(businessDateOf(at('2100-03-01T01:00:00Z'), 0, 4)).toBe('2100-02-28')
})
