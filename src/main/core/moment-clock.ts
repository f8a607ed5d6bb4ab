import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { type Moment } from '../../db/index.ts'

export interface ClockSource {
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds of a clock that never steps back. */
  monotonic(): number
}

/** A clock that can be told what time it is, for baskets of another day. Undefined: the system's own time again. */
export interface SettableClock extends ClockSource {
  set(at: number | undefined): void
}

const systemClock: ClockSource = { now: Date.now, monotonic: () => performance.now() }

/** Only its wall clock can be set. The monotonic one goes on beside it, so that a journal shows that time was told. */
export function settableClock(source: ClockSource = systemClock): SettableClock {
  let told: number | undefined
  return {
    now: () => told ?? source.now(),
    monotonic: () => source.monotonic(),
    set: (at) => (told = at),
  }
}

/**
 * The clock commands are given. `timeZone` is asked each time, because enrolment may change it. The boot id and the
 * monotonic milliseconds stand beside the wall clock so that a jump of it can be seen afterwards (REP-9).
 */
export function momentClock(timeZone: () => string, source: ClockSource = systemClock): () => Moment {
  const bootId = randomUUID()
  return () => {
    const at = source.now()
    return { at, tzOffset: offsetMinutes(timeZone(), at), bootId, monoMs: Math.floor(source.monotonic()) }
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Minutes east of UTC in an IANA zone at a moment: by the zone's rules, not by the operating system's setting, which cashiers can change. */
export function offsetMinutes(timeZone: string, at: number): number {
  const formatter = formatters.get(timeZone) ?? newFormatter(timeZone)
  const parts = new Map<string, number>()
  for (const part of formatter.formatToParts(at)) parts.set(part.type, Number(part.value))
  const field = (name: string): number => parts.get(name) ?? 0
  const local = Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'), field('second'))
  // Both in whole seconds: a rest of milliseconds would make London's offset -0, which has no canonical JSON.
  return (local - Math.floor(at / 1_000) * 1_000) / 60_000
}

function newFormatter(timeZone: string): Intl.DateTimeFormat {
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, formatter)
  return formatter
}
