import { expect, test } from 'vitest'
import { type BackupPlace, type BackupsOverview } from '../../contracts/replication/index.ts'
import { backupConcerns } from './backup-text.ts'
import { languages } from './languages.ts'

const hour = 3_600_000
const now = Date.UTC(2026, 10, 23, 12)
const made = (hoursAgo: number): BackupPlace => ({ folder: '/srv/a', last: { at: now - hoursAgo * hour, bytes: 1, entries: 1, sales: 1 } })
const said = (first: BackupPlace, second?: BackupPlace, since = now - 90 * hour): readonly string[] => {
  const overview: BackupsOverview = { own: { everyMs: 6 * hour, since, running: false, first, ...(second !== undefined && { second }) } }
  return backupConcerns(overview, now, languages.en).map(({ health, text }) => `${health} ${text}`)
}

test('[HOB-7] backups that are old, failed or missing are among what needs a look, each place by itself; young ones and a fresh start are not', () => {
  expect([said(made(11)), said({ folder: '/srv/a' }, undefined, now - hour / 2), backupConcerns({}, now, languages.en)]).toEqual([[], [], []])
  expect(said(made(13))).toEqual(['quiet The last good backup was made 13 h ago (Beside the books).'])
  expect(said(made(49), made(1))).toEqual(['silent The last good backup was made 2 days ago (Beside the books).'])
  expect(said({ folder: '/srv/a' })).toEqual(['silent There is no backup of the books yet (Beside the books).'])
  const unplugged = said(made(1), { ...made(7), folder: '/mnt/usb', failed: { at: now, reason: 'unmarked' } })
  expect(unplugged).toHaveLength(1)
  expect(unplugged[0]).toMatch(/^quiet The last backup failed \(Second folder, \/mnt\/usb\): this is not the disk that was chosen/)
})

test('[HOB-7] every reason has a sentence in both languages, and one that nobody foresaw is said as it is', () => {
  const { en, 'zh-CN': zh } = languages
  expect(Object.keys(zh.backups.reasons)).toEqual(Object.keys(en.backups.reasons))
  const of = (reason: string): string => backupConcerns({ own: { everyMs: hour, since: 0, running: false, first: { ...made(0), failed: { at: now, reason } } } }, now, zh)[0]?.text ?? ''
  expect([of('ENOSPC'), of('EIO')]).toEqual(['最近一次备份失败（与账簿同一位置，/srv/a）：磁盘已满。', '最近一次备份失败（与账簿同一位置，/srv/a）：EIO。'])
})
