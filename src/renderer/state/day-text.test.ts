import { describe, expect, test } from 'vitest'
import { dayText, isNoDay } from './day-text.ts'

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

  test('[TIME-4] a day that no calendar has is known for one, and nothing else is', () => {
    for (const text of ['31/2', '1/13', '99/99..1/1', '1/1..31/2', '2026-02-30', '13月1日']) expect(isNoDay(text, 'en', '2026-11-22'), text).toBe(true)
    for (const text of ['', '21/11', '1/1..2/1', '2026-11-22', '57.50', '1-104', '31/', 'tea']) expect(isNoDay(text, 'en', '2026-11-22'), text).toBe(false)
    expect([isNoDay('1/13', 'zh-CN', '2026-11-22'), isNoDay('13/1', 'zh-CN', '2026-11-22')]).toEqual([false, true])
  })

  test.each(['', '1-104', '21.11', '12.90', '32/1', '30/2', '20261322', '2026-11-22', '2026112'])('[TIME-4] %s is left as it is', (text) => {
    expect(dayText(text, 'en', '2026-11-22')).toBe(text)
  })
})
