import Database from 'better-sqlite3'
import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import { type BackupInside, reasonOf, syncFile } from '../../backups/backup-file.ts'
import { reasonWords } from '../../backups/reason-words.ts'
import { brokenAt, verifyBooks } from '../../backups/verify-books.ts'
import { type Connection } from './connection.ts'
import { schemaVersion } from './schema.ts'
import { sqliteUnits } from './units.ts'

/** `reason`: the system's word, or `damaged`, `not-books`, `newer`, `broken` (a journal is not whole). `why`: in words. */
export interface Unsound {
  readonly ok: false
  readonly reason: string
  readonly why: string
}
export type LookedInside = { readonly ok: true; readonly inside: Omit<BackupInside, 'bytes' | 'sha256'> } | Unsound

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
    const unfit = unfitness(db)
    if (unfit !== undefined) return unfit
    const names = db.prepare<[], { instance: string; chainName: string | null }>('SELECT i.id AS instance, (SELECT chain_name FROM store ORDER BY created_at, id LIMIT 1) AS "chainName" FROM instance i').get()
    if (names === undefined) return noBooks
    const { faults, ...counted } = await verifyBooks(sqliteUnits(db).read)
    const [fault] = faults
    if (fault !== undefined) return { ok: false, reason: 'broken', why: `the journal in it is not whole: ${brokenAt(fault)}` }
    return { ok: true, inside: { instance: names.instance, chainName: names.chainName ?? '', at, schema: versionOf(db), ...counted } }
  } catch (error) {
    return error instanceof Error && /no such (table|column)/.test(error.message) ? noBooks : unreadable(error)
  } finally {
    db?.close()
    for (const name of made) rmSync(name, { force: true })
  }
}

const noBooks: Unsound = { ok: false, reason: 'not-books', why: 'these are no books of a head office' }

/** What SQLite itself finds wrong with the file, or that it is none of ours; of an index too, which the quick check believes. */
export function unfitness(db: Connection): Unsound | undefined {
  try {
    const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('instance', 'ledger', 'journal')").pluck().all()
    if (tables.includes('journal')) return { ok: false, reason: 'not-books', why: 'these are no books of a head office, but a register’s: its own screen puts them back, under Backups' }
    if (!tables.includes('instance') || !tables.includes('ledger')) return noBooks
    const schema = versionOf(db)
    if (schema > schemaVersion) return { ok: false, reason: 'newer', why: `it was written by a newer program (its version is ${schema}, and this program reads ${schemaVersion}): take that program, or a newer one` }
    const found = String(db.pragma('integrity_check(1)', { simple: true }))
    return found === 'ok' ? undefined : { ok: false, reason: 'damaged', why: `the file is damaged (${found.replaceAll(/\s+/gu, ' ').trim()})` }
  } catch (error) {
    return unreadable(error)
  }
}

export function versionOf(db: Connection): number {
  return Number(db.pragma('user_version', { simple: true }))
}

function unreadable(error: unknown): Unsound {
  const reason = reasonOf(error)
  if (reason === 'SQLITE_NOTADB') return noBooks
  return { ok: false, reason: reason.startsWith('SQLITE_CORRUPT') ? 'damaged' : reason, why: reasonWords(reason) }
}
