import { describe, expect, test } from 'vitest'
import { offsetMinutes } from '../../domain/business-date/index.ts'
import { machineZone, momentClock, settableClock } from './moment-clock.ts'

describe('the clock of commands', () => {
  test('[CLOCK-1] the offset is the zone\'s at that moment, summer time and half hours included', () => {
    const january = Date.UTC(2026, 0, 15, 12)
    const july = Date.UTC(2026, 6, 15, 12)
    expect([offsetMinutes('Asia/Shanghai', january), offsetMinutes('Asia/Shanghai', july)]).toEqual([480, 480])
    expect([offsetMinutes('Europe/London', january), offsetMinutes('Europe/London', july)]).toEqual([0, 60])
    expect(offsetMinutes('Asia/Kolkata', january)).toBe(330)
    expect(offsetMinutes('America/New_York', january)).toBe(-300)
  })

  test('[CLOCK-1] the offset changes in the very second the zone changes', () => {
    const springForward = Date.UTC(2026, 2, 29, 1)
    expect([offsetMinutes('Europe/London', springForward - 1), offsetMinutes('Europe/London', springForward)]).toEqual([0, 60])
  })

  test('[CLOCK-4] a new register goes by the machine\'s zone, where it names one of the calendar\'s', () => {
    expect(machineZone('America/Lima')).toEqual({ timeZone: 'America/Lima' })
    for (const none of ['', '+08:00', 'Europe/Nowhere', 'Etc/Unknown']) expect(machineZone(none), none).toEqual({})
    expect(machineZone().timeZone).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone)
  })

  test('[REP-9] a moment has the wall clock, and beside it one boot id and a monotonic clock in whole milliseconds', () => {
    let zone = 'Asia/Shanghai'
    let now = 1_000_000
    const moment = momentClock(() => zone, { now: () => now, monotonic: () => 17.9 })
    const first = moment()
    now = 500
    zone = 'Europe/London'
    const second = moment()
    expect(first).toEqual({ at: 1_000_000, tzOffset: 480, bootId: first.bootId, monoMs: 17 })
    expect(second).toEqual({ at: 500, tzOffset: 60, bootId: first.bootId, monoMs: 17 })
    expect(momentClock(() => zone)().bootId).not.toBe(first.bootId)
  })
})

test('[CLOCK-3] a clock that was told the time keeps it until it is told otherwise, and its monotonic half goes on', () => {
  let mono = 5
  const clock = settableClock({ now: () => 1_000, monotonic: () => (mono += 1) })
  clock.set(0)
  expect([clock.now(), clock.monotonic(), clock.monotonic()]).toEqual([0, 6, 7])
  clock.set(undefined)
  expect(clock.now()).toBe(1_000)
})
