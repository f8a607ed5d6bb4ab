import { type QuarantinedEntry, type QuarantineMark, type QuarantineOverview, type QuarantineState, type QuarantineStep, type QuarantineTelling } from '../../contracts/replication/index.ts'
import { type EntryPlace, saidOf } from '../ingest/read-entry.ts'

// What lies in quarantine, for both databases: one way to tell a register, the page and whoever opens an entry.

/** Where it lies, and in whose name something is done to it. */
export interface QuarantineAsking {
  readonly place: EntryPlace
  readonly by: string
  readonly note?: string
}

export interface QuarantinedRow {
  readonly store: string
  readonly register: string
  readonly registerNumber: number
  readonly epoch: number
  readonly seq: number
  readonly reason: string
  readonly state: string
  readonly receivedAt: number
  readonly text: string
}

export interface StepRow {
  readonly kind: string
  readonly at: number
  readonly by: string
  readonly note: string | null
  readonly reason: string | null
}

export type QuarantineOverviewRow = Omit<QuarantineOverview, 'state' | 'type' | 'number'> & { readonly state: string; readonly type: string | null; readonly number: string | null }

/** `changedBy`, `note`: of the last step. */
export interface TellingRow {
  readonly epoch: number
  readonly seq: number
  readonly reason: string
  readonly state: string
  readonly receivedAt: number
  readonly changedAt: number | null
  readonly changedBy: string | null
  readonly note: string | null
}

/** What a register has there, and how often anything was done to it: both together are another number after every change. */
export interface MarkRow {
  readonly held: number
  readonly all: number
  readonly steps: number
}

const states = ['quarantined', 'discarded', 'applied'] as const

export function stateOf(state: string): QuarantineState {
  return states.find((one) => one === state) ?? 'quarantined'
}

/** Of a register of which nothing ever was there. */
export const noneInQuarantine: QuarantineMark = { held: 0, mark: '0.0' }

/** Absent where nothing ever was there. `more`: that are filed with what is being answered. */
export function markOf({ held, all, steps }: MarkRow, more = 0): QuarantineMark | undefined {
  return all + more === 0 ? undefined : { held: held + more, mark: `${all + more}.${steps}` }
}

export function quarantinedEntryOf({ text, state, ...row }: QuarantinedRow, steps: readonly StepRow[]): QuarantinedEntry {
  return { ...row, state: stateOf(state), text, ...saidOf(text), steps: steps.map(stepOf) }
}

const kinds = ['again', 'applied', 'discarded', 'restored'] as const

function stepOf({ kind, at, by, note, reason }: StepRow): QuarantineStep {
  return { kind: kinds.find((one) => one === kind) ?? 'again', at, by, ...(note !== null && { note }), ...(reason !== null && { reason }) }
}

export function quarantineOverviewOf({ state, type, number, ...row }: QuarantineOverviewRow): QuarantineOverview {
  return { ...row, state: stateOf(state), ...(type !== null && { type }), ...(number !== null && { number }) }
}

export function tellingOf({ epoch, seq, reason, state, receivedAt, changedAt, changedBy, note }: TellingRow): QuarantineTelling {
  const done = state !== 'quarantined'
  return { epoch, seq, reason, state, receivedAt, ...(done && changedAt !== null && { changedAt }), ...(state === 'discarded' && changedBy !== null && { by: changedBy }), ...(state === 'discarded' && note !== null && { note }) }
}

/** As both databases order what a register is told, and what the page lists: what lies there first, then the newest that was settled. */
export const heldFirst = `CASE q.state WHEN 'quarantined' THEN 0 ELSE 1 END, coalesce(q.changed_at, q.received_at) DESC`
