export { writeSmall, backupsIn, isUntouched, type Backup, type BackupInside } from './backup-file.ts'
export { lookInside, type LookedInside } from './look-inside.ts'
export { makeBackup, markFolder, type BackupFolder, type MakeBackup } from './make-backup.ts'
export { DAYS_KEPT, NEWEST_KEPT } from './generations.ts'
