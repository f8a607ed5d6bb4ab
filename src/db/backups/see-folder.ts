import { existsSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { type Backup, backupName, backupsIn, isBackupName } from './backup-file.ts'
import { type BackupFolder, isThere, markFolder, reasonOfFolder } from './make-backup.ts'

/** What lies in a folder for backups now. */
export interface FolderSeen {
  readonly folder: string
  /** False: its disk is not there, or another one lies in its place. */
  readonly reachable: boolean
  /** It is there without its mark: of an unplugged disk, emptied, or another one. */
  readonly unmarked: boolean
  readonly onSameDisk: boolean
  /** Of this register, newest journal first. */
  readonly backups: readonly Backup[]
  /** Files that are named as this register's and are none: cut short, or without the note of what was found in them. */
  readonly notWhole: number
}

export function seeFolder(asked: BackupFolder, registerId: string, database: string): FolderSeen {
  const { folder } = asked
  try {
    // The one beside the data is made with the first backup.
    const names = isThere(asked) ? readdirSync(folder) : undefined
    if (names === undefined) return { folder, reachable: false, unmarked: existsSync(folder), onSameDisk: false, backups: [], notWhole: 0 }
    const backups = backupsIn(folder, registerId)
    const whole = new Set(backups.map(({ file }) => path.basename(file)))
    const ending = backupName({ registerId, registerNumber: 0 }, 0).split('.')[0]?.split('-').at(-1) ?? ''
    const notWhole = names.filter((name) => isBackupName(name) && name.split('.')[0]?.endsWith(`-${ending}`) === true && !whole.has(name)).length
    return { folder, reachable: true, unmarked: false, onSameDisk: onSameDisk(folder, database), backups, notWhole }
  } catch {
    return { folder, reachable: asked.mark === undefined, unmarked: false, onSameDisk: asked.mark === undefined, backups: [], notWhole: 0 }
  }
}

/** By the file system's own number: a folder of another name may lie on the very disk that it is to stand in for. */
function onSameDisk(folder: string, database: string): boolean {
  return statSync(folder).dev === statSync(path.dirname(database)).dev
}

const tried = '.tillwright-tried'

/**
 * A folder somebody names as the second place: it is there, it can be written, and is not the data's own. Marked when this returns,
 * so that the empty folder of an unplugged disk is not taken for it. Refuses `backup.folderUnusable`.
 */
export function chooseFolder(folder: string, mark: string, database: string): Result<Required<BackupFolder>> {
  if (!path.isAbsolute(folder)) return refuse('backup.folderUnusable', { folder, reason: 'notWhole' })
  const wanted = path.resolve(folder)
  // Whoever copies the data folder copies it, and a start that mends looks at what lies there: by whatever name it is called.
  if (isWithin(real(wanted), real(path.resolve(path.dirname(database))))) return refuse('backup.folderUnusable', { folder, reason: 'own' })
  const marked = markFolder(wanted, mark)
  if (!marked.ok) return marked
  const file = path.join(wanted, tried)
  try {
    writeFileSync(file, '')
    rmSync(file)
    return marked
  } catch (error) {
    return refuse('backup.folderUnusable', { folder, reason: reasonOfFolder(wanted, error) })
  }
}

const isWithin = (folder: string, data: string): boolean => folder === data || folder.startsWith(data.endsWith(path.sep) ? data : `${data}${path.sep}`)

/** Where it really lies, behind every link. Of a folder that is not there the links of what leads to it: trying it says that it is missing. */
function real(folder: string): string {
  try {
    return realpathSync.native(folder)
  } catch {
    const above = path.dirname(folder)
    return above === folder ? folder : path.join(real(above), path.basename(folder))
  }
}
