import { type Connection } from './connection.ts'
import { epochOf, seqOf } from './position.ts'

export interface LossWatchReads {
  /** The store's own, by rule. */
  lossLimits(): ReadonlyMap<string, number>
  /** Entries of these types on these business dates, both included, in the order of the journal. */
  entriesOfTypes(from: string, to: string, types: readonly string[]): Iterable<{ readonly epoch: number; readonly seq: number; readonly type: string; readonly text: string }>
}
export interface LossWatchWrites {
  /** Undefined: the preset counts again. */
  saveLossLimit(rule: string, value: number | undefined): void
}

interface Row {
  readonly position: number
  readonly type: string
  readonly text: string
}

/** Exported for the test that asks SQLite how it would run it. */
export const entriesOfTypesStatement = `SELECT position, type, text FROM journal_line JOIN journal USING (position)
  WHERE business_date BETWEEN ? AND ? AND type IN (SELECT value FROM json_each(?)) ORDER BY position`

export function readLossWatch(db: Connection): LossWatchReads {
  const limits = db.prepare<[], { rule: string; value: number }>('SELECT rule, value FROM loss_limit')
  const some = db.prepare<[string, string, string], Row>(entriesOfTypesStatement)
  return {
    lossLimits: () => new Map(limits.all().map(({ rule, value }) => [rule, value])),
    *entriesOfTypes(from, to, types) {
      for (const { position, type, text } of some.all(from, to, JSON.stringify(types))) yield { epoch: epochOf(position), seq: seqOf(position), type, text }
    },
  }
}

export function writeLossWatch(db: Connection): LossWatchWrites {
  const save = db.prepare<[string, number]>('INSERT INTO loss_limit (rule, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
  const drop = db.prepare<[string]>('DELETE FROM loss_limit WHERE rule = ?')
  return {
    saveLossLimit(rule, value) {
      if (value === undefined) drop.run(rule)
      else save.run(rule, value)
    },
  }
}
