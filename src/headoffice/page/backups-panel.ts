import type { BackupPlace, BackupsOverview } from '../../contracts/replication/index.ts'
import { reasonText } from './backup-text.ts'
import { button, element } from './dom.ts'
import { ageText } from './format.ts'
import { marks } from './health.ts'
import { languages } from './languages.ts'
import { panel, type Shown } from './panels.ts'
import { ask, mayAct } from './who.ts'
import type { Words } from './words.ts'

/** Outlasts the next drawing: it is about what somebody just pressed. */
let failedNow = false

/** When the books were last backed up, where to, and what is in it; nothing where an older head office says nothing of it. */
export function backupsPanel({ overview, language, now }: Shown): readonly HTMLElement[] {
  const words = languages[language]
  const { backups } = words
  const own = overview.backups?.own
  if (overview.backups === undefined) return []
  if (own === undefined) return [panel(backups.title, [element('li', 'row', [element('span', 'main', [backups.server])])], '')]
  const places = ([[backups.first, own.first], [backups.second, own.second]] as const).flatMap(([name, one]) => (one === undefined ? [] : [row(name, one, now, words, language)]))
  const asked = mayAct() ? [element('li', 'row', [element('span', 'main', [failedNow ? element('span', 'silent', [backups.failedNow], { role: 'alert' }) : backups.key]), makeButton(own, words)])] : [element('li', 'row', [element('span', 'main', [backups.key])])]
  return [panel(backups.title, [...places, ...asked], '')]
}

function row(name: string, { folder, last, failed }: BackupPlace, now: number, words: Words, language: string): HTMLElement {
  const { backups } = words
  const health = failed !== undefined ? 'quiet' : last === undefined ? 'retired' : 'live'
  const said = last === undefined ? backups.none : backups.made(ageText(now - last.at, words), last.entries.toLocaleString(language), sizeText(last.bytes, language))
  return element('li', 'row', [
    element('span', 'main', [element('span', `mark ${health}`, [marks[health]], { 'aria-hidden': 'true' }), `${name}: ${said}`]),
    element('span', 'sub', [folder]),
    ...(failed === undefined ? [] : [element('span', 'sub', [backups.failed(name, folder, reasonText(failed.reason, words))])]),
  ])
}

function makeButton({ running }: NonNullable<BackupsOverview['own']>, words: Words): HTMLButtonElement {
  const made = button(running ? words.backups.running : words.backups.now, 'plain', () => {
    void ask<BackupsOverview>('/api/backups', {}).then((reply) => {
      failedNow = !reply.ok
    })
  })
  made.disabled = running
  made.dataset['opens'] = 'backup now'
  return made
}

function sizeText(bytes: number, language: string): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : bytes >= 1e6 ? [bytes / 1e6, 'MB'] : [Math.max(1, bytes / 1e3), 'kB']
  return `${value.toLocaleString(language, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`
}
