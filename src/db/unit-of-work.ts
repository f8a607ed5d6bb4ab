import Database from 'better-sqlite3'
import { refuse, type Result } from '../domain/errors/index.ts'
import { type Connection } from './connection.ts'

export interface UnitOfWork {
  run<T>(work: () => Result<T>): Result<T>
  /** Throws when no unit of work is open: a write outside one could be half of a sale. */
  assertInside(): void
  assertOutside(): void
}

/**
 * One BEGIN IMMEDIATE ... COMMIT at a time. IMMEDIATE takes the write lock before anything is read, so that nothing
 * decided in the middle can turn out to be decided on old rows.
 *
 * After SQLITE_IOERR or SQLITE_CORRUPT it throws, and refuses every later call by throwing: SQLite's own state is not
 * to be trusted any more, and a failed fsync may or may not have put the commit on disk. Only a reopened file can tell,
 * which is why the caller closes, opens again, and asks `saleByBasket`.
 */
export function createUnitOfWork(db: Connection, { beforeCommit, afterRollback }: { readonly beforeCommit: () => void; readonly afterRollback: () => void }): UnitOfWork {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  let inside = false
  let broken = false

  function undo(): void {
    try {
      // A full disk or an I/O error may have rolled back already; a second ROLLBACK would hide the first error.
      if (db.inTransaction) rollback.run()
    } finally {
      afterRollback()
    }
  }

  return {
    run(work) {
      if (broken) throw new Error('this database failed and must be closed and opened again')
      if (inside) throw new Error('a unit of work inside a unit of work')
      inside = true
      try {
        begin.run()
        const result = work()
        if (result.ok) {
          beforeCommit()
          commit.run()
        } else undo()
        return result
      } catch (error) {
        const code = error instanceof Database.SqliteError ? error.code : ''
        broken = code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CORRUPT')
        undo()
        if (code === 'SQLITE_FULL') return refuse('database.full')
        // Waited for as long as a cashier does. Nothing was begun, and nothing of it is in the file.
        if (code.startsWith('SQLITE_BUSY')) return refuse('database.busy')
        throw error
      } finally {
        inside = false
      }
    },
    assertInside() {
      if (!inside) throw new Error('a write outside a unit of work')
    },
    assertOutside() {
      if (inside) throw new Error('not inside a unit of work')
    },
  }
}
