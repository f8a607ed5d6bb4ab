import { describe, expect, test } from 'vitest'
import { backOffMs, retryAfterMs } from './back-off.ts'

describe('back-off', () => {
  test('[REP-10] full jitter: anywhere from nothing to the ceiling, which doubles from 1 s to 300 s', () => {
    expect([0, 1, 2, 8, 9, 1000].map((failures) => backOffMs(failures, () => 0))).toEqual([0, 0, 0, 0, 0, 0])
    expect([0, 1, 2, 8, 9, 1000].map((failures) => backOffMs(failures, () => 0.5))).toEqual([500, 1000, 2000, 128_000, 150_000, 150_000])
  })

  test('[REP-10] Retry-After is waited for and jitter comes on top of it, in seconds or as a date, and never more than an hour', () => {
    expect([0, 0.5, 0.999].map((chance) => backOffMs(0, () => chance, 7000))).toEqual([7000, 7500, 7999])
    expect(backOffMs(9, () => 0.5, 7000)).toBe(157_000)
    expect([undefined, '12', 'soon', '-5', '999999999'].map((header) => retryAfterMs(header, 0))).toEqual([0, 12_000, 0, 0, 3_600_000])
    expect(retryAfterMs('Sat, 21 Nov 2026 12:00:30 GMT', Date.UTC(2026, 10, 21, 12))).toBe(30_000)
    expect(retryAfterMs('Sat, 21 Nov 2026 11:00:00 GMT', Date.UTC(2026, 10, 21, 12))).toBe(0)
  })
})
