import { HardDrive, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** In the place of everything while the disk fails: what is safe, what is not known, and what to do. It goes by itself when the disk is back. */
export function DiskAway() {
  const { t } = useTranslation()
  return (
    <main role="alert" data-testid="disk-away" className="flex h-full flex-col items-center justify-center gap-6 overflow-y-auto bg-surface p-8 text-ink">
      <HardDrive aria-hidden="true" size={64} className="shrink-0 text-danger" />
      <h1 className="text-center text-3xl font-bold text-danger">{t('diskAway.title')}</h1>
      <p className="flex max-w-2xl items-center gap-4 rounded-card bg-ok-soft px-6 py-5 text-lg font-semibold text-ok">
        <ShieldCheck aria-hidden="true" size={36} className="shrink-0" /> {t('diskAway.safe')}
      </p>
      <ol className="flex max-w-2xl list-decimal flex-col gap-3 ps-6 text-lg">
        <li>{t('diskAway.stop')}</li>
        <li>{t('diskAway.look')}</li>
        <li>{t('diskAway.call')}</li>
      </ol>
      <p role="status" className="text-ink-2">{t('diskAway.trying')}</p>
    </main>
  )
}
