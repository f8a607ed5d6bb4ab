import { DatabaseBackup, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SetupView } from '../../contracts/ipc/index.ts'
import { firstEmpty } from '../state/setup-check.ts'
import { rebuiltNext } from './mended-banner.tsx'
import { SetupField, useDraft, useSetup } from './setup-parts.tsx'

/** A register whose machine is gone comes back from head office's copy of its journal: its address and a one-time code are all that is asked. */
export function RebuildPage() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const sending = useSetup((setup) => setup.sending) ?? false
  const rebuilding = useSetup((setup) => setup.rebuilding)
  const rebuilt = useSetup((setup) => setup.rebuilt)
  const [first] = useState(() => draft && firstEmpty(draft, ['headOfficeUrl', 'enrolmentCode']))
  if (rebuilt !== undefined) return <Rebuilt rebuilt={rebuilt} />
  if (draft === undefined) return null
  if (sending) return <Progress {...(rebuilding === undefined ? {} : { rebuilding })} />
  return (
    <div className="flex max-w-[720px] flex-col gap-5">
      <SetupField first={first === 'headOfficeUrl'} field="headOfficeUrl" kind="address" label={t('setup.headOffice.url')} placeholder="https://" value={draft.headOfficeUrl} maxLength={256} onChange={(headOfficeUrl) => change({ headOfficeUrl })} />
      <SetupField first={first === 'enrolmentCode'} field="enrolmentCode" kind="address" label={t('setup.rebuild.code')} value={draft.enrolmentCode} maxLength={64} onChange={(enrolmentCode) => change({ enrolmentCode })} />
      <p className="rounded-key bg-info-soft px-4 py-3 text-[15px] leading-snug text-info">{t('setup.rebuild.note')}</p>
      <Warning words={t('setup.rebuild.lost')} />
    </div>
  )
}

function Progress(props: { readonly rebuilding?: NonNullable<SetupView['rebuilding']> }) {
  const { t, i18n } = useTranslation()
  const number = (count: number): string => new Intl.NumberFormat(i18n.language).format(count)
  const { done = 0, total = 0 } = props.rebuilding ?? {}
  return (
    <div className="flex max-w-[720px] flex-col gap-4">
      <p role="status" data-testid="setup-rebuilding" className="text-lg font-semibold">
        {t('setup.rebuilding')}
      </p>
      <progress aria-label={t('setup.rebuilding')} className="job-progress h-2 w-full" {...(total > 0 ? { value: done, max: total } : {})} />
      {total > 0 && <p className="number text-[15px] text-ink-2">{t('setup.rebuilding.done', { done: number(done), total: number(total) })}</p>}
    </div>
  )
}

function Rebuilt(props: { readonly rebuilt: NonNullable<SetupView['rebuilt']> }) {
  const { t } = useTranslation()
  const { registerNumber, chainName, storeName, receiptNumbersTo } = props.rebuilt
  return (
    <div role="status" data-testid="setup-rebuilt" className="flex max-w-[720px] flex-col gap-5">
      <div className="flex items-center gap-5 rounded-card border border-line bg-surface p-5">
        <DatabaseBackup aria-hidden="true" size={44} className="shrink-0 text-ok" />
        <div className="min-w-0">
          <p className="text-2xl font-bold">{t('setup.taken.register', { number: registerNumber })}</p>
          <p className="text-[17px] text-ink-2">{chainName === storeName || chainName === '' ? storeName : `${chainName} · ${storeName}`}</p>
          <p className="number mt-1 text-[15px] text-ink-2">{t('setup.rebuilt.numbers', { next: `${registerNumber}-${receiptNumbersTo + 1}` })}</p>
        </div>
      </div>
      <p className="text-lg font-semibold">{t('setup.taken.restart')}</p>
      <section aria-labelledby="rebuilt-next" className="flex flex-col gap-2">
        <h2 id="rebuilt-next" className="text-[15px] font-bold">{t('rebuilt.next')}</h2>
        <ul data-testid="rebuilt-next" className="flex list-disc flex-col gap-1.5 ps-6 text-[15px] leading-snug text-ink-2">
          {[...rebuiltNext.map((what) => t(`rebuilt.next.${what}`)), t('setup.rebuilt.again.goods')].map((words) => <li key={words}>{words}</li>)}
        </ul>
        <p className="text-[15px] leading-snug text-ink-2">{t('setup.rebuilt.shownAgain')}</p>
      </section>
      <Warning words={t('setup.rebuilt.warn')} />
    </div>
  )
}

function Warning(props: { readonly words: string }) {
  return (
    <p className="flex items-center gap-3 rounded-key bg-warn-soft px-4 py-3 text-[15px] font-semibold text-warn">
      <TriangleAlert aria-hidden="true" size={24} className="shrink-0" /> {props.words}
    </p>
  )
}
