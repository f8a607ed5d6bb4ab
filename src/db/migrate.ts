import { accept, refuse, type Result } from '../domain/errors/index.ts'
import { type Connection } from './connection.ts'
import { type Migration } from './migrations/index.ts'
import { sha256 } from './sha256.ts'

/** Marks a file as a register's ("Till" in ASCII), so that a wrong path never gets our tables. */
export const APPLICATION_ID = 0x54696c6c
/** A backup of one ("TilB"): opened as a register it has been put there by hand, and what was sold since it was made is on paper. */
export const BACKUP_ID = 0x54696c42

/** A register's file, or a backup of one. */
export const isOurs = (applicationId: unknown): boolean => applicationId === APPLICATION_ID || applicationId === BACKUP_ID

export function checksumOf(migration: Migration): string {
  return sha256(`${migration.id}\n${migration.name}\n${migration.up}`)
}

/** The schema's number in the file, 0 for a new one. */
export function schemaVersion(db: Connection): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Throws when the list is not strictly rising in tens: a bug of ours, seen by the first test that opens a file. */
export function assertInOrder(list: readonly Migration[]): void {
  let last = 0
  for (const { id, name } of list) {
    if (!Number.isInteger(id) || id % 10 !== 0 || id <= last) throw new Error(`migration ${id} ${name} is out of order`)
    last = id
  }
}

/**
 * Reads only. Refuses a file that a later version wrote (`database.newer`), that is not a register's, or whose steps
 * are not the ones we know (`database.unsafe`): going on from a schema nobody has described is how half of a shop's
 * data gets lost quietly.
 */
export function checkSchema(db: Connection, list: readonly Migration[]): Result<number> {
  const version = schemaVersion(db)
  const newest = list.at(-1)?.id ?? 0
  if (version > newest) return refuse('database.newer', { version, known: newest })
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
  if (version === 0) return tables === 0 ? accept(0) : refuse('database.unsafe', { setting: 'not a register' })
  if (!isOurs(db.pragma('application_id', { simple: true }))) return refuse('database.unsafe', { setting: 'not a register' })
  const applied = db.prepare<[], { id: number; checksum: string }>('SELECT id, checksum FROM migration ORDER BY id').all()
  const expected = list.filter((step) => step.id <= version)
  const same = applied.length === expected.length && expected.every((step, index) => applied[index]?.id === step.id && applied[index].checksum === checksumOf(step))
  return same ? accept(version) : refuse('database.unsafe', { setting: 'schema history' })
}

/** Runs what is missing in one transaction: a power cut leaves the old schema or the new one. Returns how many ran. */
export function migrate(db: Connection, list: readonly Migration[], at: number): number {
  assertInOrder(list)
  const version = schemaVersion(db)
  const missing = list.filter((step) => step.id > version)
  if (missing.length === 0) return 0
  db.transaction(() => {
    if (version === 0) {
      db.exec('CREATE TABLE migration (id INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT')
      db.pragma(`application_id = ${APPLICATION_ID}`)
    }
    const record = db.prepare('INSERT INTO migration (id, name, checksum, applied_at) VALUES (?, ?, ?, ?)')
    for (const step of missing) {
      db.exec(step.up)
      record.run(step.id, step.name, checksumOf(step), at)
      db.pragma(`user_version = ${step.id}`)
    }
  }).immediate()
  return missing.length
}
