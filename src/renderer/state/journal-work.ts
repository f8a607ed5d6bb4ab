import { type JournalGroup, type JournalView } from '../../contracts/ipc/index.ts'

/** The days that are looked at, counted back from the business date of now. */
export const journalPeriods = ['all', 'today', 'yesterday', 'week', 'month'] as const
export type JournalPeriod = (typeof journalPeriods)[number]

/** The journal is looked through. Without a group, all of them; without an operator, everybody. What is typed stands in the entry. */
export interface JournalWork {
  readonly kind: 'journal'
  readonly period: JournalPeriod
  readonly group: JournalGroup | undefined
  readonly operatorId: string | undefined
  /** Rows written so far, while a file is being made. */
  readonly exporting: number | undefined
}

/** As far as it was asked for. `chosen` is -1 until an arrow key was pressed. */
export interface JournalList {
  readonly found: JournalView['entries']
  readonly next: JournalView['next']
  readonly listing: boolean
  readonly cutOffHour: number
  readonly chosen: number
}
