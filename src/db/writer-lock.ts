import Database from 'better-sqlite3'

export interface WriterLock {
  release(): void
}

/**
 * Holds the right to write to a register's file, for as long as this process lives; undefined when another holds it.
 *
 * SQLite alone would let two writers take turns, and both would be right about SQLite and wrong about the shop: each
 * keeps the journal's head in memory, runs effects, and would put a drawer's kick to work twice. So a second start of
 * the program must be refused, not queued.
 *
 * The lock is an exclusive transaction on an empty neighbour file. The operating system frees it when the process
 * dies, however it dies, so no stale lock ever has to be judged by a person at six in the morning (a file with a
 * process number in it would). It is not taken on the register's own file, since the read-only worker shares that.
 */
export function takeWriterLock(path: string): WriterLock | undefined {
  const db = new Database(`${path}-lock`, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
  return {
    release() {
      // Closing rolls the empty transaction back. The file stays: unlinking it would let a third process lock a new
      // file of the same name while a second still waits on the old one.
      db.close()
    },
  }
}
