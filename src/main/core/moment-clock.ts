import { offsetMinutes } from '../../domain/business-date/index.ts'
import { randomUUID } from 'node:crypto'
import { type Moment } from '../../db/index.ts'

export interface ClockSource {
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds of a clock that never steps back. */
  monotonic(): number
}

/**
 * The time zone of this machine, for a register that is new: until it knows its store, its days are those of whoever unpacks it.
 * They were Shanghai's, and west of it a register's first entry was dated tomorrow. Nothing where the machine names no zone of
 * the calendar's: then the preset of the database stands.
 */
export function machineZone(named: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone): { readonly timeZone?: string } {
  // An offset like "+01:00" is a zone to Intl, and knows no summer time.
  if (named === undefined || !/^[A-Za-z]/.test(named)) return {}
  try {
    offsetMinutes(named, 0)
    return { timeZone: named }
  } catch {
    return {}
  }
}

/** A clock that can be told what time it is, for baskets of another day. Undefined: the system's own time again. */
export interface SettableClock extends ClockSource {
  set(at: number | undefined): void
}

/** Milliseconds of the machine's own counter: the same number in every thread, where `performance` begins anew in each. */
export const systemClock: ClockSource = { now: Date.now, monotonic: () => Number(process.hrtime.bigint()) / 1e6 }

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
