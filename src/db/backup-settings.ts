import path from 'node:path'
import { type Backup, backupFolderOf, isBackupName, readInside } from './backups/backup-file.ts'
import { type Connection } from './connection.ts'
import { type EntriesTaken, type TakenEntry } from './taken-entry.ts'
import { type MendReport } from './mend/mend-report.ts'
import { type RestoreWish, writeWish } from './mend/wish.ts'
import { parseEntry } from '../domain/journal/index.ts'
import { APPLICATION_ID, BACKUP_ID } from './migrate.ts'
import { fromStoredJson } from './stored-json.ts'

export interface BackupSetting {
  /** The second place, with the mark that was written into it. */
  readonly second?: { readonly folder: string; readonly mark: string }
  readonly everyMinutes: number
}

export interface BackupReads {
  backupSetting(): BackupSetting
  /** The backup that lies there: of this register, in one of its places. */
  backupAt(file: string): Backup | undefined
  /** Where this file is a backup that is open as a register, how far it goes, by its last entry: nobody but a hand puts one there so. Epoch milliseconds. */
  backupUpTo(): number | undefined
  /** The last that a start did about a damaged file, or somebody at the restore screen. `readAt`: epoch milliseconds. */
  lastMending(): { readonly report: MendReport; readonly readAt?: number } | undefined
}

export interface BackupWrites {
  saveBackupSetting(setting: BackupSetting): void
  /** What the next start puts in place. On disk when it returns, and in no transaction: there is none across two files. */
  wishRestore(wish: RestoreWish): void
  /** False where it is there already. */
  keepMending(report: MendReport): boolean
  /** From here on it is the register's own file. */
  endBackup(): void
  markMendingRead(at: number): void
  /** Entries of this register that it lacks, in their order, behind its head. Stops at the first that does not fit, and keeps those before it. */
  takeEntries(entries: Iterable<TakenEntry>): EntriesTaken
  /** The next one: its chain starts anew, receipt numbers go on. */
  beginEpoch(): void
}

/** Hourly: what a disk that dies takes along is then an hour of what head office has not got. */
export const DEFAULT_MINUTES = 60

export function readBackups(db: Connection): BackupReads {
  const setting = db.prepare<[], { folder: string | null; mark: string | null; every_minutes: number }>('SELECT folder, mark, every_minutes FROM backup_setting')
  const last = db.prepare<[], { report: string; read_at: number | null }>('SELECT report, read_at FROM mending ORDER BY at DESC, id DESC LIMIT 1')
  const lastEntry = db.prepare<[], string>('SELECT text FROM journal ORDER BY position DESC LIMIT 1').pluck()
  const registerId = db.prepare<[], string>('SELECT register_id FROM register').pluck()
  function backupSetting(): BackupSetting {
    const row = setting.get()
    if (row === undefined) return { everyMinutes: DEFAULT_MINUTES }
    const { folder, mark, every_minutes: everyMinutes } = row
    return { everyMinutes, ...(folder === null || mark === null ? {} : { second: { folder, mark } }) }
  }
  return {
    backupSetting,
    backupAt(file) {
      const folders = [backupFolderOf(db.name), backupSetting().second?.folder]
      const inside = folders.includes(path.dirname(file)) && isBackupName(path.basename(file)) ? readInside(file) : undefined
      return inside !== undefined && inside.registerId === registerId.get() ? { file, inside } : undefined
    },
    backupUpTo() {
      if (db.pragma('application_id', { simple: true }) !== BACKUP_ID) return undefined
      const text = lastEntry.get()
      return text === undefined ? 0 : (parseEntry(text)?.at ?? 0)
    },
    lastMending() {
      const row = last.get()
      return row && { report: fromStoredJson<MendReport>(row.report), ...(row.read_at === null ? {} : { readAt: row.read_at }) }
    },
  }
}

export function writeBackups(db: Connection): Pick<BackupWrites, 'saveBackupSetting' | 'wishRestore' | 'keepMending' | 'endBackup' | 'markMendingRead'> {
  const save = db.prepare<[string | null, string | null, number]>(
    'INSERT INTO backup_setting (only, folder, mark, every_minutes) VALUES (1, ?, ?, ?) ON CONFLICT (only) DO UPDATE SET folder = excluded.folder, mark = excluded.mark, every_minutes = excluded.every_minutes',
  )
  const keep = db.prepare<[string, number, string]>('INSERT INTO mending (id, at, report) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const read = db.prepare<[number]>('UPDATE mending SET read_at = ? WHERE read_at IS NULL')
  return {
    saveBackupSetting: ({ second, everyMinutes }) => void save.run(second?.folder ?? null, second?.mark ?? null, everyMinutes),
    wishRestore: (wish) => writeWish(db.name, wish),
    keepMending: (report) => keep.run(report.id, report.at, JSON.stringify(report)).changes === 1,
    endBackup() {
      if (db.pragma('application_id', { simple: true }) === BACKUP_ID) db.pragma(`application_id = ${APPLICATION_ID}`)
    },
    markMendingRead: (at) => void read.run(at),
  }
}
