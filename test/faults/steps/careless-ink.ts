import type Database from 'better-sqlite3'
import { tell } from './step.ts'

/** Set where the control is asked for. */
export const carelessVariable = 'TILLWRIGHT_TEST_INK_FIRST'

/**
 * What must be seen: a till whose receipt comes out before its sale is on the disk. Its paper comes out through the pipe to the
 * parent: a printer listens to one at a time, and that is the line the register holds.
 */
export function inkBeforeCommit(db: Database.Database, during: string): void {
  if (process.env[carelessVariable] === undefined || during !== 'complete-sale') return
  const type = db.prepare<[], string>('SELECT type FROM journal ORDER BY position DESC LIMIT 1').pluck().get()
  if (type === 'sale.completed') tell(`ink ${db.prepare<[], string>('SELECT number FROM sale ORDER BY epoch DESC, seq DESC LIMIT 1').pluck().get() ?? ''}`)
}
