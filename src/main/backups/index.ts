export { createBackupDesk, type BackupDesk, type BackupPlace, type BackupState, type PlaceState } from './backup-desk.ts'
export { startBackups, type Backups } from './start-backups.ts'
