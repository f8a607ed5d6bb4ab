import { describe, expect, test } from 'vitest'
import { dayText } from './day-text.ts'

describe('a day typed beside the receipts', () => {
  test.each([
    ['21/11', 'en', '2026-11-21'],
    ['1/2', 'en', '2026-02-01'],
    ['11/21', 'zh-CN', '2026-11-21'],
    ['11月21日', 'en', '2026-11-21'],
    ['2月1', 'zh-CN', '2026-02-01'],
    ['20261122', 'en', '2026-11-22'],
    // Not come yet this year, so it was last year's.
    ['23/11', 'en', '2025-11-23'],
  ] as const)('[TIME-4] %s in %s is %s', (text, language, date) => {
    expect(dayText(text, language, '2026-11-22')).toBe(date)
  })

  test.each(['', '1-104', '21.11', '12.90', '32/1', '30/2', '20261322', '2026-11-22', '2026112'])('[TIME-4] %s is left as it is', (text) => {
    expect(dayText(text, 'en', '2026-11-22')).toBe(text)
  })
})
