import Database from 'better-sqlite3'
import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs'
import { type BackupInside, reasonOf, sha256OfFile, syncFile } from '../../backups/backup-file.ts'
import { verifyBooks } from '../../backups/verify-books.ts'
import { type Connection } from './connection.ts'
import { schemaVersion } from './schema.ts'
import { sqliteUnits } from './units.ts'

export type LookedInside = { readonly ok: true; readonly inside: BackupInside } | { readonly ok: false; readonly why: string }

/** Pages a step copies. The copy is of one moment however many steps it takes: a read transaction holds that moment still. */
const stepPages = 2048

export function openToRead(file: string): Connection {
  return new Database(file, { readonly: true, fileMustExist: true })
}

/** The books as they stand this moment, as one file, on disk when it resolves. `to` must not exist. Beside the writer: neither waits for the other. */
export async function copyBooks(file: string, to: string): Promise<void> {
  const source = openToRead(file)
  try {
    source.exec('BEGIN')
    source.prepare('SELECT id FROM instance').get()
    // Made empty first, for its owner alone: it holds the chain's takings. SQLite fills an empty file.
    closeSync(openSync(to, 'wx', 0o600))
    await source.backup(to, { progress: () => stepPages })
    source.exec('COMMIT')
  } finally {
    source.close()
  }
  syncFile(to)
}

/** Reads a copy whole: SQLite's own check, then each journal from its first entry to its last. Nobody else has it open; what SQLite makes beside it is taken away again. */
export async function lookInside(file: string, at: number): Promise<LookedInside> {
  const made = ['-wal', '-shm'].map((end) => `${file}${end}`).filter((name) => !existsSync(name))
  let db: Connection | undefined
  try {
    db = openToRead(file)
    const found = db.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok') return { ok: false, why: `damaged: ${String(found)}` }
    const schema = Number(db.pragma('user_version', { simple: true }))
    if (schema > schemaVersion) return { ok: false, why: `it is of version ${schema}, and this program knows ${schemaVersion}` }
    const names = db.prepare<[], { instance: string; chainName: string | null }>('SELECT i.id AS instance, (SELECT chain_name FROM store ORDER BY created_at, id LIMIT 1) AS "chainName" FROM instance i').get()
    if (names === undefined) return { ok: false, why: 'these are no books of a head office' }
    const { faults, ...counted } = await verifyBooks(sqliteUnits(db).read)
    const [fault] = faults
    if (fault !== undefined) return { ok: false, why: `the journal of register ${fault.register} breaks at ${fault.epoch}/${fault.seq}: ${fault.kind}` }
    return { ok: true, inside: { instance: names.instance, chainName: names.chainName ?? '', at, schema, bytes: statSync(file).size, sha256: sha256OfFile(file), ...counted } }
  } catch (error) {
    return { ok: false, why: error instanceof Error && /no such table|not a database/.test(error.message) ? 'these are no books of a head office' : reasonOf(error) }
  } finally {
    db?.close()
    for (const name of made) rmSync(name, { force: true })
  }
}
