import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, readSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What a backup of the books is known to hold, written down beside it when it was looked through. */
export interface BackupInside {
  /** Of the head office whose books these are, so that a disk can be shared. */
  readonly instance: string
  readonly chainName: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly schema: number
  readonly bytes: number
  readonly sha256: string
  readonly registers: number
  readonly entries: number
  readonly sales: number
  readonly refunds: number
  readonly lastReceivedAt?: number
}

export interface OfficeBackup {
  readonly file: string
  readonly inside: BackupInside
}

export const ending = '.backup.db'
const ours = /^head-office-[0-9a-f]{12}\.\d{8}T\d{6}Z(-before-schema-\d+)?\.backup\.db$/

export const stamp = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
export const isBackupName = (name: string): boolean => ours.test(name)
export const backupName = (instance: string, at: number, why = ''): string => `head-office-${instance.slice(-12)}.${stamp(at)}${why}${ending}`
export const insideFileOf = (backup: string): string => `${backup}.json`
/** Beside the books: what a bad page or a hurried hand spoils comes back from here. A disk that dies takes both. */
export const backupFolderOf = (dataDirectory: string): string => path.join(dataDirectory, 'backups')

export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** So that names are on disk too. Windows opens no folder, and needs none of this: NTFS journals its names. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Written whole under another name first, and on disk when it returns. */
export function writeSmall(file: string, content: unknown): void {
  const unfinished = `${file}.unfinished`
  writeFileSync(unfinished, JSON.stringify(content), { mode: 0o600 })
  syncFile(unfinished)
  renameSync(unfinished, file)
  syncFolder(path.dirname(file))
}

/** In pieces: the books of a chain are larger than memory should hold. */
export function sha256OfFile(file: string): string {
  const sum = createHash('sha256')
  const handle = openSync(file, 'r')
  try {
    const part = Buffer.alloc(1 << 20)
    for (let read = readSync(handle, part, 0, part.length, null); read > 0; read = readSync(handle, part, 0, part.length, null)) sum.update(part.subarray(0, read))
  } finally {
    closeSync(handle)
  }
  return sum.digest('hex')
}

/** Backups of these books whose file is as long as it was, newest first. Throws where the folder cannot be read. */
export function backupsIn(folder: string, instance: string): readonly OfficeBackup[] {
  const found = readdirSync(folder).flatMap((name): OfficeBackup[] => {
    const file = path.join(folder, name)
    const inside = isBackupName(name) ? readInside(file) : undefined
    return inside?.instance === instance ? [{ file, inside }] : []
  })
  return found.toSorted(({ inside: a }, { inside: b }) => b.at - a.at)
}

export function readInside(file: string): BackupInside | undefined {
  try {
    const inside = JSON.parse(readFileSync(insideFileOf(file), 'utf8')) as BackupInside
    return statSync(file).size === inside.bytes && typeof inside.instance === 'string' && typeof inside.at === 'number' ? inside : undefined
  } catch {
    // Half a backup, or half a note of it: it is none. The next one is whole.
    return undefined
  }
}

/** The sum that the note beside a backup says it has, however long the file is now; undefined where there is no such note. */
export function sumBeside(file: string): string | undefined {
  try {
    const { sha256 } = JSON.parse(readFileSync(insideFileOf(file), 'utf8')) as Partial<BackupInside>
    return typeof sha256 === 'string' ? sha256 : undefined
  } catch {
    // None, or half of one: it says nothing of the file.
    return undefined
  }
}

/** The newest three, and the last of each of seven days: as a register keeps its own. */
const newestKept = 3
const daysKept = 7

/** Of the backups in one folder, newest first: those that may go. What was kept before an update stays until a person takes it away. */
export function superfluous(backups: readonly OfficeBackup[]): readonly OfficeBackup[] {
  const usual = backups.filter(({ file }) => !file.includes('-before-schema-'))
  const kept = new Set(usual.slice(0, newestKept))
  const days = new Set<string>()
  for (const backup of usual) {
    const day = new Date(backup.inside.at).toISOString().slice(0, 10)
    if (days.has(day) || days.size >= daysKept) continue
    days.add(day)
    kept.add(backup)
  }
  return usual.filter((backup) => !kept.has(backup))
}

/** The note last: without it a file is no backup. */
export function forget({ file }: OfficeBackup): void {
  rmSync(file, { force: true })
  rmSync(insideFileOf(file), { force: true })
}

/** What a power cut left of the last one. */
export function discardUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const whole = name.replace(/\.unfinished(-wal|-shm|-journal)?$/, '')
    if (whole !== name && isBackupName(whole)) rmSync(path.join(folder, name), { force: true })
  }
}

const markFile = '.tillwright-backups'

/** What is written in a folder somebody chose, so that the empty folder of an unplugged disk is not taken for it. */
export function markOf(folder: string): string | undefined {
  try {
    return readFileSync(path.join(folder, markFile), 'utf8').trim()
  } catch {
    return undefined
  }
}

/** Marks a folder that is there; one that has a mark keeps it: registers and head office may share a disk. Throws where it cannot be written. */
export function markFolder(folder: string, mark: string): string {
  const file = path.join(folder, markFile)
  if (!existsSync(file)) {
    writeFileSync(file, `${mark}\n`, { flag: 'wx', mode: 0o600 })
    syncFile(file)
    syncFolder(folder)
  }
  return readFileSync(file, 'utf8').trim()
}

/** Whether two folders are one, behind every link. */
export function isSameFolder(one: string, other: string): boolean {
  try {
    return realpathSync.native(one) === realpathSync.native(other)
  } catch {
    return path.resolve(one) === path.resolve(other)
  }
}

/** The system's word for what went wrong where it has one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
