import { type Backup } from './backup-file.ts'

/** The newest three: of the last hours. A fault that is noticed at once is undone with one of them. */
export const NEWEST_KEPT = 3
/** And the last of each of so many days that have one: a fault that is only noticed when the week is looked through. */
export const DAYS_KEPT = 7

const dayOf = ({ inside }: Backup): string => new Date(inside.at).toISOString().slice(0, 10)

/** Of one register's backups in one folder, newest first: those that may go. By how far each journal reaches, so that a clock that jumped back throws away nothing new. */
export function superfluous(backups: readonly Backup[]): readonly Backup[] {
  const kept = new Set(backups.slice(0, NEWEST_KEPT))
  const days = new Set<string>()
  for (const backup of backups) {
    const day = dayOf(backup)
    if (days.has(day) || days.size >= DAYS_KEPT) continue
    days.add(day)
    kept.add(backup)
  }
  return backups.filter((backup) => !kept.has(backup))
}
