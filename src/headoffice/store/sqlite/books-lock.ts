import Database from 'better-sqlite3'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface BooksLock {
  release(): void
}

/**
 * One head office on one file, for as long as this process lives; throws, in words, while another has it. Two would each keep sessions, backups and
 * pages of their own, and neither's pages would hear of what the other received. Commands at the machine take no such lock: they go beside it.
 *
 * An exclusive transaction on an empty neighbour file: the system frees it however the process dies, so no stale one ever has to be judged by a person.
 */
export function takeBooksLock(books: string): BooksLock {
  const [file, holder] = [`${books}-lock`, `${books}-lock-holder`]
  mkdirSync(path.dirname(books), { recursive: true, mode: 0o700 })
  const db = new Database(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error
    throw new Error(`a head office is already running on the books in ${path.resolve(path.dirname(books))}${who(holder)}. It goes on, and nothing was changed. Use that one, stop it first, or give another --data folder. Several head offices at once need PostgreSQL.`, { cause: error })
  }
  try {
    writeFileSync(holder, JSON.stringify({ pid: process.pid, since: Date.now() }), { mode: 0o600 })
  } catch {
    // A disk without room: the lock holds all the same, and the next one is not told a number.
  }
  return {
    // The file stays: taken away, a third could lock a new one of that name while a second waits on the old one.
    release: () => void db.close(),
  }
}

/** Read only while the lock is found taken, when it is its holder's. */
function who(holder: string): string {
  try {
    const { pid, since } = JSON.parse(readFileSync(holder, 'utf8')) as { readonly pid?: unknown; readonly since?: unknown }
    return typeof pid === 'number' && typeof since === 'number' ? ` (process ${pid}, since ${new Date(since).toISOString().replace('T', ' ').slice(0, 16)} UTC)` : ''
  } catch {
    return ''
  }
}
