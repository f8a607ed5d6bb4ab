import { type BackupLookView, type BackupsView, type BackupView } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'

/** Backups of this till: where they are, the second place, and one that is about to be put in the place of what is there. */
export type BackupsWork =
  /** `chosen`: the file the arrow keys stand on. */
  | { readonly kind: 'backups'; readonly view: BackupsView | 'refused' | undefined; readonly chosen: string | undefined }
  /** Its path is what is typed. */
  | { readonly kind: 'backupFolder'; readonly saving: boolean; readonly trouble: Refusal | undefined }
  /** `look`: undefined while it is looked through. */
  | { readonly kind: 'backup'; readonly file: string; readonly look: BackupLookView | undefined; readonly trouble: Refusal | undefined }
  /** Behind the PIN of whoever is signed on. `begun`: the start that puts it in place comes by itself, or somebody has to make it. */
  | { readonly kind: 'backupPin'; readonly look: BackupLookView; readonly sending: boolean; readonly trouble: Refusal | undefined; readonly begun: 'byItself' | 'byHand' | undefined }

/** Every backup that is listed, as they stand on the page: of the place beside the data first. */
export function filesOf(view: BackupsView | 'refused' | undefined): readonly string[] {
  return view === undefined || view === 'refused' ? [] : view.places.flatMap(({ backups }) => backups.map(({ file }) => file))
}

/** Of a list with another of the same minute, by which alone nobody could tell them apart. */
export function shareMinute(backups: readonly Pick<BackupView, 'file' | 'at'>[], { file, at }: Pick<BackupView, 'file' | 'at'>): boolean {
  const minuteOf = (moment: number): number => Math.floor(moment / 60_000)
  return backups.some((other) => other.file !== file && minuteOf(other.at) === minuteOf(at))
}

/** Reasons of the system that have a sentence of their own: somebody can do something about each. */
const told: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EIO', 'own', 'noFiles', 'notWhole', 'stopped', 'unmarked'])

/** The words for why a backup was not made, or a folder cannot be one: its own sentence, or what the refusal says. */
export function troubleWords({ code, params }: { readonly code: Refusal['code']; readonly params?: Refusal['params'] | undefined }): string {
  const reason = params?.['reason']
  return typeof reason === 'string' && told.has(reason) && (code === 'backup.failed' || code === 'backup.folderUnusable' || code === 'backup.folderGone') ? `backups.reason.${reason}` : `refusal.${code}`
}
