import { Archive, DatabaseBackup, FolderPlus, FolderX, HardDrive, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type BackupPlaceView, type BackupView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { longestFolder } from '../state/backup-acts.ts'
import { shareMinute, troubleWords } from '../state/backup-work.ts'
import { useActs, useScreen } from '../state/context.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Key, Shortcut, StatusMark, TextField, type StatusTone } from '../ui/index.ts'
import { useAge } from './backup-age.ts'
import { Refused } from './refused.tsx'
import { fileSize } from './support.tsx'

const grounds: Readonly<Record<StatusTone, string>> = { ok: 'bg-ok-soft text-ok', warn: 'bg-warn-soft text-warn', danger: 'bg-danger-soft text-danger', idle: 'bg-sunken text-ink-2' }
const small = 'min-h-12 gap-2 px-4 text-sm font-semibold'

/** When it was made, how large it is, and what is in it: enough to know which one is meant. */
function Row(props: { readonly backup: BackupView; readonly seconds: boolean; readonly chosen: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const time = useStoreTime()
  const row = useRef<HTMLLIElement>(null)
  const { backup, chosen } = props
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const { lastReceipt, lastZ } = backup
  const inside = [
    lastReceipt === undefined ? t('backups.noReceipt') : t('backups.upTo', { number: lastReceipt.number, time: time(lastReceipt.at, { dateStyle: 'short', timeStyle: 'short' }) }),
    t('backups.sales', { count: backup.sales }),
    ...(backup.refunds > 0 ? [t('backups.refunds', { count: backup.refunds })] : []),
    ...(lastZ === undefined ? [] : [t('backups.lastZ', { number: lastZ.number })]),
  ]
  return (
    <li ref={row}>
      <Key testId="backup-row" look={chosen ? 'soft' : 'plain'} isPressed={chosen} className="min-h-16 w-full gap-3 px-4 py-2 text-start" onPress={() => acts.openBackup(backup.file)}>
        <DatabaseBackup aria-hidden="true" size={22} className="shrink-0" />
        <span className="min-w-0 flex-1">
          <span className="number block text-base font-bold text-ink">{time(backup.at, { dateStyle: 'medium', timeStyle: props.seconds ? 'medium' : 'short' })}</span>
          <span className="number block text-[13px] text-ink-2">{inside.join(' · ')}</span>
        </span>
        <span className="flex shrink-0 flex-col items-end gap-0.5">
          <span className="number text-sm text-ink-2">{fileSize(backup.bytes)}</span>
          <span className="flex items-center gap-1.5 text-[13px] font-semibold text-ok">
            <StatusMark tone="ok" className="" /> {t('backups.verified')}
          </span>
        </span>
        {chosen && <Shortcut keys={labelOf('enter')} boxed />}
      </Key>
    </li>
  )
}

/** How it goes in one place: a shape, a sentence, and what to do where it does not. */
function State(props: { readonly place: BackupPlaceView }) {
  const { t } = useTranslation()
  const age = useAge()
  const part = useScreen((state) => (state.job?.kind === 'backup' && state.job.state === 'running' ? state.job.part : undefined))
  const { folder, running, failing, reachable, unmarked, backups } = props.place
  const [newest] = backups.toSorted((a, b) => b.at - a.at)
  if (running) {
    const words = part === undefined || part >= 1000 ? t('backups.lookingThrough') : t('backups.copying')
    return (
      <div role="status" data-testid="backup-running" className="flex min-h-12 flex-col justify-center gap-1.5 rounded-key bg-info-soft px-3 py-2 text-[15px] font-semibold text-info">
        {words}
        {part === undefined || part >= 1000 ? <progress aria-label={words} className="job-progress h-2 w-full" /> : <progress aria-label={words} value={part} max={1000} className="job-progress h-2 w-full" />}
      </div>
    )
  }
  const tone: StatusTone = failing !== undefined || !reachable ? 'danger' : newest === undefined ? 'warn' : 'ok'
  const said = failing !== undefined ? t(troubleWords(failing), { ...failing.params }) : !reachable ? (unmarked ? t('backups.reason.unmarked', { folder }) : t('backups.notThere')) : newest === undefined ? t('backups.none') : t('backups.newest', { age: age(newest.at) })
  return (
    <div data-testid={`backup-state-${tone}`} {...(tone === 'danger' ? { role: 'alert' } : {})} className={`flex min-h-12 flex-col justify-center gap-1 rounded-key px-3 py-2 text-[15px] font-semibold ${grounds[tone]}`}>
      <span className="flex items-center gap-2">
        <StatusMark tone={tone} className="" /> <span className="min-w-0">{said}</span>
      </span>
      {tone === 'danger' && newest !== undefined && <span className="ps-7">{t('backups.newestStill', { age: age(newest.at) })}</span>}
    </div>
  )
}

function Place(props: { readonly place: BackupPlaceView; readonly chosen: string | undefined }) {
  const { t } = useTranslation()
  const { place, chosen } = props
  return (
    <section data-testid={`backup-place-${place.place}`} aria-label={t(`backups.place.${place.place}`)} className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4 shadow-1">
      <h2 className="flex items-center gap-2 text-base font-bold">
        <HardDrive aria-hidden="true" size={20} className="shrink-0" /> {t(`backups.place.${place.place}`)}
      </h2>
      <bdi dir="ltr" className="font-mono text-[13px] break-all text-ink-2 select-text">
        {place.folder}
      </bdi>
      <State place={place} />
      {place.place === 'second' && place.onSameDisk && (
        <p data-testid="backup-same-disk" className="flex items-center gap-2 rounded-key bg-warn-soft px-3 py-2 text-sm font-semibold text-warn">
          <TriangleAlert aria-hidden="true" size={18} className="shrink-0" /> {t('backups.sameDisk')}
        </p>
      )}
      {place.notWhole > 0 && (
        <p data-testid="backup-not-whole" className="flex items-center gap-2 rounded-key bg-warn-soft px-3 py-2 text-sm font-semibold text-warn">
          <TriangleAlert aria-hidden="true" size={18} className="shrink-0" /> {t('backups.notWhole', { count: place.notWhole })}
        </p>
      )}
      {place.backups.length > 0 && (
        <ul aria-label={t(`backups.place.${place.place}`)} className="flex flex-col gap-1.5">
          {place.backups.map((backup) => (
            <Row key={backup.file} backup={backup} seconds={shareMinute(place.backups, backup)} chosen={backup.file === chosen} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** Whether this till's data would outlive its disk: what is kept where, how old the newest is, and what to do where none is made. */
export function Backups() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  if (work.kind !== 'backups' || work.view === undefined) return null
  const { view, chosen } = work
  if (view === 'refused') return <Refused testId="backups-refused" words={t('backups.refused')} />
  const hasSecond = view.places.some(({ place }) => place === 'second')
  const running = view.places.some((place) => place.running)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4">
      <p className="text-[15px] text-ink-2">{t('backups.explain', { minutes: view.everyMinutes })}</p>
      <div className="flex flex-wrap gap-2">
        <Key testId="backup-now" look="accent" isDisabled={running} className={small} onPress={acts.backUpNow}>
          <DatabaseBackup aria-hidden="true" size={18} /> {t('backups.now')} <Shortcut keys={labelOf('backUpNow')} boxed />
        </Key>
        <Key testId="backup-second" className={small} onPress={acts.askSecondFolder}>
          <FolderPlus aria-hidden="true" size={18} /> {t(hasSecond ? 'backups.another' : 'backups.choose')} <Shortcut keys={labelOf('secondFolder')} boxed />
        </Key>
        {hasSecond && (
          <Key testId="backup-drop" className={small} onPress={acts.dropSecondFolder}>
            <FolderX aria-hidden="true" size={18} /> {t('backups.drop')} <Shortcut keys={labelOf('noSecondFolder')} boxed />
          </Key>
        )}
      </div>
      {!hasSecond && (
        <p data-testid="backup-no-second" className="flex items-center gap-2 rounded-key bg-warn-soft px-4 py-3 text-[15px] font-semibold text-warn">
          <TriangleAlert aria-hidden="true" size={22} className="shrink-0" /> {t('backups.noSecond')}
        </p>
      )}
      {view.places.map((place) => (
        <Place key={place.place} place={place} chosen={chosen} />
      ))}
      {view.keptAside.length > 0 && (
        <section aria-label={t('backups.aside')} data-testid="backup-aside" className="flex flex-col gap-1 rounded-card border border-line bg-surface p-4">
          <h2 className="flex items-center gap-2 text-base font-bold">
            <Archive aria-hidden="true" size={20} className="shrink-0" /> {t('backups.aside')}
          </h2>
          <p className="text-sm text-ink-2">{t('backups.asideExplain')}</p>
          {view.keptAside.map((folder) => (
            <bdi key={folder} dir="ltr" className="font-mono text-[13px] break-all select-text">
              {folder}
            </bdi>
          ))}
        </section>
      )}
    </div>
  )
}

/** The second place: named, and tried at once. */
export function BackupFolder() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'backupFolder') return null
  const { saving, trouble } = work
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-6 pt-16">
      <div className="my-auto flex w-full max-w-[640px] flex-col gap-4">
        <p className="text-[15px] text-ink-2">{t('backupFolder.explain')}</p>
        {trouble !== undefined && (
          <p role="alert" data-testid="backup-folder-trouble" data-code={trouble.code} className="flex items-center gap-3 rounded-key bg-danger-soft px-4 py-3 text-[15px] font-semibold text-danger">
            <TriangleAlert aria-hidden="true" size={22} className="shrink-0" /> {t(troubleWords(trouble), { ...trouble.params })}
          </p>
        )}
        <TextField label={t('backupFolder.path')} value={entry} maxLength={longestFolder} onChange={acts.setEntry} isAddress className="font-mono" />
        <Key testId="backup-folder-save" look="accent" isDisabled={saving || entry.trim() === ''} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.saveSecondFolder}>
          <FolderPlus aria-hidden="true" size={24} /> {t('backupFolder.save')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    </div>
  )
}
