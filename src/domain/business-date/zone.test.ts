import { expect, test } from 'vitest'
import { localMoment } from './zone.ts'

test('[SAL-6] a local time is the moment it was in that zone, in winter, in summer and beyond the hour that was skipped', () => {
  const moment = (at: string, zone = 'Europe/London'): string => new Date(localMoment(at, zone)).toISOString()
  expect(moment('2010-12-01T08:26')).toBe('2010-12-01T08:26:00.000Z')
  expect(moment('2011-07-01T08:26')).toBe('2011-07-01T07:26:00.000Z')
  expect(moment('2011-03-27T00:59')).toBe('2011-03-27T00:59:00.000Z')
  expect(moment('2011-03-27T02:00')).toBe('2011-03-27T01:00:00.000Z')
  expect(moment('2011-01-01T00:00', 'Asia/Shanghai')).toBe('2010-12-31T16:00:00.000Z')
})
