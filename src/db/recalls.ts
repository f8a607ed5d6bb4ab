import { type Recall } from '../domain/basket/index.ts'
import { type Connection } from './connection.ts'

/** Whose it is: a person's at this register, a file's, or head office's. */
export type RecallSource = 'register' | 'import' | 'headOffice'

type Row = readonly [itemId: string, lot: string, reason: string, since: string]

export interface RecallReads {
  /** Of these items, in their order and by lot. Without any recall at all it is one look at an empty table. */
  recallsOf(itemIds: Iterable<string>): readonly Recall[]
}

export interface RecallWrites {
  /** Replaces one of the same item and lot. */
  saveRecall(recall: Recall, source: RecallSource): void
  /** All of an item, or of one lot; how many there were. */
  dropRecalls(itemId: string, lot?: string): number
}

export function readRecalls(db: Connection): RecallReads {
  const any = db.prepare<[], number>('SELECT 1 FROM recall LIMIT 1').pluck()
  const ofItem = db.prepare<[string], Row>('SELECT item_id, lot, reason, since FROM recall WHERE item_id = ? ORDER BY lot').raw()
  return {
    recallsOf(itemIds) {
      if (any.get() === undefined) return []
      return [...new Set(itemIds)].flatMap((id) => ofItem.all(id).map(([itemId, lot, reason, since]) => ({ itemId, ...(lot === '' ? {} : { lot }), reason, since })))
    },
  }
}

export function writeRecalls(db: Connection): RecallWrites {
  const put = db.prepare<[string, string, string, string, RecallSource]>(
    'INSERT INTO recall (item_id, lot, reason, since, source) VALUES (?, ?, ?, ?, ?) ON CONFLICT (item_id, lot) DO UPDATE SET reason = excluded.reason, since = excluded.since, source = excluded.source',
  )
  const drop = db.prepare<[string]>('DELETE FROM recall WHERE item_id = ?')
  const dropLot = db.prepare<[string, string]>('DELETE FROM recall WHERE item_id = ? AND lot = ?')
  return {
    saveRecall({ itemId, lot = '', reason, since }, source) {
      put.run(itemId, lot, reason, since, source)
    },
    dropRecalls: (itemId, lot) => (lot === undefined ? drop.run(itemId) : dropLot.run(itemId, lot)).changes,
  }
}
