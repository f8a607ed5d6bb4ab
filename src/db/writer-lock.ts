import Database from 'better-sqlite3'
import { readFileSync, writeFileSync } from 'node:fs'

export interface WriterLock {
  release(): void
}

/** Who writes a register's file: the system's number of the process, and since when, in epoch milliseconds. */
export interface LockHolder {
  readonly pid: number
  readonly since: number
}

const signOf = (path: string): string => `${path}-holder`

/** Beside the lock and never instead of it: read only while the lock is found taken, when it is its holder's. */
function sign(path: string): void {
  try {
    writeFileSync(signOf(path), JSON.stringify({ pid: process.pid, since: Date.now() }), { mode: 0o600 })
  } catch {
    // A disk without room or that cannot be written: the lock holds all the same, and the next one is not told a number.
  }
}

/** One that could not sign leaves the name of the one before: somebody would stop whatever has its number by now. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Of a lock that is taken; undefined where it did not sign. */
export function lockHolder(path: string): LockHolder | undefined {
  try {
    const { pid, since } = JSON.parse(readFileSync(signOf(path), 'utf8')) as Partial<LockHolder>
    return typeof pid === 'number' && typeof since === 'number' && isAlive(pid) ? { pid, since } : undefined
  } catch {
    return undefined
  }
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
  sign(path)
  return {
    release() {
      // Closing rolls the empty transaction back. The file stays: unlinking it would let a third process lock a new
      // file of the same name while a second still waits on the old one.
      db.close()
    },
  }
}
