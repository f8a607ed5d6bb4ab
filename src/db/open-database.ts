import { closeSync, existsSync, openSync, realpathSync } from 'node:fs'
import { accept, refuse, type Result } from '../domain/errors/index.ts'
import { backUp } from './backup.ts'
import { connect, type Connection, unsafeSetting } from './connection.ts'
import { writeFacts } from './facts.ts'
import { checkSchema, migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { type RegisterFacts, type RegisterReader, type RegisterWriter } from './register-database.ts'
import { readLogos, writeLogos } from './logos.ts'
import { sumsKeeper, type SumsKeeper } from './pages/sums-keeper.ts'
import { createReads } from './register-reader.ts'
import { createWriter } from './register-writer.ts'
import { lockHolder, takeWriterLock } from './writer-lock.ts'

export interface OpenRegister {
  /** On a local disk: WAL does not work over a network file system. */
  readonly path: string
  /** A new UUIDv7 at each call: the register's id at first open, then one per journal entry. */
  readonly newId: () => string
  /** Epoch milliseconds, for the record of migrations. */
  readonly now?: () => number
  /** Facts of a register that does not exist yet; ignored when it does. */
  readonly first?: Partial<Omit<RegisterFacts, 'registerId'>>
}

/**
 * The one writer of a register's file. Refuses `database.inUse` (another process writes it), `database.newer` (a later
 * version wrote it; not touched), `database.unsafe` (not a register's file, or a setting that would lose sales did not
 * stick), `database.noBackup` (an older file that could not be copied first; not touched). Throws when the file cannot be opened or read at all.
 */
export function openRegisterDatabase({ path, newId, now = Date.now, first = {} }: OpenRegister): Result<RegisterWriter> {
  const file = privateFile(path)
  const lock = takeWriterLock(file)
  if (lock === undefined) return refuse('database.inUse', { ...lockHolder(file) })
  try {
    const sums = sumsKeeper(file)
    const db = prepare(file, sums, now(), (fresh) => {
      migrate(fresh, migrations, now())
      fresh.transaction(() => {
        writeFacts(fresh, { ...readLogos(fresh), ...writeLogos(fresh) }).create(newId, first)
      }).immediate()
    })
    if (!db.ok) {
      lock.release()
      return db
    }
    try {
      return accept(createWriter(db.value, {
        newId,
        fold: () => { sums.fold(db.value) },
        beforeClose: sums.anyLog,
        onClose: () => {
          sums.closed()
          lock.release()
        },
      }))
    } catch (error) {
      db.value.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Reads beside the writer, on a connection that cannot write. The file must exist and be migrated: the writer opens first. */
export function openRegisterReader({ path }: { readonly path: string }): Result<RegisterReader & { close(): void }> {
  const db = connect(path, true)
  const version = checkSchema(db, migrations)
  const wrong = version.ok && version.value !== migrations.at(-1)?.id ? 'schema' : unsafeSetting(db)
  if (version.ok && wrong === undefined) return accept({ ...createReads(db), close: () => { db.close() } })
  db.close()
  return version.ok ? refuse('database.unsafe', { setting: wrong ?? '' }) : version
}

/** The real path, made with owner-only rights before SQLite makes it with everyone's: it holds PIN hashes. */
function privateFile(path: string): string {
  if (!existsSync(path)) closeSync(openSync(path, 'wx', 0o600))
  // Two names of one file must come to one lock.
  return realpathSync(path)
}

/**
 * Looks without touching, keeps a copy of an older file, then migrates, closes, and opens again: only a connection that has opened an existing WAL file
 * and written to it tells the truth about its settings, so that is the connection that is asked, and then kept.
 */
function prepare(path: string, sums: SumsKeeper, at: number, bring: (db: Connection) => void): Result<Connection> {
  const looking = connect(path, true)
  const version = closing(looking, () => checkSchema(looking, migrations))
  if (!version.ok) return version
  if (version.value > 0 && version.value !== migrations.at(-1)?.id) {
    const kept = backUp(path, version.value, at)
    if (!kept.ok) return kept
  }
  sums.anyLog()
  const fresh = connect(path)
  closing(fresh, () => {
    bring(fresh)
    // Closing folds the log in as well, and nobody would know the pages' sums.
    sums.fold(fresh)
    sums.anyLog()
  })
  const db = connect(path)
  try {
    db.transaction(() => {
      writeFacts(db, { ...readLogos(db), ...writeLogos(db) }).countOpening()
    }).immediate()
    sums.opened()
    const wrong = unsafeSetting(db)
    if (wrong === undefined) return accept(db)
    db.close()
    return refuse('database.unsafe', { setting: wrong })
  } catch (error) {
    db.close()
    throw error
  }
}

function closing<T>(db: Connection, work: () => T): T {
  try {
    return work()
  } finally {
    db.close()
  }
}
