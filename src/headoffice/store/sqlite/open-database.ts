import Database from 'better-sqlite3'
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { backupFolderOf, backupName, reasonOf, syncFolder } from '../../backups/backup-file.ts'
import { seal } from '../../backups/seal.ts'
import { type Connection } from './connection.ts'
import { refileZReports } from './file-z-reports.ts'
import { dayTotalSchema } from './day-totals.ts'
import { elsewhereSchema } from '../parted-days.ts'
import { feedSchema } from './feed-schema.ts'
import { lockSchema } from './lock-schema.ts'
import { restSchema } from './rest-schema.ts'
import { peopleSchema } from './people-schema.ts'
import { rebuildSchema } from './rebuild-schema.ts'
import { refileRefunds } from './refile-refunds.ts'
import { accountSchema, apartSchema, daySchema, pepperSchema, putAwaySchema, quarantineSchema, refundSchema, schema, schemaVersion, storedValueSchema, zReportSchema, twinSchema } from './schema.ts'

/** For another program that writes: a copy by hand, a person let in. */
export const busyTimeoutMs = 5_000

/**
 * Opens or makes head office's file. Throws on a file from a newer version and on settings that did not take: head office
 * must not acknowledge on a database that may forget.
 */
export function openDatabase(path: string, now: number): { readonly connection: Connection; readonly instance: string; readonly pepper: string } {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const connection = new Database(path)
  try {
    // The file holds the chain's takings: nobody else on this machine reads it.
    chmodSync(path, 0o600)
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    connection.pragma('trusted_schema = OFF')
    connection.pragma('cell_size_check = ON')
    connection.pragma(`busy_timeout = ${busyTimeoutMs}`)
    migrate(connection, path, now)
    assertDurable(connection)
    return { connection, instance: instanceOf(connection), pepper: pepperOf(connection) }
  } catch (cause) {
    connection.close()
    throw cause
  }
}

/** What an update does to the books can not be taken back by the program before it: so they are kept as they were, and without room for that there is no update. The file's name. */
function keepAsBefore(connection: Connection, path: string, found: number, now: number): string {
  const folder = backupFolderOf(dirname(path))
  const file = join(folder, backupName(instanceOf(connection), now, `-before-schema-${schemaVersion}`))
  const unfinished = `${file}.unfinished`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    rmSync(unfinished, { force: true })
    closeSync(openSync(unfinished, 'wx', 0o600))
    connection.prepare('VACUUM INTO ?').run(unfinished)
    seal(unfinished)
    renameSync(unfinished, file)
    syncFolder(folder)
    return file
  } catch (cause) {
    if (existsSync(unfinished)) rmSync(unfinished)
    throw new Error(`the books are of version ${found} and were not brought to ${schemaVersion}, because a copy of them as they are could not be put into ${folder}: ${reasonOf(cause)}. Nothing was changed.`, { cause })
  }
}

function migrate(connection: Connection, path: string, now: number): void {
  const found = Number(connection.pragma('user_version', { simple: true }))
  if (found > schemaVersion) throw new Error(`head office's database is version ${found}, this program knows ${schemaVersion}`)
  if (found === schemaVersion) return
  const kept = found > 0 ? keepAsBefore(connection, path, found, now) : undefined
  try {
    update(connection, found, now)
  } catch (cause) {
    // Nothing came of it, so the books themselves are as they were: a service that tries again and again would fill the disk with copies.
    if (kept !== undefined) rmSync(kept, { force: true })
    throw cause
  }
}

function update(connection: Connection, found: number, now: number): void {
  connection.transaction(() => {
    if (found === 0) {
      connection.exec(schema)
      connection.prepare('INSERT INTO instance (singleton, id, created_at) VALUES (1, ?, ?)').run(randomUUID(), now)
    }
    if (found < 2) {
      connection.exec(pepperSchema)
      connection.prepare('INSERT INTO chain_pepper (singleton, pepper) VALUES (1, ?)').run(randomBytes(32).toString('base64'))
    }
    if (found < 3) {
      connection.exec(refundSchema)
      refileRefunds(connection)
    }
    if (found < 4) connection.exec(putAwaySchema)
    if (found < 5) connection.exec(zReportSchema)
    if (found < 6) connection.exec(accountSchema)
    if (found < 6) connection.exec(storedValueSchema)
    if (found < 7) {
      connection.exec(apartSchema)
      refileZReports(connection)
    }
    if (found < 8) connection.exec(daySchema)
    if (found < 9) connection.exec(quarantineSchema)
    if (found < 10) connection.exec(twinSchema)
    if (found < 11) connection.exec(peopleSchema)
    if (found < 12) connection.exec(feedSchema)
    if (found < 13) connection.exec(rebuildSchema)
    if (found < 14) connection.exec(dayTotalSchema)
    if (found < 15) connection.exec(lockSchema)
    if (found < 16) connection.exec(restSchema)
    if (found < 17) connection.exec(elsewhereSchema)
    connection.pragma(`user_version = ${schemaVersion}`)
  }).immediate()
}

/**
 * better-sqlite3 is compiled so that WAL falls back to NORMAL at the first write, while the pragma still says FULL before
 * it. So: write first, then ask. With NORMAL a power cut loses what head office has already acknowledged.
 */
function assertDurable(connection: Connection): void {
  connection.prepare('UPDATE instance SET created_at = created_at').run()
  const mode: unknown = connection.pragma('journal_mode', { simple: true })
  const synchronous: unknown = connection.pragma('synchronous', { simple: true })
  if (mode !== 'wal' || synchronous !== 2) throw new Error(`head office's database is not durable: journal_mode=${String(mode)}, synchronous=${String(synchronous)}`)
}

function instanceOf(connection: Connection): string {
  const row = connection.prepare<[], { id: string }>('SELECT id FROM instance').get()
  if (row === undefined) throw new Error('head office has no instance id')
  return row.id
}

function pepperOf(connection: Connection): string {
  const row = connection.prepare<[], { pepper: string }>('SELECT pepper FROM chain_pepper').get()
  if (row === undefined) throw new Error('head office has no pepper')
  return row.pepper
}
