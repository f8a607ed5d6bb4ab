import { createHash } from 'node:crypto'
import { closeSync, openSync, readdirSync, readFileSync, readSync, renameSync, statSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { BACKUP_ID } from '../migrate.ts'
import { syncFile, syncFolder } from '../copied-file.ts'

/** What a backup is known to hold, written down beside it when it was looked through. */
export interface BackupInside {
  readonly registerId: string
  readonly registerNumber: number
  readonly storeName: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly schema: number
  readonly bytes: number
  readonly sha256: string
  /** The journal's last entry in it; its chain was found sound from the first one to there. */
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly entries: number
  readonly sales: number
  readonly refunds: number
  readonly lastReceipt?: { readonly number: string; readonly at: number }
  readonly lastZ?: { readonly number: number; readonly at: number }
}

export interface Backup {
  readonly file: string
  readonly inside: BackupInside
}

const ending = '.backup.db'

/** Beside the data. A disk that dies takes both; what a bad page, a wrong import or a hurried hand spoils is mended from here. */
export const backupFolderOf = (database: string): string => path.join(path.dirname(database), 'backups')

/** `till-3-9f2c11ab4d5e.20261123T041500Z.backup.db`: of which register, and when. A folder may be shared by all of a store's. */
export function backupName({ registerId, registerNumber }: Pick<BackupInside, 'registerId' | 'registerNumber'>, at: number): string {
  return `till-${registerNumber}-${registerId.slice(-12)}.${new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')}${ending}`
}

const ours = /^till-\d+-[0-9a-f]{12}\.\d{8}T\d{6}Z\.backup\.db$/

export const isBackupName = (name: string): boolean => ours.test(name)
export const insideFileOf = (backup: string): string => `${backup}.json`

/** Written whole under another name first, and on disk when it returns. */
export function writeSmall(file: string, content: unknown): void {
  const unfinished = `${file}.unfinished`
  writeFileSync(unfinished, JSON.stringify(content), { mode: 0o600 })
  syncFile(unfinished)
  renameSync(unfinished, file)
  syncFolder(path.dirname(file))
}

const applicationIdAt = 68

/** In the copy's first page, which no damaged file needs a backup for: a register that is started on it by hand knows what it is. Not on disk for certain before `syncFile`. */
export function markBackup(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    const id = Buffer.alloc(4)
    id.writeInt32BE(BACKUP_ID)
    writeSync(handle, id, 0, id.length, applicationIdAt)
  } finally {
    closeSync(handle)
  }
}

/** In pieces: a year of a shop is larger than memory should hold. */
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

/** Backups whose file is as long as it was, newest journal first. Whether their bytes still are what they were is `isUntouched`'s to ask. Throws where the folder cannot be read. */
export function backupsIn(folder: string, registerId?: string): readonly Backup[] {
  const found = readdirSync(folder).flatMap((name): Backup[] => {
    const file = path.join(folder, name)
    const inside = isBackupName(name) ? readInside(file) : undefined
    return inside !== undefined && (registerId === undefined || inside.registerId === registerId) ? [{ file, inside }] : []
  })
  return found.toSorted(({ inside: a }, { inside: b }) => b.epoch - a.epoch || b.seq - a.seq || b.at - a.at)
}

export function readInside(file: string): BackupInside | undefined {
  try {
    const inside = JSON.parse(readFileSync(insideFileOf(file), 'utf8')) as BackupInside
    return statSync(file).size === inside.bytes && typeof inside.registerId === 'string' && typeof inside.seq === 'number' ? inside : undefined
  } catch {
    // Half a backup, or half a note of it: it is none. The next one is whole.
    return undefined
  }
}

export const isUntouched = ({ file, inside }: Backup): boolean => sha256OfFile(file) === inside.sha256
