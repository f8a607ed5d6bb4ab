import { type Connection } from './connection.ts'
import { epochOf, positionOf, seqOf } from './position.ts'

export interface LossWatchReads {
  /** The store's own, by rule. */
  lossLimits(): ReadonlyMap<string, number>
  /** Entries of these types on one business date, in the order of the journal, behind `after`: so many at the most. */
  entriesOfTypes(asked: { readonly day: string; readonly types: readonly string[]; readonly after?: { readonly epoch: number; readonly seq: number }; readonly limit: number }): readonly { readonly epoch: number; readonly seq: number; readonly type: string; readonly text: string }[]
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

const entriesOfTypesStatement = `SELECT position, type, text FROM journal_line JOIN journal USING (position)
  WHERE business_date = ? AND position > ? AND type IN (SELECT value FROM json_each(?)) ORDER BY position LIMIT ?`

export function readLossWatch(db: Connection): LossWatchReads {
  const limits = db.prepare<[], { rule: string; value: number }>('SELECT rule, value FROM loss_limit')
  const some = db.prepare<[string, number, string, number], Row>(entriesOfTypesStatement)
  return {
    lossLimits: () => new Map(limits.all().map(({ rule, value }) => [rule, value])),
    entriesOfTypes({ day, types, after, limit }) {
      return some.all(day, after === undefined ? 0 : positionOf(after.epoch, after.seq), JSON.stringify(types), limit).map(({ position, type, text }) => ({ epoch: epochOf(position), seq: seqOf(position), type, text }))
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
