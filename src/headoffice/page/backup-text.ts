import type { BackupPlace, BackupsOverview } from '../../contracts/replication/index.ts'
import { ageText } from './format.ts'
import type { Words } from './words.ts'

interface BackupConcern {
  readonly health: 'quiet' | 'silent'
  readonly text: string
}

/** A backup that is so many times as old as one should be is worth a word, and then an alarm. */
const oldAfter = 2
const alarmAfter = 8
/** Whoever just started has none to show, and an unplugged disk is put back within the hour. */
const patienceMs = 60 * 60_000

export function reasonText(reason: string, { backups: { reasons } }: Words): string {
  return (Object.hasOwn(reasons, reason) ? reasons[reason] : undefined) ?? reason
}

/** What is to be known of backups by whoever does not look at their list. */
export function backupConcerns({ own }: BackupsOverview, now: number, words: Words): readonly BackupConcern[] {
  if (own === undefined) return []
  return ([[words.backups.first, own.first], [words.backups.second, own.second]] as const).flatMap(([place, one]) => (one === undefined ? [] : concernsOfPlace(place, one, own, now, words)))
}

function concernsOfPlace(place: string, { folder, last, failed }: BackupPlace, { everyMs, since }: NonNullable<BackupsOverview['own']>, now: number, words: Words): readonly BackupConcern[] {
  const failure: readonly BackupConcern[] = failed === undefined ? [] : [{ health: 'quiet', text: words.backups.failed(place, folder, reasonText(failed.reason, words)) }]
  if (last === undefined) return failed !== undefined || now - since > patienceMs ? [...failure, { health: 'silent', text: words.backups.never(place) }] : []
  const age = now - last.at
  if (age < everyMs * oldAfter || now - since < patienceMs) return failure
  return [...failure, { health: age < everyMs * alarmAfter ? 'quiet' : 'silent', text: words.backups.old(place, ageText(age, words)) }]
}
