import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { reasonOf, sha256OfFile, stamp, sumBeside, syncFile, syncFolder } from '../../backups/backup-file.ts'
import { reasonWords } from '../../backups/reason-words.ts'
import { sealOf, withoutSeal } from '../../backups/seal.ts'
import { type Connection } from './connection.ts'
import { type LookedInside, lookInside } from './copy-books.ts'
import { schemaVersion } from './schema.ts'

export type Restored =
  | {
      readonly ok: true
      readonly inside: Extract<LookedInside, { ok: true }>['inside']
      /** Where the books that were there lie now; absent where there were none. */
      readonly aside?: string
      /** Whether the accounts and registers of the books that were there were taken along. */
      readonly carried: boolean
      /** Whether a sum from when it was made spoke for every byte. Without one, only the journals and SQLite's own check did. */
      readonly summed: boolean
      /** Whether anybody in them has a second factor, which is sealed with a key that lies beside the books. */
      readonly sealed: boolean
    }
  | {
      readonly ok: false
      /** `differs`: it is not what was written when it was made. `system`: neither was at fault, but what lies between. */
      readonly why: 'missing' | 'folder' | 'running' | 'differs' | 'unsound' | 'system'
      readonly detail?: string
    }

/** Register numbers passed over where nobody can say which were given out since: no receipt number is printed twice. */
const passedOver = 100

/**
 * Puts a backup in the place of the books, whole or not at all. It gets an instance of its own, so that every register compares its whole journal and
 * sends again what is missing (REP-6). What no register can send again is taken along from the books that were there, if they are of the same chain and
 * can be read: registers enrolled or retired since, and who may sign on. The books that were there are kept aside.
 */
export async function restoreBooks({ database, backup, now }: { readonly database: string; readonly backup: string; readonly now: number }): Promise<Restored> {
  const next = `${database}.restoring`
  let made: string | undefined
  try {
    const found = statSync(backup, { throwIfNoEntry: false })
    if (found === undefined) return { ok: false, why: 'missing' }
    if (found.isDirectory()) return { ok: false, why: 'folder' }
    made = mkdirSync(path.dirname(database), { recursive: true, mode: 0o700 })
    return await putBack(database, backup, next, now)
  } catch (error) {
    return { ok: false, why: 'system', detail: reasonWords(reasonOf(error)) }
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${next}${end}`, { force: true })
    if (made !== undefined) takeAway(path.dirname(database), made)
  }
}

async function putBack(database: string, backup: string, next: string, now: number): Promise<Restored> {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${next}${end}`, { force: true })
  copyFileSync(backup, next)
  chmodSync(next, 0o600)
  // A file that was copied by hand while head office ran has a log beside it, with the newest of it, and is no backup of ours with a sum.
  const logged = (statSync(`${backup}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
  const sums = logged ? 'none' : sumsOf(backup, next)
  if (sums === 'broken') return { ok: false, why: 'differs' }
  if (logged) copyFileSync(`${backup}-wal`, `${next}-wal`)
  const looked = await lookInside(next, now)
  if (!looked.ok) return { ok: false, why: 'unsound', detail: looked.why }
  const there = existsSync(database) ? quiet(database) : 'none'
  if (there === 'running') return { ok: false, why: 'running' }
  const carried = there === 'quiet' && carry(next, database)
  renew(next, now, carried || there === 'none' ? 0 : passedOver)
  syncFile(next)
  const sealed = hasFactors(next)
  const aside = there === 'none' ? undefined : putAside(database, `${database}.before-restore-${stamp(now)}`)
  for (const end of ['-wal', '-shm']) rmSync(`${database}${end}`, { force: true })
  renameSync(next, database)
  syncFolder(path.dirname(database))
  return { ok: true, inside: looked.inside, ...(aside !== undefined && { aside }), carried, summed: sums === 'whole', sealed }
}

/** What the copy that will be put in place says of itself, or the note beside the backup does. Its seal has done its work then. */
function sumsOf(backup: string, copy: string): 'whole' | 'broken' | 'none' {
  const seal = sealOf(copy)
  if (seal === 'whole') withoutSeal(copy)
  if (seal !== 'none') return seal
  const said = sumBeside(backup)
  return said === undefined ? 'none' : said === sha256OfFile(copy) ? 'whole' : 'broken'
}

/** The folders made on the way, as long as nothing lies in them. */
function takeAway(from: string, upTo: string): void {
  try {
    for (let folder = path.resolve(from); folder.length >= path.resolve(upTo).length; folder = path.dirname(folder)) rmdirSync(folder)
  } catch {
    // The books lie there now.
  }
}

/** Folds the log into the file, which SQLite lets only the last of its users do. Damaged books cannot: they are put aside as they are. */
function quiet(database: string): 'quiet' | 'running' | 'damaged' {
  let db: Connection | undefined
  try {
    db = new Database(database, { timeout: 500 })
    db.pragma('journal_mode = DELETE')
    return db.pragma('quick_check(1)', { simple: true }) === 'ok' ? 'quiet' : 'damaged'
  } catch (error) {
    return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY') ? 'running' : 'damaged'
  } finally {
    db?.close()
  }
}

/** Two names of one file, so that there is no moment without books: a start in it would make empty ones. */
function putAside(database: string, aside: string): string {
  for (const end of ['', '-wal']) {
    if (!existsSync(`${database}${end}`)) continue
    try {
      linkSync(`${database}${end}`, `${aside}${end}`)
    } catch {
      // A disk that has no second names.
      copyFileSync(`${database}${end}`, `${aside}${end}`)
      syncFile(`${aside}${end}`)
    }
  }
  return aside
}

const personColumns = ['sign_on_name', 'sign_on_key', 'name', 'name_key', 'role', 'state', 'passphrase', 'one_time_until', 'factor', 'factor_step', 'revision', 'signed_on_at', 'made_at', 'changed_at'] as const

/** False: they are of another chain, or of another version, and nothing was taken along. */
function carry(next: string, database: string): boolean {
  const db = new Database(next)
  try {
    db.prepare('ATTACH ? AS was').run(database)
    const known = db.prepare<[], number>(`SELECT (SELECT pepper FROM main.chain_pepper) = (SELECT pepper FROM was.chain_pepper)`).pluck()
    if (Number(db.pragma('was.user_version', { simple: true })) !== schemaVersion || Number(db.pragma('main.user_version', { simple: true })) !== schemaVersion || known.get() !== 1) return false
    db.transaction(() => {
      db.exec(`
        INSERT INTO main.store SELECT * FROM was.store WHERE id NOT IN (SELECT id FROM main.store);
        UPDATE main.store SET next_register_number = max(next_register_number, coalesce((SELECT w.next_register_number FROM was.store w WHERE w.id = store.id), 0));
        INSERT INTO main.register (store, id, number, public_key, enrolled_at, last_seen, retired_at, retired_by, locked_at, locked_reason, locked_by, lock_heard_at, days_ended_at, days_ended_by, days_ended_note)
          SELECT store, id, number, public_key, enrolled_at, last_seen, retired_at, retired_by, locked_at, locked_reason, locked_by, lock_heard_at, days_ended_at, days_ended_by, days_ended_note FROM was.register WHERE id NOT IN (SELECT id FROM main.register);
        UPDATE main.register SET retired_at = coalesce(retired_at, (SELECT w.retired_at FROM was.register w WHERE w.id = register.id)),
          retired_by = coalesce(retired_by, (SELECT w.retired_by FROM was.register w WHERE w.id = register.id)),
          public_key = coalesce((SELECT w.public_key FROM was.register w WHERE w.id = register.id), public_key);
        UPDATE main.register SET (locked_at, locked_reason, locked_by, lock_heard_at, days_ended_at, days_ended_by, days_ended_note) = (SELECT w.locked_at, w.locked_reason, w.locked_by, w.lock_heard_at, w.days_ended_at, w.days_ended_by, w.days_ended_note FROM was.register w WHERE w.id = register.id)
          WHERE id IN (SELECT id FROM was.register);
        INSERT OR IGNORE INTO main.replaced_key SELECT * FROM was.replaced_key;
        INSERT OR REPLACE INTO main.rebuild_code SELECT * FROM was.rebuild_code;
        INSERT INTO main.person (id, ${personColumns.join(', ')}) SELECT id, ${personColumns.join(', ')} FROM was.person WHERE true
          ON CONFLICT (id) DO UPDATE SET ${personColumns.map((column) => `${column} = excluded.${column}`).join(', ')};
        DELETE FROM main.person_recovery_code;
        INSERT INTO main.person_recovery_code SELECT * FROM was.person_recovery_code;
        INSERT INTO main.sign_on_wait SELECT * FROM was.sign_on_wait WHERE true ON CONFLICT DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, until = excluded.until;
        INSERT INTO main.person_event SELECT * FROM was.person_event WHERE place > (SELECT coalesce(max(place), 0) FROM main.person_event);`)
    }).immediate()
    return true
  } catch {
    // Half of them can be read, or two histories of one chain do not fit: then nothing of it was taken along, and it is said so.
    return false
  } finally {
    db.close()
  }
}

/** Books of before there were accounts have none. */
function hasFactors(books: string): boolean {
  const db = new Database(books, { readonly: true })
  try {
    const known = db.prepare<[], number>("SELECT count(*) FROM pragma_table_info('person') WHERE name = 'factor'").pluck().get() === 1
    return known && db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM person WHERE factor IS NOT NULL)').pluck().get() === 1
  } finally {
    db.close()
  }
}

function renew(next: string, now: number, numbers: number): void {
  const db = new Database(next)
  try {
    db.pragma('journal_mode = DELETE')
    db.transaction(() => {
      db.prepare('UPDATE instance SET id = ?, created_at = ?').run(randomUUID(), now)
      db.prepare('UPDATE store SET next_register_number = next_register_number + ?').run(numbers)
    }).immediate()
  } finally {
    db.close()
  }
}
