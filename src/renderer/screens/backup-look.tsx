import { DatabaseBackup, RotateCw, ShieldCheck, TriangleAlert } from 'lucide-react'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type BackupLookView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { OwnPin } from './own-pin.tsx'
import { fileSize, Progressing } from './support.tsx'

function Fact(props: { readonly testId: string; readonly words: string; readonly children: ReactNode }) {
  return (
    <div data-testid={props.testId} className="flex min-h-9 items-center gap-3 border-b border-line py-1 last:border-b-0">
      <dt className="flex-1 text-[15px] text-ink-2">{props.words}</dt>
      <dd className="number text-end text-[15px] font-semibold">{props.children}</dd>
    </div>
  )
}

function Inside(props: { readonly look: BackupLookView }) {
  const { t } = useTranslation()
  const time = useStoreTime()
  const { backup } = props.look
  const moment = (at: number): string => time(at, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <section aria-label={t('backup.inside')} className="rounded-card border border-line bg-surface p-4">
      <h2 className="mb-1 text-base font-bold">{t('backup.inside')}</h2>
      <dl>
        <Fact testId="backup-made" words={t('backup.made')}>
          {time(backup.at, { dateStyle: 'medium', timeStyle: 'medium' })} · {fileSize(backup.bytes)}
        </Fact>
        <Fact testId="backup-last" words={t('backup.lastReceipt')}>
          {backup.lastReceipt === undefined ? t('backups.noReceipt') : `${backup.lastReceipt.number} · ${moment(backup.lastReceipt.at)}`}
        </Fact>
        <Fact testId="backup-count" words={t('backup.documents')}>
          {t('backups.sales', { count: backup.sales })} · {t('backups.refunds', { count: backup.refunds })}
        </Fact>
        {backup.lastZ !== undefined && (
          <Fact testId="backup-z" words={t('backup.lastZ')}>
            {backup.lastZ.number} · {moment(backup.lastZ.at)}
          </Fact>
        )}
      </dl>
      <p className="mt-2 flex items-center gap-2 text-[15px] font-semibold text-ok">
        <ShieldCheck aria-hidden="true" size={20} className="shrink-0" /> {t('backup.whole')}
      </p>
    </section>
  )
}

/** What happened behind the backup, and what becomes of each: put back from the till's own journal, at head office, or done again by hand. */
function Since(props: { readonly look: BackupLookView }) {
  const { t } = useTranslation()
  const time = useStoreTime()
  const currency = useScreen((state) => state.counter?.currency)
  const { since } = props.look
  const { entries, sales, refunds, total, receipts, atHeadOffice, again } = since
  const changed = again.reduce((sum, { count }) => sum + count, 0)
  return (
    <section aria-label={t('backup.since')} className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4">
      <h2 className="text-base font-bold">{t('backup.since')}</h2>
      <dl>
        <Fact testId="since-entries" words={t('backup.entries')}>
          {entries}
        </Fact>
        <Fact testId="since-receipts" words={t('backup.documents')}>
          {t('backups.sales', { count: sales })} · {t('backups.refunds', { count: refunds })}
          {currency !== undefined && sales + refunds > 0 && (
            <>
              {' · '}
              <Amount value={total} currency={currency} symbol />
            </>
          )}
        </Fact>
        <Fact testId="since-head-office" words={t('backup.atHeadOffice')}>
          {atHeadOffice === undefined ? t('backup.noHeadOffice') : t('backup.ofEntries', { count: atHeadOffice, of: entries })}
        </Fact>
      </dl>
      <p data-testid="since-put-back" className="text-[15px] font-semibold">{t(entries === 0 ? 'backup.nothingSince' : 'backup.putBack')}</p>
      {receipts.length > 0 && (
        <ul aria-label={t('backup.receipts')} className="rounded-key border border-line">
          {receipts.map(({ kind, number, at, total: sum }) => (
            <li key={number} data-testid="since-receipt" className="number flex min-h-10 items-center gap-3 border-b border-line px-3 text-sm last:border-b-0">
              <span className="flex-1">
                {number} · {t(`backup.kind.${kind}`)}
              </span>
              <span className="text-ink-2">{time(at, { dateStyle: 'short', timeStyle: 'short' })}</span>
              {currency !== undefined && <Amount value={kind === 'refund' ? -sum : sum} currency={currency} className="min-w-20 text-end font-semibold" />}
            </li>
          ))}
          {sales + refunds > receipts.length && <li className="px-3 py-2 text-sm text-ink-2">{t('backup.more', { count: sales + refunds - receipts.length })}</li>}
        </ul>
      )}
      {changed > 0 && (
        <div data-testid="since-again" className="rounded-key bg-warn-soft px-3 py-2 text-sm text-warn">
          <p className="flex items-center gap-2 font-semibold">
            <TriangleAlert aria-hidden="true" size={18} className="shrink-0" /> {t('backup.again', { count: changed })}
          </p>
          <ul className="ps-7">
            {again.map(({ type, count }) => (
              <li key={type}>
                {t(`entry.${type}`, { defaultValue: type })} · {count}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

/** One backup, looked through again: what is in it, what happened since, and the way to put it in place. */
export function BackupLook() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  if (work.kind !== 'backup') return null
  const { look, trouble } = work
  if (look === undefined && trouble === undefined) return <Progressing testId="backup-looking" words={t('backup.looking')} kind="backup" />
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4">
      <div className="mx-auto flex w-full max-w-[760px] flex-col gap-3">
        {trouble !== undefined && (
          <p role="alert" data-testid="backup-trouble" data-code={trouble.code} className="flex items-center gap-3 rounded-key bg-danger-soft px-4 py-3 text-[15px] font-semibold text-danger">
            <TriangleAlert aria-hidden="true" size={22} className="shrink-0" /> {t(`refusal.${trouble.code}`, { ...trouble.params })}
          </p>
        )}
        {look !== undefined && <Inside look={look} />}
        {look !== undefined && <Since look={look} />}
        {look !== undefined && <p className="text-[15px] text-ink-2">{t('backup.explain')}</p>}
        <Key testId="backup-restore" look={look === undefined ? 'outline' : 'accent'} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.askRestore}>
          {look === undefined ? <RotateCw aria-hidden="true" size={24} /> : <DatabaseBackup aria-hidden="true" size={24} />}
          {t(look === undefined ? 'backup.lookAgain' : 'backup.restore')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    </div>
  )
}

/** The PIN of whoever is signed on, once more: a page that was left open must not change the till's data. */
export function BackupPin() {
  const { t } = useTranslation()
  const acts = useActs()
  const time = useStoreTime()
  const work = useScreen((state) => state.work)
  const name = useScreen((state) => state.counter?.operator?.name ?? '')
  if (work.kind !== 'backupPin') return null
  const { look, sending, trouble, begun } = work
  if (begun === 'byItself') return <Progressing testId="restore-begun" words={t('backup.startsAgain')} kind="backup" />
  if (begun === 'byHand') {
    return (
      <div className="flex min-h-0 flex-1 items-center justify-center p-8">
        <p role="status" data-testid="restore-by-hand" className="max-w-xl text-lg font-semibold">
          {t('backup.startByHand')}
        </p>
      </div>
    )
  }
  return (
    <OwnPin
      testId="restore"
      words={t('backup.pin', { name, when: time(look.backup.at, { dateStyle: 'medium', timeStyle: 'medium' }) })}
      trouble={trouble}
      sending={sending}
      onGo={acts.sendRestorePin}
      act={
        <>
          <DatabaseBackup aria-hidden="true" size={24} /> {t('backup.restore')}
        </>
      }
    />
  )
}
