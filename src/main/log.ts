import path from 'node:path'
import { createScrubber, openDailyLog, scrub, type Scrubber } from '../diagnostics/index.ts'

/**
 * What a log line may be about. A closed list, so that nobody writes a sentence with a name in it where an event belongs;
 * everything that differs from one time to the next goes into `facts` or, where there is no other way, `detail`.
 */
export const logEvents = [
  'backup.failed',
  'backup.made',
  'chain.broken',
  'control.failed',
  'control.malformed',
  'control.pathTooLong',
  'core.stopped',
  'core.threadEnded',
  'core.timeout',
  'customerDisplay.failed',
  'customerDisplay.notKept',
  'customerDisplay.unknownBytes',
  'database.damaged',
  'deviceLog.notKept',
  'door.failed',
  'door.refused',
  'drivers.kicks',
  'drivers.malformed',
  'drivers.stopped',
  'effects.source',
  'enrolment.refused',
  'gate.badOutput',
  'gate.malformed',
  'gate.unknownName',
  'headOffice.addressKept',
  'headOffice.addressNotKept',
  'headOffice.authorityKept',
  'headOffice.lineUnreadable',
  'headOffice.optionOverruled',
  'label.charactersReplaced',
  'label.fault',
  'labels.source',
  'mail.core',
  'mail.failed',
  'papers.notKept',
  'payment.notRecorded',
  'payment.start',
  'print.charactersReplaced',
  'print.fault',
  'receipt.noKey',
  'receipt.undrawn',
  'register.mended',
  'secrets.lost',
  'register.started',
  'register.stopped',
  'replication.answer-not-kept',
  'replication.answer-unread',
  'replication.backwards',
  'replication.conflict',
  'replication.core-silent',
  'replication.day-proved',
  'replication.day-refused',
  'replication.days-missed',
  'replication.failed',
  'replication.feed-applied',
  'replication.feed-differs',
  'replication.feed-missed',
  'replication.feed-released',
  'replication.pepper-kept',
  'replication.pepper-missed',
  'replication.pepper-refused',
  'replication.quarantine-heard',
  'replication.quarantine-missed',
  'replication.stored-value-unasked',
  'replication.refunds-unheard',
  'replication.restore-missed',
  'replication.restored',
  'training.notEnded',
  'training.notMade',
] as const
export type NamedEvent = (typeof logEvents)[number]

/** `NAME failed`: a command or query of the contract that threw. `control.VERB`: what a tool asked for. */
export type LogEvent = NamedEvent | `${string} failed` | `control.${string}`

export interface LogLine {
  readonly level: 'info' | 'error'
  readonly event: LogEvent
  readonly correlation?: string
  /** Counts, codes and ids, each under its name. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>
  /** What has no name of its own: an error's own words. */
  readonly detail?: string
}
export type Log = (line: LogLine) => void

export interface FileLog {
  readonly log: Log
  /** Names that no line may hold from now on, instead of those known before. */
  readonly hide: (names: readonly string[]) => void
}

/** A line is cut here: a stack without an end must not be what fills the day's file. */
const longestLine = 4_096
/** A number under its own name is a count or a place, up to a size that no card and no telephone number has. */
const largestFact = 1_000_000_000

/**
 * JSON lines in the data folder, a file a day (docs/decisions/0042). Diagnostics only: what a register did is in its journal.
 * Each line is scrubbed as it is written, whoever wrote it.
 */
export function fileLog(directory: string, now: () => number): FileLog {
  const daily = openDailyLog({ folder: logsFolder(directory), name: 'main', now })
  let clean: Scrubber = scrub
  return {
    log: (line) => {
      daily.write(JSON.stringify({ at: new Date(now()).toISOString(), ...scrubbed(line, clean) }).slice(0, longestLine))
    },
    hide: (names) => {
      clean = createScrubber(names)
    },
  }
}

export function logsFolder(directory: string): string {
  return path.join(directory, 'logs')
}

function scrubbed({ level, event, correlation, facts, detail }: LogLine, clean: Scrubber): Record<string, unknown> {
  return {
    level,
    event: clean(event),
    ...(correlation !== undefined && { correlation: /^\d{1,9}$/.test(correlation) ? correlation : clean(correlation) }),
    ...(facts !== undefined && { facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [clean(name), factOf(value, clean)])) }),
    ...(detail !== undefined && { detail: clean(detail) }),
  }
}

function factOf(value: string | number | boolean, clean: Scrubber): string | number | boolean {
  if (typeof value === 'string') return clean(value)
  return typeof value === 'number' && Math.abs(value) > largestFact ? clean(String(value)) : value
}
