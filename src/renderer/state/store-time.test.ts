import { describe, expect, test } from 'vitest'
import { businessDateText, fullDateText, hourAndMinute, nearDayText, paperDate, storeTime } from './store-time.ts'

const noon = Date.UTC(2026, 10, 22, 23, 30)

describe('the clock of the screen', () => {
  test('[TIME-1] is the store\'s, wherever the machine thinks it stands', () => {
    expect(storeTime(noon, 'en', 'Asia/Shanghai', hourAndMinute)).toBe('07:30')
    expect(storeTime(noon, 'en', 'America/New_York', { day: '2-digit', month: '2-digit', ...hourAndMinute })).toBe('22/11, 18:30')
  })

  test('[TIME-3] the last day on a label is that day in full, in any zone', () => {
    expect([fullDateText('2030-01-01', 'en'), fullDateText('2030-01-01', 'zh-CN')]).toEqual(['1 Jan 2030', '2030年1月1日'])
  })

  test('[TIME-4] after midnight the day of a sale is the one on its paper, not the one it is counted on', () => {
    expect([paperDate({ soldOn: '2026-11-22', completedAt: Date.parse('2026-11-23T03:03+08:00') }, 'Asia/Shanghai'), paperDate({ soldOn: '2026-11-22' }, 'Asia/Shanghai')]).toEqual(['2026-11-23', '2026-11-22'])
  })

  test('[TIME-5] a day of another year says which', () => {
    expect((['en', 'zh-CN'] as const).flatMap((language) => [nearDayText('2026-11-21', language, '2026-01-01'), nearDayText('2025-12-31', language, '2026-01-01'), nearDayText('2027-11-21', language, '2026-11-21')])).toEqual(['21/11', '31 Dec 2025', '21 Nov 2027', '11/21', '2025年12月31日', '2027年11月21日'])
  })

  test('[TIME-2] a business date is no moment and stays the day it is', () => {
    expect([businessDateText('2026-11-21', 'en'), businessDateText('2026-11-21', 'zh-CN')]).toEqual(['21/11', '11/21'])
  })
})
