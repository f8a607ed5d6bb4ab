import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { copyBooks, lookInside, openToRead } from '../store/sqlite/copy-books.ts'
import { backupName, backupsIn, discardUnfinished, forget, insideFileOf, markOf, type OfficeBackup, reasonOf, sha256OfFile, superfluous, syncFile, syncFolder, writeSmall } from './backup-file.ts'
import { seal } from './seal.ts'

export interface SecondFolder {
  readonly folder: string
  readonly mark: string
}

export interface MakeBackup {
  readonly database: string
  /** Made where missing. */
  readonly folder: string
  readonly second?: SecondFolder
  readonly at: number
}

/** `reason`: the system's word (ENOSPC), `unmarked`, or what kind of thing is wrong with the copy; `why`: what exactly, in words. */
export type Made<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: string; readonly why?: string }

export interface BackupMade {
  readonly first: Made<OfficeBackup>
  /** Absent where no second folder was asked for, or nothing could be put there. */
  readonly second?: Made<OfficeBackup>
}

/** Left beside the books whatever a backup takes: a full disk stops every register's sales from being filed. */
const keptFreeBytes = 256 * 1024 * 1024

/**
 * A copy of the books while they are written to: under another name until it is on disk, was looked through from every register's first entry to
 * its last, and carries its own sum; only then do older ones go. Whatever fails, every backup that was there still is.
 */
export async function makeBackup({ database, folder, second, at }: MakeBackup): Promise<BackupMade> {
  const first = await attempt(async () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    discardUnfinished(folder)
    const bytes = [database, `${database}-wal`].reduce((sum, one) => sum + (statSync(one, { throwIfNoEntry: false })?.size ?? 0), 0)
    if (roomIn(folder) - bytes < keptFreeBytes) return { ok: false, reason: 'ENOSPC' }
    const file = path.join(folder, backupName(instanceIn(database), at))
    const unfinished = `${file}.unfinished`
    try {
      await copyBooks(database, unfinished)
      const looked = await lookInside(unfinished, at)
      if (!looked.ok) return looked
      return { ok: true, value: settle(unfinished, { file, inside: { ...looked.inside, ...seal(unfinished) } }) }
    } finally {
      rmSync(unfinished, { force: true })
    }
  })
  if (second === undefined || !first.ok) return { first }
  return { first, second: await attempt(async () => copyTo(first.value, second)) }
}

/** The same bytes in a second place; compared by their sum, for a worn disk takes everything. */
function copyTo(backup: OfficeBackup, { folder, mark }: SecondFolder): Made<OfficeBackup> {
  if (!existsSync(folder)) return { ok: false, reason: 'ENOENT' }
  if (markOf(folder) !== mark) return { ok: false, reason: 'unmarked' }
  discardUnfinished(folder)
  const file = path.join(folder, path.basename(backup.file))
  const unfinished = `${file}.unfinished`
  try {
    copyFileSync(backup.file, unfinished, constants.COPYFILE_FICLONE)
    syncFile(unfinished)
    if (sha256OfFile(unfinished) !== backup.inside.sha256) return { ok: false, reason: 'differs' }
    return { ok: true, value: settle(unfinished, { file, inside: backup.inside }) }
  } finally {
    rmSync(unfinished, { force: true })
  }
}

function settle(unfinished: string, backup: OfficeBackup): OfficeBackup {
  const folder = path.dirname(backup.file)
  writeSmall(insideFileOf(backup.file), backup.inside)
  renameSync(unfinished, backup.file)
  syncFolder(folder)
  for (const old of superfluous(backupsIn(folder, backup.inside.instance))) if (old.file !== backup.file) forget(old)
  return backup
}

async function attempt(run: () => Promise<Made<OfficeBackup>>): Promise<Made<OfficeBackup>> {
  try {
    return await run()
  } catch (error) {
    return { ok: false, reason: reasonOf(error) }
  }
}

export function instanceIn(database: string): string {
  const db = openToRead(database)
  try {
    return db.prepare<[], string>('SELECT id FROM instance').pluck().get() ?? ''
  } finally {
    db.close()
  }
}

/** A disk that does not say is let be. */
function roomIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return Infinity
  }
}
