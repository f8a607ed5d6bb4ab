import { existsSync, mkdirSync, openSync, closeSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { connect } from '../connection.ts'
import { syncFile, syncFolder } from '../copied-file.ts'
import { bytesOf, leavesRoom } from '../kept-free.ts'
import { keepNumbersReached } from '../numbers-file.ts'
import { type Backup, backupName, backupsIn, insideFileOf, isBackupName, markBackup, writeSmall } from './backup-file.ts'
import { superfluous } from './generations.ts'
import { lookInside } from './look-inside.ts'

/** Where backups go. */
export interface BackupFolder {
  readonly folder: string
  /** Of a disk somebody chose: what is written in it, so that the empty folder of an unplugged one is not taken for it. Absent: beside the data, made where missing. */
  readonly mark?: string
}

export interface MakeBackup extends BackupFolder {
  readonly database: string
  /** Epoch milliseconds. */
  readonly at: number
  /** Told after each step how far the copy is, in thousandths; looking through it comes after. */
  readonly onProgress?: (part: number) => void
}

const markFile = '.tillwright-backups'
/** Pages a step copies. The copy is of one moment however many steps it takes: a read transaction holds that moment still. */
const stepPages = 4096

/** Marks a folder that exists as one for backups. One that has a mark keeps it: several registers share a disk. Refuses `backup.folderUnusable`. */
export function markFolder(folder: string, mark: string): Result<Required<BackupFolder>> {
  try {
    if (!statSync(folder).isDirectory()) return refuse('backup.folderUnusable', { folder, reason: 'ENOTDIR' })
    const file = path.join(folder, markFile)
    if (!existsSync(file)) {
      writeFileSync(file, `${mark}\n`, { flag: 'wx', mode: 0o600 })
      syncFile(file)
      syncFolder(folder)
    }
    return accept({ folder, mark: readFileSync(file, 'utf8').trim() })
  } catch (error) {
    return refuse('backup.folderUnusable', { folder, reason: reasonOfFolder(folder, error) })
  }
}

/** A folder that is there and in which nothing can be (/proc) is not missing, whatever the system says of the file. */
export function reasonOfFolder(folder: string, error: unknown): string {
  const reason = reasonOf(error)
  return reason === 'ENOENT' && existsSync(folder) ? 'noFiles' : reason
}

export function isThere({ folder, mark }: BackupFolder): boolean {
  if (mark === undefined) return true
  const file = path.join(folder, markFile)
  return existsSync(file) && readFileSync(file, 'utf8').trim() === mark
}

/**
 * A copy of a register's file while it sells, page for page as it stands: so a page that is damaged one day can be taken from it
 * alone. Under another name until it is on disk and was looked through from the first entry to the last; older ones go only
 * after that. Refuses `backup.folderGone` and `backup.failed`, and then every backup that was there still is.
 * Beside the writer, on a connection that only reads: neither it nor the writer waits for the other.
 */
export async function makeBackup({ database, folder, mark, at, onProgress }: MakeBackup): Promise<Result<Backup>> {
  try {
    if (mark === undefined) mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!isThere({ folder, ...(mark !== undefined && { mark }) })) return refuse('backup.folderGone', { folder, ...(existsSync(folder) ? { reason: 'unmarked' } : {}) })
    discardUnfinished(folder)
    // Beside the data it would be what stops the sales; a disk of its own may be filled to its end.
    if (mark === undefined && !leavesRoom(folder, bytesOf(database))) return refuse('backup.failed', { folder, reason: 'ENOSPC' })
    const source = connect(database, true)
    try {
      return await copied(source, folder, at, onProgress)
    } finally {
      source.close()
    }
  } catch (error) {
    return refuse('backup.failed', { folder, reason: reasonOf(error) })
  }
}

async function copied(source: ReturnType<typeof connect>, folder: string, at: number, onProgress?: (part: number) => void): Promise<Result<Backup>> {
  source.exec('BEGIN')
  const facts = source.prepare<[], { registerId: string; registerNumber: number }>('SELECT register_id AS registerId, register_number AS registerNumber FROM register').get()
  if (facts === undefined) return refuse('backup.failed', { folder, reason: 'notRegister' })
  const file = path.join(folder, backupName(facts, at))
  const unfinished = `${file}.unfinished`
  try {
    // Made empty first, for its owner alone: it holds the PIN hashes too. SQLite fills an empty file.
    closeSync(openSync(unfinished, 'wx', 0o600))
    await source.backup(unfinished, {
      progress: ({ totalPages, remainingPages }) => {
        if (totalPages > 0) onProgress?.(Math.floor(((totalPages - remainingPages) * 1000) / totalPages))
        return stepPages
      },
    })
    const numbered = source.prepare<[], number>('SELECT receipt_counter FROM journal ORDER BY position DESC LIMIT 1').pluck().get() ?? 0
    source.exec('COMMIT')
    markBackup(unfinished)
    syncFile(unfinished)
    const looked = lookInside(unfinished, at)
    if (!looked.ok) return refuse('backup.failed', { folder, reason: looked.why })
    writeSmall(insideFileOf(file), looked.inside)
    renameSync(unfinished, file)
    syncFolder(folder)
    noteNumbers(source.name, facts.registerId, numbered)
    for (const old of superfluous(backupsIn(folder, facts.registerId))) if (old.file !== file) forget(old.file)
    return accept({ file, inside: looked.inside })
  } finally {
    rmSync(unfinished, { force: true })
    if (!existsSync(file)) rmSync(insideFileOf(file), { force: true })
  }
}

/** Should every backup as young as this be gone one day, the numbers up to here are still on paper. */
function noteNumbers(database: string, registerId: string, numbered: number): void {
  try {
    keepNumbersReached(database, registerId, numbered)
  } catch {
    // The backup is made, and tells them too; a start that needs the note for itself writes it then, or does not start.
  }
}

/** The note last: without it a file is no backup, and the next round takes it away. */
function forget(file: string): void {
  rmSync(file, { force: true })
  rmSync(insideFileOf(file), { force: true })
}

/** What a power cut left of the last one. */
function discardUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith('.unfinished') && isBackupName(name.slice(0, -'.unfinished'.length))) rmSync(path.join(folder, name), { force: true })
}

/** The system's word for it where there is one: the screen has a sentence for each that somebody can do something about. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!('code' in error && typeof error.code === 'string')) return error.message
  // The database's own word for what the system calls otherwise, and of which people are told.
  return error.code === 'SQLITE_FULL' ? 'ENOSPC' : error.code
}
